//! Compound files, the container of workbooks before 2007 and of encrypted ones (MS-CFB).
//!
//! Rule: a chain of sectors is never longer than the file has sectors, so a loop in it ends; a stream is never larger
//! than the file.

use crate::error::FileError;

/// Ids from here on are marks, not sectors (MS-CFB 2.1).
const FIRST_MARK: u32 = 0xffff_fffa;
/// Streams below this size lie in the small sectors (MS-CFB 2.2).
const SMALL_STREAM: u64 = 4096;

/// An opened container.
pub(super) struct Container<'a> {
    bytes: &'a [u8],
    sector: usize,
    fat: Vec<u32>,
    small_fat: Vec<u32>,
    small: Vec<u8>,
    entries: Vec<Entry>,
}

struct Entry {
    name: String,
    start: u32,
    size: u64,
}

fn broken(reason: &str) -> FileError {
    FileError::Broken(reason.to_owned())
}

pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at.checked_add(2)?).map(|b| u16::from_le_bytes([b[0], b[1]]))
}

pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at.checked_add(4)?).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]))
}

impl<'a> Container<'a> {
    /// Opens a container.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, FileError> {
        let header = |at| u32_at(bytes, at).ok_or_else(|| broken("the file ends in its header"));
        let sector = match u16_at(bytes, 30) {
            Some(9) => 512,
            Some(12) => 4096,
            _ => return Err(broken("the sector size is unknown")),
        };
        let mut found =
            Self { bytes, sector, fat: Vec::new(), small_fat: Vec::new(), small: Vec::new(), entries: Vec::new() };
        let count = found.sector_count();
        // The first 109 sectors of the table stand in the header, the others in a chain of sectors of their own.
        let mut table: Vec<u32> = (0..109).map_while(|index| u32_at(bytes, 76 + index * 4)).collect();
        let mut next = header(68)?;
        for _ in 0..=count {
            if next >= FIRST_MARK {
                break;
            }
            let sector_bytes = found.sector_bytes(next).ok_or_else(|| broken("a sector is missing"))?;
            let mut ids = words(sector_bytes);
            next = ids.pop().unwrap_or(FIRST_MARK);
            table.extend(ids);
        }
        for id in table.into_iter().filter(|id| *id < FIRST_MARK).take(count + 1) {
            let ids = words(found.sector_bytes(id).ok_or_else(|| broken("a sector is missing"))?);
            found.fat.extend(ids);
        }
        let directory = found.chain(header(48)?, u64::MAX)?;
        found.entries = directory.chunks_exact(128).filter_map(entry).collect();
        let root = found.entries.first().map(|root| (root.start, root.size)).ok_or_else(|| broken("no directory"))?;
        if header(64)? > 0 {
            found.small_fat = words(&found.chain(header(60)?, u64::MAX)?);
            found.small = found.chain(root.0, root.1)?;
        }
        Ok(found)
    }

    /// Whether there is a stream of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|entry| entry.name.eq_ignore_ascii_case(name))
    }

    /// The bytes of a stream.
    pub(super) fn stream(&self, name: &str) -> Result<Vec<u8>, FileError> {
        let entry = self.entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name));
        let entry = entry.ok_or(FileError::UnknownFormat)?;
        if entry.size >= SMALL_STREAM {
            return self.chain(entry.start, entry.size);
        }
        let mut found = Vec::new();
        let mut next = entry.start;
        while next < FIRST_MARK && (found.len() as u64) < entry.size {
            let at = next as usize * 64;
            let part =
                self.small.get(at..(at + 64).min(self.small.len())).ok_or_else(|| broken("a sector is missing"))?;
            if part.is_empty() {
                return Err(broken("a sector is missing"));
            }
            found.extend_from_slice(part);
            next = *self.small_fat.get(next as usize).ok_or_else(|| broken("a chain of sectors breaks off"))?;
        }
        cut(found, entry.size)
    }

    fn sector_count(&self) -> usize {
        self.bytes.len() / self.sector
    }

    fn sector_bytes(&self, id: u32) -> Option<&'a [u8]> {
        let start = (id as usize).checked_add(1)?.checked_mul(self.sector)?;
        // The last sector may be cut short.
        self.bytes.get(start..(start + self.sector).min(self.bytes.len())).filter(|bytes| !bytes.is_empty())
    }

    fn chain(&self, start: u32, size: u64) -> Result<Vec<u8>, FileError> {
        let mut found = Vec::new();
        let mut next = start;
        let mut steps = 0;
        while next < FIRST_MARK && (found.len() as u64) < size {
            steps += 1;
            if steps > self.sector_count() {
                return Err(broken("a chain of sectors runs in a circle"));
            }
            found.extend_from_slice(self.sector_bytes(next).ok_or_else(|| broken("a sector is missing"))?);
            next = *self.fat.get(next as usize).ok_or_else(|| broken("a chain of sectors breaks off"))?;
        }
        if size == u64::MAX { Ok(found) } else { cut(found, size) }
    }
}

fn cut(mut found: Vec<u8>, size: u64) -> Result<Vec<u8>, FileError> {
    match usize::try_from(size) {
        Ok(size) if size <= found.len() => {
            found.truncate(size);
            Ok(found)
        }
        _ => Err(broken("a stream breaks off")),
    }
}

fn words(bytes: &[u8]) -> Vec<u32> {
    bytes.chunks_exact(4).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect()
}

fn entry(bytes: &[u8]) -> Option<Entry> {
    let length = usize::from(u16_at(bytes, 64)?).saturating_sub(2).min(62);
    let units: Vec<u16> = bytes[..length].chunks_exact(2).map(|b| u16::from_le_bytes([b[0], b[1]])).collect();
    let name = String::from_utf16_lossy(&units);
    // The upper half of the size is not reliable with small sectors (MS-CFB 2.6.3).
    Some(Entry { name, start: u32_at(bytes, 116)?, size: u64::from(u32_at(bytes, 120)?) })
}
