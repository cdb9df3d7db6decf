//! Lists of tags in one cell: `五险一金,包吃`, `['餐饮补贴', '弹性工作']`.
//!
//! Rule: a tag that is too long is a sentence and no tag; it is given back and not cut.

use super::clean::line;

/// The tags kept, at most `most` of at most `max_chars` characters, and the parts that are none.
#[must_use]
pub fn tags(text: &str, most: usize, max_chars: usize) -> (Vec<String>, Vec<String>) {
    let text = super::clean::block(text);
    let mut kept: Vec<String> = Vec::new();
    let mut left = Vec::new();
    for part in text.split([',', '，', '、', ';', '；', '|', '/', '\n']) {
        let tag = line(part);
        let tag = tag.trim_matches(|c: char| c.is_whitespace() || "[]'\"“”‘’。.·-:：,、;；|/".contains(c));
        if tag.is_empty() || kept.iter().any(|known| known.eq_ignore_ascii_case(tag)) {
            continue;
        }
        // NFKC may bring a separator in, as a full-width comma becomes a plain one: such a part is no single tag.
        let is_tag = tag.chars().count() <= max_chars && !tag.contains([',', ';', '、']);
        if is_tag && kept.len() < most { kept.push(tag.to_owned()) } else { left.push(tag.to_owned()) }
    }
    (kept, left)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_all_kinds() {
        let read = |text: &str| tags(text, 20, 20).0;
        assert_eq!(read("\n五险一金 ,包吃，带薪年假、\n"), ["五险一金", "包吃", "带薪年假"]);
        assert_eq!(read("['餐饮补贴', '专业培训']"), ["餐饮补贴", "专业培训"]);
        assert_eq!(read("[]"), Vec::<String>::new());
        assert_eq!(tags("a,b,c", 2, 20), (vec!["a".to_owned(), "b".to_owned()], vec!["c".to_owned()]));
        assert_eq!(tags(&"长".repeat(21), 20, 20).1.len(), 1);
    }
}
