//! The model: a row of numbers for each known feature; a title's vector is the weighted sum of its rows.
//!
//! Rule: the file in `data/vectors.bin` is made by `cargo xtask train-concepts` and is part of the repository, so that a
//! build needs no training. Sums are made in the order of the hashes, so that they are the same on every machine.

use crate::features::{Kind, Parsed, hash};
use crate::vector::{DIM, Vector};
use std::sync::LazyLock;

static FILE: &[u8] = include_bytes!("../data/vectors.bin");

/// First bytes of the file: what it is, and the version of its form.
const MAGIC: &[u8; 8] = b"MGPVEC01";

/// The rows, found by the upper half of the hash.
#[derive(Debug)]
struct Model {
    /// By upper half of a hash: the first row of it.
    starts: Vec<u32>,
    hashes: Vec<u32>,
    scales: Vec<f32>,
    rows: &'static [u8],
}

static MODEL: LazyLock<Model> = LazyLock::new(|| Model::read(FILE).unwrap_or_else(Model::empty));

impl Model {
    fn empty() -> Self {
        Self { starts: vec![0; 0x1_0001], hashes: Vec::new(), scales: Vec::new(), rows: &[] }
    }

    /// `None` if the file is not of this form.
    fn read(file: &'static [u8]) -> Option<Self> {
        let rest = file.strip_prefix(MAGIC)?;
        let (count, rest) = rest.split_first_chunk::<4>()?;
        let count = usize::try_from(u32::from_le_bytes(*count)).ok()?;
        let (hashes, rest) = rest.split_at_checked(count * 4)?;
        let (scales, rows) = rest.split_at_checked(count * 4)?;
        if rows.len() != count * DIM {
            return None;
        }
        let hashes: Vec<u32> = hashes.as_chunks::<4>().0.iter().map(|bytes| u32::from_le_bytes(*bytes)).collect();
        let scales = scales.as_chunks::<4>().0.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect();
        let mut starts = vec![0_u32; 0x1_0001];
        for hash in &hashes {
            starts[(hash >> 16) as usize + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        Some(Self { starts, hashes, scales, rows })
    }

    fn row(&self, hash: u32) -> Option<(f32, &[u8])> {
        let upper = (hash >> 16) as usize;
        let (from, to) = (self.starts[upper] as usize, self.starts[upper + 1] as usize);
        let at = from + self.hashes[from..to].iter().position(|known| *known == hash)?;
        Some((self.scales[at], &self.rows[at * DIM..(at + 1) * DIM]))
    }
}

/// The vector of a title.
pub(crate) fn embed(parsed: &Parsed) -> Vector {
    Vector::of(&sum(parsed))
}

/// The middle of an occupation's names, if the model has it.
pub(crate) fn middle(code: &str) -> Option<Vector> {
    let (_, row) = MODEL.row(hash(Kind::Class, code))?;
    let mut values = [0.0; DIM];
    for (to, byte) in values.iter_mut().zip(row) {
        *to = f32::from(byte.cast_signed());
    }
    Some(Vector::of(&values))
}

fn sum(parsed: &Parsed) -> [f32; DIM] {
    let mut sum = [0.0_f32; DIM];
    for feature in &parsed.features {
        if let Some((scale, row)) = MODEL.row(feature.hash) {
            let scale = scale * feature.weight;
            for (to, byte) in sum.iter_mut().zip(row) {
                *to += scale * f32::from(byte.cast_signed());
            }
        }
    }
    sum
}

/// The file of some rows: each scaled so that its largest number fits a byte.
pub(crate) fn write(rows: &[(u32, [f32; DIM])]) -> Vec<u8> {
    let mut rows: Vec<&(u32, [f32; DIM])> = rows.iter().collect();
    rows.sort_by_key(|(hash, _)| *hash);
    let mut file = MAGIC.to_vec();
    file.extend(u32::try_from(rows.len()).unwrap_or(u32::MAX).to_le_bytes());
    let scale = |row: &[f32; DIM]| row.iter().fold(f32::MIN_POSITIVE, |most, x| most.max(x.abs())) / 127.0;
    for (hash, _) in &rows {
        file.extend(hash.to_le_bytes());
    }
    for (_, row) in &rows {
        file.extend(scale(row).to_le_bytes());
    }
    for (_, row) in &rows {
        let scale = scale(row);
        file.extend(row.iter().map(|x| {
            let byte = (x / scale).round().clamp(-127.0, 127.0) as i8;
            byte.cast_unsigned()
        }));
    }
    file
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_reads_back_as_it_was_written() {
        let mut row = [0.5_f32; DIM];
        row[3] = -1.0;
        let file: &'static [u8] = write(&[(70_000, row), (7, [0.0; DIM])]).leak();
        let model = Model::read(file).unwrap();
        let (scale, bytes) = model.row(70_000).unwrap();
        assert!((scale * f32::from(bytes[3].cast_signed()) + 1.0).abs() < 1e-6);
        assert!((scale * f32::from(bytes[0].cast_signed()) - 0.5).abs() < 0.01);
        assert!(model.row(8).is_none());
        assert!(Model::read(&file[..file.len() - 1]).is_none());
    }

    #[test]
    fn the_shipped_file_is_the_documented_one() {
        use sha2::{Digest, Sha256};
        use std::fmt::Write;
        let mut hash = String::new();
        for byte in Sha256::digest(FILE) {
            let _ = write!(hash, "{byte:02x}");
        }
        assert!(include_str!("../data/README.md").contains(&hash), "write into data/README.md: {hash}");
    }

    #[test]
    fn the_shipped_file_is_whole() {
        assert!(Model::read(FILE).is_some_and(|model| !model.hashes.is_empty()));
    }
}
