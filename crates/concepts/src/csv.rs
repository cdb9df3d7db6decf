//! Just enough CSV for a classification: quotes, doubled quotes, line breaks within quotes.
//!
//! Rule: any text gives rows; what is not well formed gives odd cells and no error.

/// The rows of a text with their cells.
pub(crate) fn rows(text: &str) -> impl Iterator<Item = Vec<String>> + '_ {
    let mut rest = text.trim_start_matches('\u{feff}').chars().peekable();
    std::iter::from_fn(move || {
        rest.peek()?;
        let mut row = vec![String::new()];
        let mut quoted = false;
        while let Some(c) = rest.next() {
            let cell = row.last_mut()?;
            match c {
                '"' if quoted && rest.peek() == Some(&'"') => {
                    rest.next();
                    cell.push('"');
                }
                '"' if quoted || cell.is_empty() => quoted = !quoted,
                ',' if !quoted => row.push(String::new()),
                '\n' if !quoted => break,
                '\r' if !quoted => {}
                c => cell.push(c),
            }
        }
        Some(row)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_hold_commas_and_lines() {
        let found: Vec<Vec<String>> = rows("a,\"b,\"\"c\"\"\nd\",\r\n1,2,3\n").collect();
        assert_eq!(found, [vec!["a", "b,\"c\"\nd", ""], vec!["1", "2", "3"]]);
    }
}
