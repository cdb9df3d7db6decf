//! Real material for tests, which lies beside the project and is no part of it.
//!
//! Rule: a test that needs it says so where it is absent, and passes.

use std::path::PathBuf;

/// The bytes of a file of the shared data.
pub(crate) fn file(path: &str) -> Option<Vec<u8>> {
    let root = std::env::var_os("MAGPIE_SHARED").map(PathBuf::from);
    let root = root.unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared"));
    let found = std::fs::read(root.join("data").join(path)).ok();
    if found.is_none() {
        println!("skipped: no shared data");
    }
    found
}
