//! The commands, as a script runs them.
//!
//! Rule kept: with `--json` the last line is one object, whatever happened; what is wrong is told with its place and
//! its remedy, and changes nothing.

use crate::database::TestDatabase;
use crate::files;
use crate::process::Magpie;
use magpie_domain::db::OpenOptions;
use magpie_domain::{Clock, Db, accounts};
use serde_json::json;
use tempfile::TempDir;

struct Place {
    magpie: Magpie,
    database: TestDatabase,
    folder: TempDir,
}

impl Place {
    async fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let database = TestDatabase::create(folder.path()).await;
        let magpie = Magpie::of(folder.path(), database.is_shared().then_some(database.url.as_str()));
        Self { magpie, database, folder }
    }

    fn file(&self, name: &str, bytes: &[u8]) -> String {
        let path = self.folder.path().join(name);
        std::fs::write(&path, bytes).expect("a file");
        path.display().to_string()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_is_imported_and_found() {
    let place = Place::new().await;
    let magpie = &place.magpie;
    let mut table = files::postings(true);
    table.push(table[1].clone());
    table.push(vec![
        String::new(),
        "5000".into(),
        "1".into(),
        "不限".into(),
        "北京市海淀区".into(),
        "打扫办公区和会议室的卫生".into(),
        "某某物业公司".into(),
    ]);
    let file = place.file("a.xlsx", &files::xlsx(&table));
    let refused = place.folder.path().join("refused.xlsx").display().to_string();
    let map = place.folder.path().join("map.toml").display().to_string();
    let numbers = |object: &serde_json::Value| {
        ["rows", "imported", "changed", "unchanged", "duplicate", "refused"]
            .map(|name| object[name].as_u64().expect(name))
    };
    let tried = magpie.run(&["import", "postings", &file, "--publish", "--dry-run", "--json"]).expect(0);
    assert_eq!(numbers(&tried.object()), [5, 3, 0, 0, 1, 1]);
    assert!(magpie.run(&["search", "护理员", "--json"]).expect(0).out.is_empty());
    let done = magpie
        .run(&["import", "postings", &file, "--publish", "--json", "--refused", &refused, "--save-map", &map])
        .expect(0);
    assert_eq!(numbers(&done.object()), [5, 3, 0, 0, 1, 1]);
    assert_eq!(done.out.lines().count(), 1, "{done:?}");
    assert_eq!(files::cells(&std::fs::read(&refused).expect("the workbook")).len(), 2);
    let again = magpie.run(&["import", "postings", &file, "--publish", "--json", "--map", &map]).expect(0);
    assert_eq!(numbers(&again.object()), [5, 0, 0, 3, 1, 1]);
    let found = magpie.run(&["search", "保安员", "--json"]).expect(0);
    let hit: serde_json::Value = serde_json::from_str(found.out.lines().next().expect("a hit")).expect("JSON");
    assert_eq!((found.out.lines().count(), &hit["title"]), (1, &json!("夜班保安员")));
    assert!(hit["id"].is_string() && hit["score"].as_f64().is_some_and(|score| score > 0.0), "{hit}");
    let reindexed = magpie.run(&["reindex", "--json"]).expect(0).object();
    assert!(reindexed.to_string().contains('3'), "{reindexed}");
    assert_eq!(magpie.run(&["search", "", "--json", "--limit", "2"]).expect(0).out.lines().count(), 2);
    assert!(magpie.run(&["search", "护理员"]).expect(0).out.contains("养老护理员"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn alerts_are_evaluated_by_a_command() {
    let place = Place::new().await;
    let done = place.magpie.run(&["alerts", "run", "--json"]).expect(0);
    assert_eq!(done.object(), json!({"alerts": 0, "postings": 0, "mails": 0, "told": 0}));
    assert!(place.magpie.run(&["alerts", "run"]).expect(0).out.contains("0 alerts were due"));
    place.magpie.run(&["alerts"]).expect(2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_wrong_is_told_with_its_place_and_changes_nothing() {
    let place = Place::new().await;
    let magpie = &place.magpie;
    magpie.run(&["check", "--json"]).expect(0);
    let before = place.database.counts().await;
    let broken = place.file("broken.xlsx", b"PK\x03\x04 and nothing");
    let good = place.file("good.csv", files::csv(&files::postings(true)).as_bytes());
    let no_map = place.file("map.toml", b"[columns]\nA = \"sex\"\n");
    for (arguments, code, word) in [
        (vec!["import", "postings", "nowhere.xlsx"], "file-unreadable", "nowhere.xlsx"),
        (vec!["import", "postings", &broken], "file-unreadable", ""),
        (vec!["import", "postings", &good, "--map", &no_map], "", "sex"),
        (vec!["import", "postings", &good, "--employer", "91110108MA01ABCD2"], "invalid", ""),
        (
            vec!["import", "postings", &good, "--employer", "9111000071093465XC"],
            "employer-unknown",
            "9111000071093465XC",
        ),
        (vec!["admin", "add", "no address"], "invalid", ""),
    ] {
        let mut arguments = arguments;
        arguments.push("--json");
        let ended = magpie.run(&arguments).expect(1);
        let object = ended.object();
        assert!(code.is_empty() || object["error"] == code, "{arguments:?}: {object}");
        let message = object["message"].as_str().expect("a message");
        assert!(
            message.contains(word) && !message.contains("??") && ended.err.contains(message),
            "{arguments:?}: {ended:?}"
        );
    }
    assert_eq!(place.database.counts().await, before);
    for (arguments, word) in [
        (vec!["fly"], "fly"),
        (vec![], ""),
        (vec!["search", "x", "--limit", "0"], "limit"),
        (vec!["import", "postings"], "FILE"),
    ] {
        let ended = magpie.run(&arguments).expect(2);
        assert!(ended.err.contains(word), "{ended:?}");
    }
    for (text, place_of, word) in [
        ("[server]\nbnid = \"127.0.0.1:1\"\n", "line 2", "bind"),
        ("[server]\nbind = \"nowhere\"\n", "config.toml line 2", "nowhere"),
        ("[database]\nurl = \"mysql://root:hunter2@x\"\n", "database.url", "postgres://"),
        ("[mail]\ntransport = \"pigeon\"\n", "mail.transport", "smtp"),
        ("[server\n", "line 1", ""),
    ] {
        place.file("config.toml", text.as_bytes());
        // A flag goes before the file, so the file's database is tried without one.
        let bare = Magpie::of(place.folder.path(), None);
        let ended = bare.run(&["check", "--json"]).expect(1);
        let object = ended.object();
        assert_eq!(object["error"], "configuration", "{object}");
        let message = object["message"].as_str().expect("a message");
        assert!(message.contains(place_of) && message.contains(word), "{text}: {message}");
        assert!(!ended.err.contains("hunter2") && !ended.out.contains("hunter2"), "{ended:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_administrator_is_added_and_signs_in() {
    let place = Place::new().await;
    let added = place.magpie.run(&["admin", "add", "Boss@Example.org", "--json"]).expect(0);
    let object = added.object();
    assert_eq!((&object["email"], &object["role"]), (&json!("boss@example.org"), &json!("administrator")));
    let password = object["password"].as_str().expect("a password").to_owned();
    let signs_in = async |password: &str| {
        let options = OpenOptions { url: place.database.url.clone(), connections: 2 };
        let (db, _) = Db::open(&options, Clock::System).await.expect("the database");
        let token = accounts::sign_in::sign_in(&db, "boss@example.org", &password.to_owned().into(), "", "").await;
        let actor = accounts::sessions::authenticate(&db, &token.ok()?).await.expect("an answer")?;
        Some(actor.role().code())
    };
    assert_eq!(signs_in(&password).await, Some("administrator"));
    // A new password and another role for the same account.
    let arguments = ["admin", "add", "boss@example.org", "--role", "organizer", "--password-stdin", "--json"];
    assert!(place.magpie.run_with(&arguments, "correct horse battery\n").expect(0).object().get("password").is_none());
    assert_eq!(signs_in(&password).await, None);
    assert_eq!(signs_in("correct horse battery").await, Some("organizer"));
    assert_eq!(place.magpie.run_with(&arguments, "short\n").expect(1).object()["error"], "invalid");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_profile_in_a_file_is_matched() {
    let place = Place::new().await;
    let magpie = &place.magpie;
    let table = place.file("a.xlsx", &files::xlsx(&files::postings(true)));
    magpie.run(&["import", "postings", &table, "--publish", "--json"]).expect(0);
    let own = place.file("own.json", br#"{"desired_titles": ["\u62a4\u7406\u5458"], "pay_min": "5000"}"#);
    let resume = place.file(
        "resume.json",
        br#"{"basics": {"label": "\u62a4\u7406\u5458"}, "work": [{"position": "\u62a4\u7406\u5458"}]}"#,
    );
    for file in [&own, &resume] {
        let best = magpie.run(&["match", "--profile", file, "--json", "--limit", "1"]).expect(0).object();
        assert!(best["title"].as_str().expect("a title").contains("护理员"), "{best}");
        assert!(best["score"].as_u64().expect("a score") > 50, "{best}");
        assert!(best["reasons"][0]["text"].as_str().expect("words").contains("护理员"), "{best}");
    }
    let empty = place.file("empty.json", b"{}");
    let newest = magpie.run(&["match", "--profile", &empty, "--json", "--limit", "1"]).expect(0).object();
    assert!(newest["score"].is_null() && newest["title"].is_string(), "{newest}");
    for (name, bytes) in [("broken.json", &b"{\"desired_titles\":"[..]), ("list.json", b"[1, 2]")] {
        let file = place.file(name, bytes);
        magpie.run(&["match", "--profile", &file, "--json"]).expect(1);
    }
}
