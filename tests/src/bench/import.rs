//! The real workbook, from bytes to postings that are found.

use super::{Folder, open, print, seconds, shared};
use magpie_domain::Grant;
use magpie_domain::imports::policy::ImportPostings;
use magpie_domain::imports::write;
use magpie_web::importing;
use serde_json::json;
use std::time::Instant;

/// Rounds, each into an empty database.
const ROUNDS: usize = 3;

/// Measures.
///
/// # Errors
/// Where the workbook cannot be read or imported.
pub async fn run() -> anyhow::Result<()> {
    let path = shared().join("data/postings/board_b_raw.xlsx");
    let Ok(bytes) = std::fs::read(&path) else {
        print(&json!({"bench": "import", "skipped": "no shared data"}));
        return Ok(());
    };
    for _ in 0..ROUNDS {
        let folder = Folder::new("import")?;
        let app = open(&folder).await?;
        let began = Instant::now();
        let today = app.db.now().day();
        let (import, _) =
            importing::read(&bytes, "board_b_raw.xlsx", today, None).map_err(|error| anyhow::anyhow!("{error}"))?;
        let read = seconds(began);
        let grant = Grant::<ImportPostings>::of_system(&app.system, None);
        let (_, report) =
            write::run(&app.db, &grant, &import, true).await.map_err(|error| anyhow::anyhow!("{error}"))?;
        let written = seconds(began);
        app.indexer.settle().await.map_err(|error| anyhow::anyhow!("{error}"))?;
        let indexed = seconds(began);
        print(&json!({
            "bench": "import", "rows": report.rows, "imported": report.imported, "duplicate": report.duplicate,
            "refused": report.refused, "read_s": read, "written_s": written, "indexed_s": indexed,
            "found": app.state.index.len(),
        }));
    }
    Ok(())
}
