//! Folding: one form for all the ways in which the same title is written.
//!
//! Rule: width by NFKC, then lower case, then simplified characters, blanks to one blank. The search folds a text in the
//! same way and keeps the places besides (`crates/search/src/fold.rs`).

use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// Folds a text to one line: `ＪＡＶＡ　軟體工程師` becomes `java 软体工程师`.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut traditional = false;
    for original in text.chars() {
        if original.is_ascii() || is_han(original) {
            traditional |= may_be_traditional(original);
            push(&mut folded, original.to_ascii_lowercase());
        } else {
            for c in std::iter::once(original).nfkc().flat_map(char::to_lowercase) {
                traditional |= may_be_traditional(c);
                push(&mut folded, if c == '’' { '\'' } else { c });
            }
        }
    }
    if traditional {
        folded = fast2s::convert(&folded);
    }
    folded.truncate(folded.trim_end().len());
    folded
}

fn push(line: &mut String, c: char) {
    if !c.is_whitespace() && !c.is_control() {
        line.push(c);
    } else if !line.is_empty() && !line.ends_with(' ') {
        line.push(' ');
    }
}

/// Characters that stand alone: Chinese, kana, hangul. Words are made of them without spaces.
#[must_use]
pub fn is_cjk(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{3040}'..='\u{30ff}' | '\u{3005}' | '\u{3007}'
        | '\u{ac00}'..='\u{d7af}' | '\u{20000}'..='\u{323af}')
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}')
}

/// One bit for each unified ideograph that the mapping changes: most titles have none and skip the mapping.
static TRADITIONAL: LazyLock<Vec<u64>> = LazyLock::new(|| {
    let mut bits = vec![0_u64; 0x5200 / 64];
    for code in 0x4e00_u32..=0x9fff {
        if let Some(c) = char::from_u32(code) {
            let mut buffer = [0; 4];
            let alone: &str = c.encode_utf8(&mut buffer);
            if fast2s::convert(alone) != alone {
                let index = (code - 0x4e00) as usize;
                bits[index / 64] |= 1 << (index % 64);
            }
        }
    }
    for c in "藉著苧闔鍾讎畫".chars() {
        let index = c as usize - 0x4e00;
        bits[index / 64] |= 1 << (index % 64);
    }
    bits
});

/// Whether simplifying may change a character: what has none need not go through the mapping.
#[must_use]
pub fn may_be_traditional(c: char) -> bool {
    if !is_han(c) {
        return false;
    }
    let index = c as usize - 0x4e00;
    TRADITIONAL[index / 64] >> (index % 64) & 1 == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_case_and_script_fold_to_one() {
        assert_eq!(fold("ＪＡＶＡ　軟體工程師"), "java 软体工程师");
        assert_eq!(fold("  養老\n護理員 "), "养老 护理员");
        assert_eq!(fold("計畫"), "计划");
    }
}
