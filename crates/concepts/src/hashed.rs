//! Maps whose keys are hashes already, so that they need not be hashed again.
//!
//! Rule: only for keys that are well mixed, as the hashes of features are.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A map by the hash of a feature.
pub(crate) type HashedMap<V> = HashMap<u32, V, BuildHasherDefault<AsItIs>>;

/// Takes a hash for its hash.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 << 8) ^ u64::from(*byte);
        }
    }

    fn write_u32(&mut self, hash: u32) {
        // The map takes its place from the low bits and a tag from the highest seven.
        self.0 = u64::from(hash).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_found_again() {
        let map: HashedMap<u32> = (0_u32..1000).map(|n| (n.wrapping_mul(2_654_435_761), n)).collect();
        assert_eq!(map.len(), 1000);
        assert!(map.iter().all(|(key, value)| map.get(key) == Some(value)));
    }
}
