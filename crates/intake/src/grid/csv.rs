//! Tables in text form: UTF-8, UTF-16 with a mark, or GB18030; separated by comma, semicolon or tab.
//!
//! Rule: no line is swallowed: a quote that is never closed is a broken file, and blank lines keep their numbers.

use super::Grid;
use super::collect::Collector;
use crate::error::FileError;
use crate::limits::Limits;
use encoding_rs::{GB18030, UTF_16BE, UTF_16LE};

/// How much of the text is looked at to find the separator.
const SNIFFED_CHARS: usize = 64 << 10;

pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Grid, FileError> {
    let text = decode(bytes)?;
    if text.trim().is_empty() {
        return Err(FileError::Empty);
    }
    if !looks_like_a_table(&text) {
        return Err(FileError::UnknownFormat);
    }
    let mut collector = Collector::new(limits);
    collector.begin("", false)?;
    let separator = sniff(&text);
    let mut row = 0;
    let mut records = Records::new(&text, separator);
    while let Some(cells) = records.next()? {
        for (column, cell) in cells.into_iter().enumerate() {
            if is_formula(&cell) {
                collector.formula(row, column, cell)?;
            } else {
                collector.put(row, column, cell)?;
            }
        }
        row += 1;
    }
    Ok(collector.finish())
}

/// The text of the bytes, whichever of the encodings in use they have.
fn decode(bytes: &[u8]) -> Result<String, FileError> {
    if let Some(rest) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        return String::from_utf8(rest.to_vec()).map_err(|_| FileError::WrongEncoding);
    }
    if let Some(encoding) = match bytes {
        [0xff, 0xfe, ..] => Some(UTF_16LE),
        [0xfe, 0xff, ..] => Some(UTF_16BE),
        _ => None,
    } {
        let (text, _, broken) = encoding.decode(bytes);
        return if broken { Err(FileError::WrongEncoding) } else { Ok(text.into_owned()) };
    }
    if bytes.contains(&0) {
        return Err(FileError::UnknownFormat);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(text.to_owned());
    }
    // Damaged UTF-8 often passes as GB18030 and would come in as nonsense. It is told by how little of it is damaged.
    let lossy = String::from_utf8_lossy(bytes);
    let damaged = lossy.chars().filter(|c| *c == '\u{fffd}').count();
    let foreign = lossy.chars().filter(|c| !c.is_ascii()).count();
    if damaged * 10 < foreign {
        return Err(FileError::WrongEncoding);
    }
    match GB18030.decode_without_bom_handling_and_without_replacement(bytes) {
        Some(text) => Ok(text.into_owned()),
        None => Err(FileError::WrongEncoding),
    }
}

/// Pages, documents and programs are no tables, although they are text.
fn looks_like_a_table(text: &str) -> bool {
    let start: String = text.trim_start().chars().take(16).collect::<String>().to_ascii_lowercase();
    let other = ["%pdf", "<!doctype", "<html", "<?xml", "{\\rtf", "<table", "#!/"];
    let control = text.chars().take(4096).filter(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')).count();
    !other.iter().any(|known| start.starts_with(known)) && control < 8
}

/// The separator that splits the first records most evenly.
fn sniff(text: &str) -> char {
    let end = text.char_indices().nth(SNIFFED_CHARS).map_or(text.len(), |(index, _)| index);
    let head = &text[..end];
    let mut best = (',', 0);
    for separator in [',', '\t', ';'] {
        let mut records = Records::new(head, separator);
        let mut widths = Vec::new();
        while let Ok(Some(cells)) = records.next() {
            if cells.iter().any(|cell| !cell.trim().is_empty()) {
                widths.push(cells.len());
            }
            if widths.len() == 20 {
                break;
            }
        }
        let Some(first) = widths.iter().copied().max() else { continue };
        // What splits every record alike is the separator, even where another is more frequent within the text.
        let alike = widths.iter().filter(|width| **width == first).count();
        let score = if first < 2 { 0 } else { alike * 100 + first.min(50) };
        if score > best.1 {
            best = (separator, score);
        }
    }
    best.0
}

/// A formula, as a spreadsheet would take the cell when it opens the file. `-` and `+` begin numbers and telephone
/// numbers, `==` an underlining.
fn is_formula(cell: &str) -> bool {
    let mut chars = cell.trim_start().chars();
    match (chars.next(), chars.next()) {
        (Some('='), Some(next)) => next.is_ascii_alphanumeric() || matches!(next, '(' | '"' | '-' | '+' | '$' | '\''),
        (Some('@'), Some(next)) => next.is_ascii_alphabetic() || next == '(',
        _ => false,
    }
}

/// The records of a text, one after the other.
struct Records<'a> {
    rest: &'a str,
    separator: char,
    line: usize,
}

impl<'a> Records<'a> {
    fn new(text: &'a str, separator: char) -> Self {
        Self { rest: text, separator, line: 1 }
    }

    /// The cells of the next record; a blank line is a record with one blank cell.
    fn next(&mut self) -> Result<Option<Vec<String>>, FileError> {
        if self.rest.is_empty() {
            return Ok(None);
        }
        let mut cells = Vec::new();
        loop {
            cells.push(if self.rest.starts_with('"') { self.quoted()? } else { self.plain() });
            let mut chars = self.rest.chars();
            match chars.next() {
                Some(found) if found == self.separator => self.rest = chars.as_str(),
                Some('\r') => {
                    let rest = chars.as_str();
                    self.rest = rest.strip_prefix('\n').unwrap_or(rest);
                    self.line += 1;
                    return Ok(Some(cells));
                }
                Some('\n') => {
                    self.rest = chars.as_str();
                    self.line += 1;
                    return Ok(Some(cells));
                }
                _ => return Ok(Some(cells)),
            }
        }
    }

    fn plain(&mut self) -> String {
        let separator = self.separator;
        let end = self.rest.find([separator, '\n', '\r']).unwrap_or(self.rest.len());
        let (cell, rest) = self.rest.split_at(end);
        self.rest = rest;
        cell.to_owned()
    }

    /// A cell in quotes. A quote inside that is not doubled stays as it is, as spreadsheets have it.
    fn quoted(&mut self) -> Result<String, FileError> {
        let begun = self.line;
        let mut cell = String::new();
        self.rest = &self.rest[1..];
        loop {
            let Some(end) = self.rest.find('"') else {
                return Err(FileError::Broken(format!("the quote of line {begun} is never closed")));
            };
            let (part, rest) = self.rest.split_at(end);
            self.line += part.matches('\n').count();
            cell.push_str(part);
            self.rest = &rest[1..];
            match self.rest.chars().next() {
                Some('"') => {
                    cell.push('"');
                    self.rest = &self.rest[1..];
                }
                Some(next) if next != self.separator && next != '\n' && next != '\r' => cell.push('"'),
                _ => return Ok(cell),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &[u8]) -> Vec<Vec<String>> {
        read(text, &Limits::default()).unwrap().sheets.remove(0).rows
    }

    #[test]
    fn quotes_lines_and_separators() {
        assert_eq!(
            rows(b"a,b\r\n\"1,\n\"\"x\"\"\",2\n\n3"),
            [vec!["a", "b"], vec!["1,\n\"x\"", "2"], vec![], vec!["3"]]
        );
        assert_eq!(rows(b"a;b\n1,5;2\n3;4")[1], ["1,5", "2"]);
        assert_eq!(rows("职位\t薪资\n保安\t4,000\n".as_bytes())[1], ["保安", "4,000"]);
        assert_eq!(rows(b"a,b\n\"x\"y\",2")[1], ["x\"y", "2"]);
    }

    #[test]
    fn encodings() {
        let (gb, _, _) = GB18030.encode("职位,薪资\n保洁员,4000元/月\n");
        assert_eq!(rows(&gb)[1], ["保洁员", "4000元/月"]);
        assert_eq!(rows("\u{feff}职位,薪资\n".as_bytes())[0], ["职位", "薪资"]);
        let utf16: Vec<u8> =
            [0xff, 0xfe].into_iter().chain("职位\t薪资\n".encode_utf16().flat_map(u16::to_le_bytes)).collect();
        assert_eq!(rows(&utf16)[0], ["职位", "薪资"]);
        let mut damaged = "职位名称与薪资待遇说明".repeat(20).into_bytes();
        damaged[31] = 0xff;
        assert_eq!(read(&damaged, &Limits::default()).unwrap_err().code(), "wrong_encoding");
    }

    #[test]
    fn what_is_no_table_is_named() {
        let code = |bytes: &[u8]| read(bytes, &Limits::default()).unwrap_err().code();
        assert_eq!(code(b"%PDF-1.7 ..."), "unknown_format");
        assert_eq!(code(b"\x89PNG\0\0"), "unknown_format");
        assert_eq!(code(b"<html><table>"), "unknown_format");
        assert_eq!(code(b" \n \n"), "empty");
        assert_eq!(code(b"a,b\n\"x,1\n2,3\n"), "broken");
    }

    #[test]
    fn formulas_are_told_from_numbers_and_lines() {
        for formula in ["=SUM(A1)", "=1+1", "@SUM(1)", "=cmd|' /C calc'!A0", " =HYPERLINK(\"x\")"] {
            assert!(is_formula(formula), "{formula}");
        }
        for text in ["-", "+86 10 1234", "-SUM(1)", "====职责====", "@北京", "=", "a=b"] {
            assert!(!is_formula(text), "{text}");
        }
    }
}
