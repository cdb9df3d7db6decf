//! Folding: one form for all the ways in which the same word is written.
//!
//! Rule: width by NFKC, then lower case, then simplified characters; what is indexed, asked for and marked in a text
//! goes through the same folding, and every folded character knows where it came from.

pub(crate) use magpie_concepts::is_cjk;
use magpie_concepts::may_be_traditional;
use unicode_normalization::UnicodeNormalization;

/// A folded character and the bytes of the original it stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Glyph {
    /// The folded character.
    pub(crate) c: char,
    /// First byte in the original.
    pub(crate) from: u32,
    /// First byte after it in the original.
    pub(crate) to: u32,
}

/// Folds a text character by character. One character may become several; they share their place.
pub(crate) fn fold(text: &str) -> Vec<Glyph> {
    let mut glyphs = Vec::with_capacity(text.len() / 2);
    let mut traditional = false;
    for (from, original) in text.char_indices() {
        let to = place(from + original.len_utf8());
        let from = place(from);
        let mut push = |c: char| {
            traditional |= may_be_traditional(c);
            glyphs.push(Glyph { c, from, to });
        };
        if original.is_ascii() {
            push(original.to_ascii_lowercase());
        } else if is_plain_han(original) {
            push(original);
        } else {
            for c in std::iter::once(original).nfkc().flat_map(char::to_lowercase) {
                push(if c == '’' { '\'' } else { c });
            }
        }
    }
    if traditional {
        simplify(&mut glyphs);
    }
    glyphs
}

/// The folded text on one line, for comparing whole titles and names.
pub(crate) fn fold_line(text: &str) -> String {
    magpie_concepts::fold(text)
}

/// Unified ideographs are their own NFKC form; only the compatibility blocks are not.
fn is_plain_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}')
}

fn place(byte: usize) -> u32 {
    u32::try_from(byte).unwrap_or(u32::MAX)
}

/// The mapping looks at the neighbours of a character, so the whole text goes through it. It maps one to one.
fn simplify(glyphs: &mut [Glyph]) {
    let text: String = glyphs.iter().map(|glyph| glyph.c).collect();
    for (glyph, c) in glyphs.iter_mut().zip(fast2s::convert(&text).chars()) {
        glyph.c = c;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_case_and_script_fold_to_one() {
        assert_eq!(fold_line("ＪＡＶＡ　軟體工程師"), "java 软体工程师");
        assert_eq!(fold_line("  養老\n護理員 "), "养老 护理员");
        assert_eq!(fold_line("㈱ Ⅳ"), "(株) iv");
        assert_eq!(fold_line("計畫"), "计划");
    }

    #[test]
    fn every_glyph_knows_its_place() {
        let text = "Ａ師é";
        let places: Vec<&str> = fold(text).iter().map(|g| &text[g.from as usize..g.to as usize]).collect();
        assert_eq!(places, ["Ａ", "師", "é"]);
    }
}
