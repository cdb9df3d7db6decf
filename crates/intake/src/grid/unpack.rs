//! Looks into a workbook's archive before the workbook reader does.
//!
//! Rule: what an archive unpacks to is counted by unpacking it, part by part, in a fixed window of memory; sizes in
//! its headers are not believed. No text or tag longer than a cell may be reaches the reader, nor a count that would
//! make it take memory in advance.

use crate::error::FileError;
use crate::limits::Limits;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// Longest tag with its attributes.
const TAG_BYTES: usize = 64 << 10;
/// Most shared strings, and most that a count in a header may ask for.
const SHARED_STRINGS: usize = 4_000_000;
/// Largest part that is neither a sheet nor the shared strings, such as styles, which the reader keeps whole.
const SIDE_PART_BYTES: u64 = 32 << 20;

/// What the archive turned out to hold.
#[derive(Debug, Default)]
pub(super) struct Contents {
    /// Whether any part has merged cells.
    pub(super) has_merged_cells: bool,
}

/// Unpacks everything once and keeps nothing.
pub(super) fn check(bytes: &[u8], limits: &Limits) -> Result<Contents, FileError> {
    let broken = |reason: &str| FileError::Broken(reason.to_owned());
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| broken("the archive cannot be read"))?;
    if archive.len() > limits.parts {
        return Err(broken("too many parts"));
    }
    let mut contents = Contents::default();
    let mut left = limits.unpacked_bytes;
    let mut has_workbook = false;
    let mut window = vec![0; 64 << 10];
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).map_err(|error| match error {
            zip::result::ZipError::UnsupportedArchive(reason) if reason.to_ascii_lowercase().contains("password") => {
                FileError::PasswordProtected
            }
            _ => broken("a part of the archive cannot be read"),
        })?;
        let name = part.name().map(|name| name.to_string().to_ascii_lowercase()).unwrap_or_default();
        has_workbook |= name.ends_with("workbook.xml");
        let is_xml = name.ends_with(".xml") || name.ends_with(".rels");
        let is_side = is_xml && !name.contains("sheet") && !name.contains("sharedstrings");
        let mut scan = Scan::new(limits);
        let mut part_bytes = 0;
        loop {
            let count = part.read(&mut window).map_err(|_| broken("a part of the archive cannot be unpacked"))?;
            if count == 0 {
                break;
            }
            let Some(rest) = left.checked_sub(count as u64) else {
                return Err(FileError::TooLargeUnpacked { max: limits.unpacked_bytes });
            };
            left = rest;
            part_bytes += count as u64;
            if is_side && part_bytes > SIDE_PART_BYTES {
                return Err(FileError::TooLargeUnpacked { max: SIDE_PART_BYTES });
            }
            if is_xml {
                scan.feed(&window[..count], &name)?;
            }
        }
        contents.has_merged_cells |= scan.has_merged_cells;
    }
    if has_workbook { Ok(contents) } else { Err(FileError::UnknownFormat) }
}

/// Follows the tags of a part byte by byte.
struct Scan {
    cell_bytes: usize,
    cell_chars: usize,
    in_tag: bool,
    in_cell: bool,
    tag: Vec<u8>,
    tag_bytes: usize,
    text_bytes: usize,
    shared_strings: usize,
    has_merged_cells: bool,
}

impl Scan {
    fn new(limits: &Limits) -> Self {
        // A character takes at most ten bytes of XML, as `&#x1f469;` does.
        let cell_bytes = limits.cell_chars.saturating_mul(10);
        Self {
            cell_bytes,
            cell_chars: limits.cell_chars,
            in_tag: false,
            in_cell: false,
            tag: Vec::new(),
            tag_bytes: 0,
            text_bytes: 0,
            shared_strings: 0,
            has_merged_cells: false,
        }
    }

    fn feed(&mut self, bytes: &[u8], part: &str) -> Result<(), FileError> {
        for &byte in bytes {
            match (self.in_tag, byte) {
                // UTF-16 would hide the tags from this scan but not from the reader.
                (_, 0) => return Err(FileError::Broken("a part is not in UTF-8".to_owned())),
                (false, b'<') => {
                    self.in_tag = true;
                    self.tag.clear();
                    self.tag_bytes = 0;
                }
                (false, _) => {
                    self.text_bytes += 1;
                    if self.text_bytes > self.cell_bytes {
                        return Err(self.too_large(part));
                    }
                }
                (true, b'>') => {
                    self.in_tag = false;
                    self.tag_ended()?;
                }
                (true, _) => {
                    self.tag_bytes += 1;
                    if self.tag_bytes > TAG_BYTES {
                        return Err(self.too_large(part));
                    }
                    if self.tag.len() < 1024 {
                        self.tag.push(byte);
                    }
                }
            }
        }
        Ok(())
    }

    fn too_large(&self, part: &str) -> FileError {
        FileError::CellTooLarge { sheet: part.to_owned(), cell: String::new(), max: self.cell_chars }
    }

    fn tag_ended(&mut self) -> Result<(), FileError> {
        let broken = |reason: &str| Err(FileError::Broken(reason.to_owned()));
        let is_end = self.tag.first() == Some(&b'/');
        let tag = self.tag.strip_prefix(b"/").unwrap_or(&self.tag);
        let end = tag.iter().position(|b| matches!(b, b' ' | b'\t' | b'\r' | b'\n' | b'/')).unwrap_or(tag.len());
        let local = tag[..end].rsplit(|b| *b == b':').next().unwrap_or_default();
        match local {
            b"si" | b"c" => {
                self.in_cell = !is_end && self.tag.last() != Some(&b'/');
                self.text_bytes = 0;
                self.shared_strings += usize::from(local == b"si" && !is_end);
                if self.shared_strings > SHARED_STRINGS {
                    return broken("too many shared strings");
                }
            }
            b"mergeCell" => self.has_merged_cells = true,
            b"sst" if self.tag_bytes > self.tag.len() || asks_too_much(&self.tag) => {
                return broken("the count of shared strings is wrong");
            }
            b"?xml" if !is_utf8_declared(&self.tag) => return broken("a part is not in UTF-8"),
            b"!DOCTYPE" => return broken("a part declares entities"),
            _ => {}
        }
        // The runs of a cell's rich text add up; elsewhere only single texts are bounded.
        if !self.in_cell {
            self.text_bytes = 0;
        }
        Ok(())
    }
}

/// Whether a count in the tag is beyond what the reader should reserve. Addresses of namespaces have no such numbers.
fn asks_too_much(tag: &[u8]) -> bool {
    let numbers = tag.split(|byte| !byte.is_ascii_digit()).filter_map(|digits| std::str::from_utf8(digits).ok());
    numbers
        .filter(|digits| !digits.is_empty())
        .any(|digits| digits.parse().map_or(true, |count: usize| count > SHARED_STRINGS))
}

fn is_utf8_declared(tag: &[u8]) -> bool {
    let declaration = String::from_utf8_lossy(tag).to_ascii_lowercase();
    match declaration.split_once("encoding") {
        None => true,
        Some((_, rest)) => {
            let name = rest.trim_start_matches([' ', '=', '"', '\'']);
            name.starts_with("utf-8") || name.starts_with("utf8") || name.starts_with("us-ascii")
        }
    }
}
