//! Numbers inside text: digits, decimals, thousands separators and Chinese numerals.
//!
//! Rule: an amount is counted in ten-thousandths as an integer, so that `0.8万` is exactly 8,000.

/// A number found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// Ten-thousandths.
    pub parts: i64,
    /// Where it begins, in bytes.
    pub start: usize,
    /// Where it ends, in bytes.
    pub end: usize,
}

/// The first number at or after a place. Numbers over a thousand million and more than four decimals are passed over
/// or cut.
#[must_use]
pub fn find(text: &str, from: usize) -> Option<Found> {
    let bytes = text.as_bytes();
    let mut start = from;
    while start < bytes.len() {
        if !bytes[start].is_ascii_digit() {
            start += 1;
            continue;
        }
        let mut end = start;
        let mut whole: i64 = 0;
        let mut digits = 0;
        while let Some(byte) = bytes.get(end) {
            match byte {
                b'0'..=b'9' => {
                    digits += 1;
                    whole = whole.saturating_mul(10).saturating_add(i64::from(byte - b'0'));
                    end += 1;
                }
                b',' if is_thousand(bytes, end) => end += 1,
                _ => break,
            }
        }
        let mut parts = whole.saturating_mul(10_000);
        if bytes.get(end) == Some(&b'.') && bytes.get(end + 1).is_some_and(u8::is_ascii_digit) {
            end += 1;
            let mut weight = 1_000;
            while let Some(byte) = bytes.get(end).filter(|byte| byte.is_ascii_digit()) {
                parts = parts.saturating_add(i64::from(byte - b'0') * weight);
                weight /= 10;
                end += 1;
            }
        }
        if digits <= 9 {
            return Some(Found { parts, start, end });
        }
        start = end;
    }
    None
}

/// Whether a comma stands before exactly three digits.
fn is_thousand(bytes: &[u8], comma: usize) -> bool {
    let three = bytes.get(comma + 1..comma + 4).is_some_and(|digits| digits.iter().all(u8::is_ascii_digit));
    three && !bytes.get(comma + 4).is_some_and(u8::is_ascii_digit)
}

/// The text with Chinese numerals up to ninety-nine as digits: 三年 becomes 3年, 二十人 becomes 20人.
#[must_use]
pub fn with_digits(text: &str) -> String {
    let value = |c: char| match c {
        '一' => Some(1),
        '二' | '两' => Some(2),
        '三' => Some(3),
        '四' => Some(4),
        '五' => Some(5),
        '六' => Some(6),
        '七' => Some(7),
        '八' => Some(8),
        '九' => Some(9),
        _ => None,
    };
    let chars: Vec<char> = text.chars().collect();
    let mut found = String::with_capacity(text.len());
    let mut index = 0;
    while index < chars.len() {
        let tens = value(chars[index]);
        let at_ten = if tens.is_some() { index + 1 } else { index };
        if chars.get(at_ten) == Some(&'十') {
            let ones = chars.get(at_ten + 1).copied().and_then(value);
            found.push_str(&(tens.unwrap_or(1) * 10 + ones.unwrap_or(0)).to_string());
            index = at_ten + 1 + usize::from(ones.is_some());
        } else {
            match tens {
                Some(number) => found.push_str(&number.to_string()),
                None => found.push(chars[index]),
            }
            index += 1;
        }
    }
    found
}

/// The whole numbers of a text, in order.
#[must_use]
pub fn whole_numbers(text: &str) -> Vec<i64> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(number) = find(text, from) {
        found.push(number.parts / 10_000);
        from = number.end;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_found_exactly() {
        assert_eq!(find("约0.8万", 0).unwrap().parts, 8_000);
        assert_eq!(find("12,000元", 0).unwrap().parts, 120_000_000);
        assert_eq!(whole_numbers("1,2,300"), [1, 2300]);
        assert_eq!(find("12345678901234567890", 0), None);
        assert_eq!(with_digits("二十三人、三至五年、十名"), "23人、3至5年、10名");
    }
}
