//! What every page must satisfy as HTML: tags close, ids are there once, fields have labels, nothing typed is markup.

use std::collections::{BTreeMap, BTreeSet};

/// The tags of a page in order: name, attributes, whether it closes.
fn tags(html: &str) -> Vec<(String, BTreeMap<String, String>, bool)> {
    let mut tags = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        rest = &rest[start + 1..];
        let mut quoted = false;
        let ends = |(_, c): &(usize, char)| {
            quoted ^= *c == '"';
            *c == '>' && !quoted
        };
        let Some((end, _)) = rest.char_indices().find(ends) else { panic!("a tag does not end: {rest}") };
        let tag = &rest[..end];
        rest = &rest[end + 1..];
        if tag.starts_with('!') {
            continue;
        }
        let (closes, tag) = tag.strip_prefix('/').map_or((false, tag), |tag| (true, tag));
        let name: String = tag.chars().take_while(|c| c.is_ascii_alphanumeric()).collect();
        let mut attributes = BTreeMap::new();
        let mut left = tag[name.len()..].trim().trim_end_matches('/').trim();
        while !left.is_empty() {
            let key: String = left.chars().take_while(|c| !c.is_whitespace() && *c != '=').collect();
            left = &left[key.len()..];
            let mut value = String::new();
            if let Some(after) = left.strip_prefix("=\"") {
                value = after[..after.find('"').unwrap()].to_owned();
                left = &after[value.len() + 1..];
            }
            assert!(!key.is_empty(), "attributes of <{tag}>");
            assert!(attributes.insert(key.clone(), value).is_none(), "{key} twice in <{tag}>");
            left = left.trim_start();
        }
        if name == "script" && !closes {
            let end = rest.find("</script").unwrap();
            rest = &rest[end..];
        }
        tags.push((name, attributes, closes));
    }
    tags
}

const VOID: &[&str] = &["meta", "link", "input", "br", "hr", "use", "img"];

pub(super) fn check(name: &str, html: &str) {
    assert!(!html.contains("??"), "{name}: {}", html.split("??").nth(1).unwrap().chars().take(40).collect::<String>());
    assert!(!html.contains("<b>\"&") && !html.contains("<script>"), "{name} shows text as HTML");
    let mut open = Vec::new();
    let mut ids = BTreeSet::new();
    let mut wanted = BTreeSet::new();
    let mut headings = 0;
    for (tag, attributes, closes) in tags(html) {
        if closes {
            assert_eq!(open.pop().as_deref(), Some(tag.as_str()), "{name}: </{tag}>");
            continue;
        }
        if !VOID.contains(&tag.as_str()) {
            open.push(tag.clone());
        }
        headings += usize::from(tag == "h1");
        for (key, value) in &attributes {
            assert!(key != "style" && !key.starts_with("on"), "{name}: {key} in <{tag}>");
            match key.as_str() {
                "id" => assert!(ids.insert(value.clone()), "{name}: the id {value} is there twice"),
                "for" | "aria-describedby" | "aria-labelledby" | "list" => {
                    wanted.extend(value.split(' ').map(str::to_owned));
                }
                "href" | "action" | "src" => {
                    let known = ["/", "#", "https://", "tel:", "mailto:"];
                    assert!(known.iter().any(|start| value.starts_with(start)), "{name}: {key}={value}");
                    assert!(!value.starts_with("//"), "{name}: {key}={value}");
                    wanted.extend(value.strip_prefix('#').map(str::to_owned));
                }
                _ => {}
            }
        }
        if tag == "script" {
            let data = attributes.get("type").is_some_and(|kind| kind == "application/ld+json");
            assert!(data || attributes.contains_key("src"), "{name}: a script in the page");
        }
        if matches!(tag.as_str(), "input" | "select" | "textarea")
            && attributes.get("type").is_none_or(|kind| kind != "hidden")
        {
            let labelled = attributes.contains_key("id") || open.contains(&"label".to_owned());
            assert!(labelled, "{name}: a field without a label: {attributes:?}");
        }
    }
    assert!(open.is_empty(), "{name}: {open:?} stays open");
    assert_eq!(headings, 1, "{name}: h1");
    for id in &wanted {
        assert!(ids.contains(id), "{name}: nothing has the id {id}");
    }
}

pub(super) fn title(html: &str) -> &str {
    html.split("<title>").nth(1).and_then(|rest| rest.split("</title>").next()).unwrap_or_default()
}
