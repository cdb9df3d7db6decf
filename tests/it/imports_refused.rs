//! Files that cannot be taken.
//!
//! Rule kept: a clear sentence and a 4xx, and nothing half-imported: every table has as many rows as before.

use crate::app::TestApp;
use crate::files;
use magpie_domain::accounts::values::Locale;
use magpie_view::Text;
use reqwest::Method;

fn broken_files() -> Vec<(&'static str, &'static str, Vec<u8>)> {
    let good = files::xlsx(&files::postings(false));
    let mut damaged = good.clone();
    damaged.truncate(good.len() / 2);
    vec![
        ("nothing", "empty", Vec::new()),
        ("spaces", "empty", b"  \r\n \n".to_vec()),
        ("half a workbook", "broken", damaged),
        ("an archive that is none", "broken", b"PK\x03\x04 and nothing".to_vec()),
        ("a password", "password_protected", files::protected()),
        ("a zip bomb", "too_large_unpacked", files::bomb()),
        ("a huge cell", "cell_too_large", files::xlsx_with_huge_cell()),
        ("a picture", "", [b"\x89PNG\r\n\x1a\n".to_vec(), [0, 1, 2, 0xff, 0xfe].repeat(100)].concat()),
        ("no encoding", "", [0x81, 0xff, 0x80, 0xc0, 0x20].repeat(50)),
        ("too many rows", "too_many_rows", b"a,b\n".repeat(200_100)),
        ("too many columns", "too_many_columns", format!("{}\n", "a,".repeat(5000)).into_bytes()),
    ]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_broken_file_is_told_and_leaves_nothing() {
    let app = TestApp::spawn().await;
    let owner = app.owner("某某养老院").await;
    let before = app.database.counts().await;
    let upload = format!("/console/{}/import", owner.employer);
    let api = format!("/api/v1/employers/{}/imports?publish=yes", owner.employer);
    for (what, code, bytes) in broken_files() {
        let problem = owner.send(owner.request(Method::POST, &api).body(bytes.clone())).await.expect(422);
        assert_eq!(problem.problem().0, "file-unreadable", "{what}");
        let detail = problem.value()["detail"].as_str().expect("a sentence").to_owned();
        assert!(!detail.contains("??") && detail.chars().count() > 4, "{what}: {detail}");
        let sentence = Text::of(Locale::ZhCn).text(&format!("file-{code}"));
        assert!(
            code.is_empty() || sentence.contains('{') || sentence.starts_with("??") || detail == sentence,
            "{what}: {detail} is not {sentence}"
        );
        let page = owner.upload(&upload, "岗位.xlsx", bytes).await.expect(422);
        page.says(&detail).has_target(&upload);
        assert_eq!(app.database.counts().await, before, "{what}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_too_large_is_not_even_read() {
    let app = TestApp::spawn_with(|config| config.server.upload_bytes = 1 << 20).await;
    let owner = app.owner("某某养老院").await;
    let before = app.database.counts().await;
    let upload = format!("/console/{}/import", owner.employer);
    owner.upload(&upload, "岗位.csv", vec![b'a'; (1 << 20) + 1]).await.expect(413).has_target(&upload);
    let api = format!("/api/v1/employers/{}/imports", owner.employer);
    let reply = owner.send(owner.request(Method::POST, &api).body(vec![b'a'; (1 << 20) + 1])).await.expect(413);
    assert_eq!(reply.problem().0, "too-large");
    // No file at all, and a form that is none.
    let form = reqwest::multipart::Form::new().text("other", "x");
    let none = owner.send(owner.request(Method::POST, &upload).header("accept", "text/html").multipart(form)).await;
    none.expect(422).has_target(&upload);
    let request = owner.request(Method::POST, &upload).header("content-type", "multipart/form-data; boundary=x");
    owner.send(request.body("--x\r\nnonsense")).await.expect(400);
    owner.post(&upload, &[("file", "x")]).await.expect(400);
    assert_eq!(app.database.counts().await, before);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_formula_is_never_computed_nor_passed_on() {
    let app = TestApp::spawn().await;
    let owner = app.owner("某某养老院").await;
    let api = format!("/api/v1/employers/{}/imports?publish=yes", owner.employer);
    let reply =
        owner.send(owner.request(Method::POST, &api).body(files::xlsx_with_formula())).await.expect(200).value();
    assert_eq!(reply["rows"], 3, "{reply}");
    assert_eq!(app.database.tables_with("evil.example").await, Vec::<String>::new());
    // Cells that a spreadsheet would take for formulas come back as text.
    let mut table = files::postings(false);
    table[1][0] = String::new();
    table[1][5] = "=HYPERLINK(\"http://evil.example\",\"x\")".to_owned();
    let upload = format!("/console/{}/import", owner.employer);
    let batch =
        owner.upload(&upload, "岗位.csv", files::csv(&table).into_bytes()).await.expect(303).location().to_owned();
    let workbook = owner.get(&format!("{batch}/refused.xlsx")).await.expect(200).body;
    assert_eq!(files::cells(&workbook)[1][5], table[1][5]);
    let mut opened: calamine::Xlsx<_> =
        calamine::open_workbook_from_rs(std::io::Cursor::new(workbook)).expect("a workbook");
    let name = calamine::Reader::sheet_names(&opened)[0].clone();
    let formulas = calamine::Reader::worksheet_formula(&mut opened, &name).expect("formulas");
    assert!(formulas.used_cells().next().is_none());
    app.settle().await;
}
