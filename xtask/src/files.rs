//! Finding the project's own files.
//!
//! Rule: what a machine made (`target`, `node_modules`, hidden folders) is never looked at, and every list is sorted,
//! so that two machines report the same.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The root of the workspace: the folder above this crate's.
///
/// Asked of cargo's environment first: a compiled-in path would be wrong after the tree has moved.
pub(crate) fn root() -> Result<PathBuf> {
    let manifest =
        std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    let root = manifest.parent().context("the folder of xtask has no parent")?;
    Ok(root.to_owned())
}

/// Every file below `folder` whose name ends in `ending`; nothing when there is no such folder.
pub(crate) fn below(folder: &Path, ending: &str) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        if !folder.is_dir() {
            continue;
        }
        for entry in folder.read_dir().with_context(|| format!("cannot list {}", folder.display()))? {
            let entry = entry?;
            let name = entry.file_name();
            let name = name.to_string_lossy();
            // The type of the entry itself: a link to a folder could lead round in a circle.
            let kind = entry.file_type()?;
            if kind.is_dir() {
                if !name.starts_with('.') && name != "target" && name != "node_modules" {
                    folders.push(entry.path());
                }
            } else if name.ends_with(ending) {
                found.push(entry.path());
            }
        }
    }
    found.sort();
    Ok(found)
}

pub(crate) fn read(file: &Path) -> Result<String> {
    std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))
}

/// A path as it is shown to people: from the root of the workspace, with slashes.
pub(crate) fn shown(root: &Path, file: &Path) -> String {
    file.strip_prefix(root).unwrap_or(file).to_string_lossy().replace('\\', "/")
}

/// The program of this name in the folders of `PATH`.
pub(crate) fn program(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
}
