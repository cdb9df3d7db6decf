//! The real tables that lie beside the project.
//!
//! Rule kept: at least 95 of 100 rows of the real workbook come in, every other one is explained, and they are found.

use crate::database::TestDatabase;
use crate::process::Magpie;
use std::path::PathBuf;

/// A file beside the project; says so where there is none.
#[expect(clippy::print_stdout, reason = "who reads the log should know what was not run")]
pub(crate) fn shared(path: &str) -> Option<PathBuf> {
    let root = std::env::var_os("MAGPIE_SHARED").map(PathBuf::from);
    let root = root.unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared"));
    let found = root.join("data").join(path);
    if found.exists() {
        return Some(found);
    }
    println!("skipped: no shared data");
    None
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_real_workbook_comes_in_and_is_found() {
    let Some(file) = shared("postings/board_b_raw.xlsx") else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let database = TestDatabase::create(folder.path()).await;
    let magpie = Magpie::of(folder.path(), database.is_shared().then_some(database.url.as_str()));
    let file = file.display().to_string();
    let refused = folder.path().join("refused.xlsx").display().to_string();
    let arguments = ["import", "postings", &file, "--publish", "--json", "--refused", &refused];
    let report = magpie.run(&arguments).expect(0).object();
    println!("{report}");
    let number = |name: &str| report[name].as_u64().expect(name);
    let accounted = number("imported") + number("changed") + number("unchanged") + number("duplicate");
    assert_eq!(accounted + number("refused"), number("rows"));
    assert!(accounted * 100 >= number("rows") * 95, "{report}");
    assert_eq!(number("published"), number("imported"), "{report}");
    if number("refused") > 0 {
        let cells = crate::files::cells(&std::fs::read(&refused).expect("the workbook"));
        assert!(
            cells.iter().skip(1).all(|row| row.last().is_some_and(|reason| !reason.is_empty())),
            "each row has its reason"
        );
    }
    // Titles that are in it are found, and the first hit for a title has it.
    let titles: Vec<String> = magpie
        .run(&["search", "", "--json", "--limit", "40", "--sort", "newest"])
        .expect(0)
        .out
        .lines()
        .map(|line| {
            serde_json::from_str::<serde_json::Value>(line).expect("JSON")["title"]
                .as_str()
                .expect("a title")
                .to_owned()
        })
        .collect();
    assert_eq!(titles.len(), 40);
    for title in titles.iter().step_by(13) {
        let found = magpie.run(&["search", title, "--json", "--limit", "20"]).expect(0).out;
        assert!(
            found
                .lines()
                .any(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON")["title"] == title.as_str()),
            "{title}: {found}"
        );
    }
    let again = magpie.run(&arguments).expect(0).object();
    println!("{again}");
    assert_eq!((again["imported"].as_u64(), again["changed"].as_u64()), (Some(0), Some(0)), "{again}");
}
