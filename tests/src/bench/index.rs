//! The index, built anew from the database.

use super::{Folder, district, open, print, seconds};
use serde_json::json;
use std::time::Instant;

/// Rounds over one database.
const ROUNDS: usize = 3;

/// Measures.
///
/// # Errors
/// Where the product cannot be opened.
pub async fn run(postings: u64) -> anyhow::Result<()> {
    let folder = Folder::new("index")?;
    let app = open(&folder).await?;
    district(&app, postings).await?;
    for _ in 0..ROUNDS {
        app.indexer.order_rebuild();
        let began = Instant::now();
        app.indexer.settle().await.map_err(|error| anyhow::anyhow!("{error}"))?;
        print(&json!({
            "bench": "index", "postings": postings, "public": app.state.index.len(), "rebuilt_s": seconds(began),
        }));
    }
    Ok(())
}
