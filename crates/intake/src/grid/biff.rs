//! The records of workbooks before 2007 (MS-XLS): cutting them out and reading the texts in them.
//!
//! Rule: a length in a record is a wish; the bytes that are there decide.

use super::cfb::{u16_at, u32_at};
use crate::error::FileError;
use encoding_rs::{Encoding, GBK, WINDOWS_1252};

/// A record: its type and where its bytes stand.
#[derive(Clone, Copy)]
pub(super) struct Record<'a> {
    pub(super) kind: u16,
    pub(super) data: &'a [u8],
}

/// The records of a stream from a position on.
pub(super) struct Records<'a> {
    rest: &'a [u8],
}

impl<'a> Records<'a> {
    pub(super) fn new(stream: &'a [u8], from: usize) -> Self {
        Self { rest: stream.get(from..).unwrap_or_default() }
    }

    /// The pieces that continue the record just given.
    pub(super) fn continued(&mut self) -> Vec<&'a [u8]> {
        let mut pieces = Vec::new();
        while u16_at(self.rest, 0) == Some(0x003c) {
            let Some(record) = self.next() else { break };
            pieces.push(record.data);
        }
        pieces
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Record<'a>> {
        let kind = u16_at(self.rest, 0)?;
        let length = usize::from(u16_at(self.rest, 2)?);
        let data = self.rest.get(4..4 + length)?;
        self.rest = &self.rest[4 + length..];
        Some(Record { kind, data })
    }
}

/// How a workbook writes its texts.
#[derive(Clone, Copy)]
pub(super) struct Texts {
    /// Excel 97 and later: UTF-16 or Latin-1, told by a flag.
    pub(super) unicode: bool,
    /// Before that: the encoding of the system it was written on.
    pub(super) encoding: &'static Encoding,
}

impl Texts {
    /// The encoding of a code page; one that is not known is taken for Chinese.
    pub(super) fn encoding_of(code_page: u16) -> &'static Encoding {
        if code_page == 1252 || code_page == 0x8001 { WINDOWS_1252 } else { GBK }
    }

    /// A text with a count of two bytes (`wide_count`) or one before it.
    pub(super) fn read(self, data: &[u8], wide_count: bool) -> Option<String> {
        let (count, rest) = if wide_count {
            (usize::from(u16_at(data, 0)?), data.get(2..)?)
        } else {
            (usize::from(*data.first()?), data.get(1..)?)
        };
        if !self.unicode {
            return Some(self.encoding.decode_without_bom_handling(rest.get(..count.min(rest.len()))?).0.into_owned());
        }
        let flags = *rest.first()?;
        let mut units = Vec::new();
        push_units(&mut units, rest.get(1..)?, count, flags & 1 != 0);
        Some(String::from_utf16_lossy(&units))
    }
}

/// Takes at most `count` units from the bytes and tells how many bytes they took.
fn push_units(units: &mut Vec<u16>, bytes: &[u8], count: usize, wide: bool) -> usize {
    if wide {
        let before = units.len();
        units.extend(bytes.chunks_exact(2).take(count).map(|b| u16::from_le_bytes([b[0], b[1]])));
        (units.len() - before) * 2
    } else {
        let taken = count.min(bytes.len());
        units.extend(bytes[..taken].iter().map(|byte| u16::from(*byte)));
        taken
    }
}

/// The table of shared strings (MS-XLS 2.4.265): texts that run over the pieces of a record, where each piece begins
/// with a flag of its own for the text it continues.
pub(super) fn shared_strings(first: &[u8], continued: &[&[u8]]) -> Result<Vec<String>, FileError> {
    let broken = || FileError::Broken("the shared strings break off".to_owned());
    let count = u32_at(first, 4).ok_or_else(broken)? as usize;
    let mut pieces = Pieces {
        pieces: std::iter::once(first.get(8..).unwrap_or_default()).chain(continued.iter().copied()).collect(),
        index: 0,
    };
    let mut strings = Vec::new();
    while strings.len() < count {
        let Some(text) = pieces.text() else { break };
        strings.push(text);
    }
    Ok(strings)
}

struct Pieces<'a> {
    pieces: Vec<&'a [u8]>,
    index: usize,
}

impl Pieces<'_> {
    fn text(&mut self) -> Option<String> {
        let mut left = usize::from(u16::from_le_bytes([self.byte()?, self.byte()?]));
        let flags = self.byte()?;
        let runs = if flags & 8 != 0 { usize::from(u16::from_le_bytes([self.byte()?, self.byte()?])) } else { 0 };
        let extra = if flags & 4 != 0 {
            u32::from_le_bytes([self.byte()?, self.byte()?, self.byte()?, self.byte()?]) as usize
        } else {
            0
        };
        let mut wide = flags & 1 != 0;
        let mut units = Vec::new();
        while left > 0 {
            let piece = *self.pieces.get(self.index)?;
            let before = units.len();
            let taken = push_units(&mut units, piece, left, wide);
            self.pieces[self.index] = &piece[taken..];
            left -= units.len() - before;
            if left > 0 {
                self.index += 1;
                wide = self.byte()? & 1 != 0;
            }
        }
        self.skip(runs.saturating_mul(4).saturating_add(extra));
        Some(String::from_utf16_lossy(&units))
    }

    fn byte(&mut self) -> Option<u8> {
        loop {
            let piece = *self.pieces.get(self.index)?;
            if let Some((first, rest)) = piece.split_first() {
                self.pieces[self.index] = rest;
                return Some(*first);
            }
            self.index += 1;
        }
    }

    fn skip(&mut self, mut count: usize) {
        while count > 0 {
            let Some(piece) = self.pieces.get(self.index).copied() else { return };
            let taken = count.min(piece.len());
            self.pieces[self.index] = &piece[taken..];
            count -= taken;
            if count > 0 {
                self.index += 1;
            }
        }
    }
}

/// A number packed into four bytes (MS-XLS 2.5.217).
pub(super) fn packed_number(packed: u32) -> f64 {
    let number = if packed & 2 != 0 {
        f64::from(packed.cast_signed() >> 2)
    } else {
        f64::from_bits(u64::from(packed & 0xffff_fffc) << 32)
    };
    if packed & 1 != 0 { number / 100.0 } else { number }
}
