//! Importing a file over the pages and by the API.
//!
//! Rule kept: the preview says what the import does, every row is accounted for, the same file twice changes nothing,
//! and what an unregistered employer brings waits for an organizer.

use crate::app::TestApp;
use crate::files;
use crate::personas::Person;
use magpie_domain::Grant;
use magpie_domain::employers::values::EmployerState;
use magpie_domain::ids::BatchId;
use magpie_domain::imports::policy::SeeBatch;
use magpie_domain::imports::read;
use magpie_domain::imports::values::Report;
use reqwest::Method;
use serde_json::json;

async fn uploads(person: &Person, bytes: Vec<u8>) -> String {
    let upload = format!("/console/{}/import", person.employer);
    let reply = person.upload(&upload, "岗位.csv", bytes).await.expect(303);
    assert!(reply.location().starts_with("/imports/"), "{reply:?}");
    reply.location().to_owned()
}

async fn report(app: &TestApp, batch: &str) -> Report {
    let id = BatchId::parse(batch.trim_start_matches("/imports/")).expect("an id");
    let grant = Grant::<SeeBatch>::of_system(app.system(), id);
    read::show(app.db(), &grant).await.expect("a batch").report
}

/// Imported, changed, unchanged, duplicate, refused.
fn figures(report: &Report) -> [u64; 5] {
    assert_eq!(report.rows, report.imported + report.changed + report.unchanged + report.duplicate + report.refused);
    [report.imported, report.changed, report.unchanged, report.duplicate, report.refused]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_table_comes_in_alike_in_every_format_and_once() {
    let app = TestApp::spawn().await;
    let owner = app.owner("某某养老院").await;
    let table = files::postings(false);
    owner.get(&format!("/console/{}/import", owner.employer)).await.expect(200);
    let formats: [(&str, Vec<u8>); 5] = [
        ("UTF-8", files::csv(&table).into_bytes()),
        ("UTF-8 with its mark", files::csv_with_mark(&table)),
        ("GB18030", files::csv_gb18030(&table)),
        ("XLSX", files::xlsx(&table)),
        ("UTF-8 again", files::csv(&table).into_bytes()),
    ];
    for (number, (format, bytes)) in formats.into_iter().enumerate() {
        let batch = uploads(&owner, bytes).await;
        let preview = owner.get(&batch).await.expect(200).says("养老护理员").says("岗位名称");
        for action in ["finish", "mapping", "discard"] {
            assert!(preview.targets().contains(&format!("{batch}/{action}")), "{action}: {:?}", preview.targets());
        }
        owner.post(&format!("{batch}/finish"), &[("publish", "yes")]).await.leads_to(&batch);
        owner.get(&batch).await.expect(200);
        let expected = if number == 0 { [3, 0, 0, 0, 0] } else { [0, 0, 3, 0, 0] };
        assert_eq!(figures(&report(&app, &batch).await), expected, "{format}");
        owner.post(&format!("{batch}/finish"), &[("publish", "yes")]).await.expect(409);
    }
    app.settle().await;
    let nobody = app.nobody();
    assert_eq!(nobody.finds("q=夜班保安员").await, ["夜班保安员"]);
    let found = nobody.get("/api/v1/search?q=会计").await.expect(200).value()["postings"][0].clone();
    assert_eq!(
        (&found["pay"], &found["education"], &found["education_full_time"]),
        (&json!(null), &json!("bachelor"), &json!(true))
    );
    let found = nobody.get("/api/v1/search?q=夜班保安员").await.expect(200).value()["postings"][0].clone();
    assert_eq!(
        (&found["pay"]["min"], &found["headcount"], &found["district"]),
        (&json!("4000"), &json!(5), &json!("110105"))
    );
    // Changed in the file, changed on the site, and the rest is not touched.
    let mut changed = table;
    changed[1][1] = "7000-9000元".to_owned();
    let batch = uploads(&owner, files::xlsx(&changed)).await;
    owner.post(&format!("{batch}/finish"), &[("publish", "yes")]).await.leads_to(&batch);
    assert_eq!(figures(&report(&app, &batch).await), [0, 1, 2, 0, 0]);
    app.settle().await;
    assert_eq!(nobody.get("/api/v1/search?q=护理员").await.expect(200).value()["postings"][0]["pay"]["min"], "7000");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_person_says_what_a_column_means() {
    let app = TestApp::spawn().await;
    let owner = app.owner("某某养老院").await;
    let mut table = files::postings(false);
    table[0] = ["甲", "乙", "丙", "丁", "戊", "己"].map(str::to_owned).to_vec();
    let batch = uploads(&owner, files::csv(&table).into_bytes()).await;
    let map = owner.get(&format!("{batch}/map.toml")).await.expect(200);
    map.text().parse::<toml::Table>().expect("a map in TOML");
    let meanings = ["title", "pay", "headcount", "education", "district", "description"];
    let names: Vec<String> = (0..6).map(|column| format!("column.0.{column}")).collect();
    let form: Vec<(&str, &str)> = names.iter().map(String::as_str).zip(meanings).collect();
    owner.post(&format!("{batch}/mapping"), &form).await.leads_to(&batch);
    let page = owner.get(&batch).await.expect(200);
    for (name, meaning) in &form {
        let tags = crate::html::tags(&page.text());
        let from =
            tags.iter().position(|tag| tag.name == "select" && tag.get("name") == Some(name)).expect("the choice");
        let chosen = tags[from..].iter().find(|tag| tag.name == "option" && tag.get("selected").is_some());
        assert_eq!(chosen.and_then(|tag| tag.get("value")), Some(*meaning), "{name}");
    }
    for (name, value) in
        [("column.0.0", "sex"), ("column.0.99", "title"), ("column.9.0", "title"), ("column.x.y", "title")]
    {
        let reply = owner.post(&format!("{batch}/mapping"), &[(name, value)]).await;
        assert!(matches!(reply.status, 400 | 422), "{name}={value}: {reply:?}");
    }
    owner.post(&format!("{batch}/finish"), &[]).await.leads_to(&batch);
    assert_eq!(figures(&report(&app, &batch).await), [3, 0, 0, 0, 0]);
    // Without the order to publish they are drafts.
    app.settle().await;
    assert_eq!(app.nobody().finds("").await.len(), 0);
    let own =
        owner.get(&format!("/api/v1/employers/{}/postings?state=draft", owner.employer)).await.expect(200).value();
    assert_eq!(own["total"], 3);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn refused_rows_are_had_as_a_workbook_mended_and_brought_again() {
    let app = TestApp::spawn().await;
    let owner = app.owner("某某养老院").await;
    let mut table = files::postings(false);
    table[2][0] = String::new();
    table[3][1] = "八千到九万万".to_owned();
    table.push(table[1].clone());
    let batch = uploads(&owner, files::csv(&table).into_bytes()).await;
    let preview = owner.get(&format!("{batch}/refused.xlsx")).await.expect(200);
    assert_eq!(files::cells(&preview.body).len(), 3, "a heading and two rows");
    owner.post(&format!("{batch}/finish"), &[("publish", "yes")]).await.leads_to(&batch);
    assert_eq!(figures(&report(&app, &batch).await), [1, 0, 0, 1, 2]);
    owner.get(&batch).await.expect(200).has_target(&format!("{batch}/refused.xlsx"));
    let refused = owner.get(&format!("{batch}/refused.xlsx")).await.expect(200);
    assert!(refused.header("content-disposition").is_some_and(|name| name.contains("refused.xlsx")));
    let mut cells = files::cells(&refused.body);
    assert_eq!(cells[0][..6], table[0][..]);
    for (row, original) in [(1, 2), (2, 3)] {
        assert_eq!(cells[row][..6], table[original][..], "nothing of the row is lost");
        let reason = cells[row].last().expect("a reason");
        assert!(reason.chars().count() > 4 && !reason.contains("??"), "{reason}");
    }
    "夜班保安员".clone_into(&mut cells[1][0]);
    "8000-9000".clone_into(&mut cells[2][1]);
    let batch = uploads(&owner, files::xlsx(&cells)).await;
    owner.post(&format!("{batch}/finish"), &[("publish", "yes")]).await.leads_to(&batch);
    assert_eq!(figures(&report(&app, &batch).await), [2, 0, 0, 0, 0]);
    owner.get(&format!("{batch}/refused.xlsx")).await.expect(404);
    app.settle().await;
    assert_eq!(app.nobody().finds("").await.len(), 3);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_unregistered_employer_waits_for_an_organizer() {
    let app = TestApp::spawn().await;
    let (organizer, nobody) = (app.organizer().await, app.nobody());
    let upload =
        organizer.upload("/review/import", "district.xlsx", files::xlsx(&files::postings(true))).await.expect(303);
    let batch = upload.location().to_owned();
    organizer.get(&batch).await.expect(200).says("某某物业公司");
    organizer.post(&format!("{batch}/finish"), &[]).await.leads_to(&batch);
    let told = report(&app, &batch).await;
    assert_eq!((figures(&told), told.new_employers, told.published), ([3, 0, 0, 0, 0], 2, 0));
    app.settle().await;
    assert_eq!(nobody.finds("").await.len(), 0);
    nobody.get("/employers").await.expect(200).says_nothing_of("某某物业公司");
    organizer.get("/review?tab=batches").await.expect(200).has_target(&batch);
    organizer.get(&batch).await.expect(200).has_target(&format!("{batch}/publish"));
    organizer.post(&format!("{batch}/publish"), &[]).await.leads_to(&batch);
    organizer.post(&format!("{batch}/publish"), &[]).await.expect(409);
    app.settle().await;
    assert_eq!(nobody.finds("").await.len(), 3);
    let found = nobody.get("/api/v1/search?q=夜班保安员").await.expect(200).value()["postings"][0].clone();
    assert_eq!(found["employer"]["verified"], false);
    let unverified = magpie_view::Text::of(magpie_domain::accounts::values::Locale::ZhCn).text("employer-unverified");
    if !unverified.starts_with("??") {
        nobody
            .get(&format!("/employers/{}", found["employer"]["id"].as_str().expect("an id")))
            .await
            .expect(200)
            .says(&unverified);
    }
    // The same file again, now with the order to publish, changes nothing.
    let upload = organizer
        .upload("/review/import", "district.csv", files::csv_gb18030(&files::postings(true)))
        .await
        .expect(303);
    let batch = upload.location().to_owned();
    organizer.post(&format!("{batch}/finish"), &[("publish", "yes")]).await.leads_to(&batch);
    let told = report(&app, &batch).await;
    assert_eq!((figures(&told), told.new_employers, told.published), ([0, 0, 3, 0, 0], 0, 0));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_new_employers_file_waits_like_its_first_posting() {
    let app = TestApp::spawn().await;
    let owner = app.owner_of("某某养老院", EmployerState::Approved, false).await;
    let batch = uploads(&owner, files::csv(&files::postings(false)).into_bytes()).await;
    owner.post(&format!("{batch}/finish"), &[("publish", "yes")]).await.leads_to(&batch);
    app.settle().await;
    assert_eq!(app.nobody().finds("").await.len(), 0);
    owner.post(&format!("{batch}/publish"), &[]).await.expect(403);
    app.organizer().await.post(&format!("{batch}/publish"), &[]).await.leads_to(&batch);
    app.settle().await;
    assert_eq!(app.nobody().finds("").await.len(), 3);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_employers_rows_are_not_taken() {
    let app = TestApp::spawn().await;
    let owner = app.owner("某某养老院").await;
    let batch = uploads(&owner, files::csv(&files::postings(true)).into_bytes()).await;
    owner.post(&format!("{batch}/finish"), &[("publish", "yes")]).await.leads_to(&batch);
    assert_eq!(figures(&report(&app, &batch).await), [1, 0, 0, 0, 2]);
    owner.get(&batch).await.expect(200).says("某某物业公司");
    // Those rows come back whole as well.
    let refused = files::cells(&owner.get(&format!("{batch}/refused.xlsx")).await.expect(200).body);
    let table = files::postings(true);
    assert_eq!((&refused[0][..7], &refused[1][..7], &refused[2][..7]), (&table[0][..], &table[2][..], &table[3][..]));
    app.settle().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_preview_is_the_employers_own_and_does_not_last() {
    let app = TestApp::spawn().await;
    let (owner, stranger, organizer) =
        (app.owner("某某养老院").await, app.owner("远山物业").await, app.organizer().await);
    let before = app.database.counts().await;
    let batch = uploads(&owner, files::csv(&files::postings(false)).into_bytes()).await;
    for other in [&stranger, &organizer] {
        other.get(&batch).await.expect(404);
        other.post(&format!("{batch}/finish"), &[]).await.expect(404);
    }
    owner.post(&format!("{batch}/discard"), &[]).await.leads_to(&format!("/console/{}/import", owner.employer));
    owner.get(&batch).await.expect(404);
    assert_eq!(app.database.counts().await, before);
    let batch = uploads(&owner, files::csv(&files::postings(false)).into_bytes()).await;
    app.pass(86_401);
    app.settle().await;
    owner.get(&batch).await.expect(404);
    assert_eq!(app.database.counts().await, before);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_api_tries_first_and_does_what_it_said() {
    let app = TestApp::spawn().await;
    let owner = app.owner("某某养老院").await;
    let path = format!("/api/v1/employers/{}/imports", owner.employer);
    let mut table = files::postings(false);
    table[3][0] = String::new();
    let sends = async |person: &Person, path: &str| {
        person.send(person.request(Method::POST, path).body(files::xlsx(&table))).await
    };
    let before = app.database.counts().await;
    let mut tried =
        sends(&owner, &format!("{path}?publish=yes&dry_run=yes&file_name=a.xlsx")).await.expect(200).value();
    assert_eq!(app.database.counts().await, before);
    let mut done = sends(&owner, &format!("{path}?publish=yes&file_name=a.xlsx")).await.expect(200).value();
    assert!(tried["id"].take().is_null() && done["id"].take().is_string());
    assert_eq!(tried, done);
    for (name, number) in [
        ("rows", 3),
        ("imported", 2),
        ("changed", 0),
        ("unchanged", 0),
        ("duplicate", 0),
        ("refused", 1),
        ("published", 2),
    ] {
        assert_eq!(done[name], number, "{name} of {done}");
    }
    assert_eq!(done["refused_rows"][0]["row"], 4);
    let again = sends(&owner, &path).await.expect(200).value();
    assert_eq!((&again["unchanged"], &again["refused"]), (&json!(2), &json!(1)));
    assert_eq!(
        sends(&owner, &format!("{path}?publish=perhaps")).await.expect(422).problem().1,
        [("publish".to_owned(), "unknown_value".to_owned())]
    );
    sends(&owner, "/api/v1/imports").await.expect(403);
    let of_all = sends(&app.organizer().await, "/api/v1/imports?publish=yes").await.expect(200).value();
    // No row names its employer: they come under one that says so.
    assert_eq!(
        (&of_all["imported"], &of_all["refused"], &of_all["new_employers"]),
        (&json!(2), &json!(1), &json!(1)),
        "{of_all}"
    );
    app.settle().await;
    assert_eq!(app.nobody().finds("").await.len(), 4);
}
