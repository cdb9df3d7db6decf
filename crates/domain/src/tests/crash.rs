//! What was acknowledged survives kill -9.
//!
//! The test starts its own binary again with the path of a database in [`FILE`]; that child publishes and prints until
//! it is killed in the middle.

use crate::employers::policy::ActForEmployer;
use crate::ids::PostingId;
use crate::postings::values::PostingState;
use crate::postings::{public, write};
use crate::testing::World;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

const FILE: &str = "MAGPIE_TEST_CRASH_FILE";

#[test]
fn the_child_publishes_until_it_is_killed() {
    let Ok(url) = std::env::var(FILE) else { return };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let world = World::at(&url).await;
        let (owner, employer) = world.trusted("甲公司").await;
        let grant = world.grant::<ActForEmployer>(&owner, employer).await;
        loop {
            let id = write::create(&world.db, &grant, &world.posting("岗位")).await.expect("a draft");
            write::publish(&world.db, &world.edit(id)).await.expect("a publication");
            println!("\npublished {id}");
        }
    });
}

#[tokio::test]
async fn what_was_acknowledged_is_there_after_kill_9() {
    let folder = tempfile::tempdir().expect("a folder");
    let url = format!("sqlite:{}", folder.path().join("magpie.db").display());
    for round in 1..=3 {
        let acknowledged = publish_and_kill(&url, 20 * round);
        let world = World::at(&url).await;
        assert_eq!(world.texts("PRAGMA integrity_check").await, ["ok"]);
        assert!(acknowledged.len() >= 20 * round);
        let found = public::cards(&world.db, &acknowledged).await.expect("cards");
        assert_eq!(found.len(), acknowledged.len(), "an acknowledged posting is gone");
        // Nothing half-written: each public posting has its version and its entry in the log, and no other has.
        let published = PostingState::Published.code();
        let count = world.number(&format!("SELECT COUNT(*) FROM posting WHERE state = '{published}'")).await;
        let logged = "SELECT COUNT(DISTINCT subject) FROM change WHERE kind = 'posting-published'";
        assert_eq!(world.number("SELECT COUNT(*) FROM posting_version").await, count);
        assert_eq!(world.number(logged).await, count);
        let audited = "SELECT COUNT(*) FROM audit WHERE action = 'publish-posting'";
        assert_eq!(world.number(audited).await, count);
    }
}

fn publish_and_kill(url: &str, enough: usize) -> Vec<PostingId> {
    let mut child = Command::new(std::env::current_exe().expect("this binary"))
        .args(["--exact", "tests::crash::the_child_publishes_until_it_is_killed", "--nocapture"])
        .env(FILE, url)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("a child");
    let mut output = BufReader::new(child.stdout.take().expect("its output"));
    let mut found = Vec::new();
    let mut killed = false;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).expect("its output") == 0 {
            break;
        }
        // Half a line was not acknowledged to anyone.
        if let Some(id) = line.strip_prefix("published ").and_then(|rest| rest.strip_suffix('\n')) {
            found.push(PostingId::parse(id).expect("an id"));
        }
        if found.len() >= enough && !killed {
            child.kill().expect("killed");
            killed = true;
        }
    }
    child.wait().expect("its end");
    assert!(killed, "the child ended by itself");
    found
}
