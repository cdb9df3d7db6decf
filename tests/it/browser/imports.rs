//! A file comes in: looked at, one column told, written, accounted for.

use super::driver::Browser;
use super::is_wanted;
use crate::app::TestApp;
use crate::files;
use serde_json::json;

/// Three postings with a column that nobody knows, and one row without a title.
fn table() -> files::Table {
    let mut table = files::postings(false);
    let extra = ["亮点", "湖边食堂", "露台花园", "晨跑小组"];
    table.iter_mut().zip(extra).for_each(|(row, cell)| row.push(cell.to_owned()));
    table[3][0] = String::new();
    table
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_is_looked_at_and_imported() {
    if !is_wanted() {
        return;
    }
    let app = TestApp::spawn().await;
    let owner = app.owner("某某养老院").await;
    let folder = tempfile::tempdir().expect("a folder");
    let (good, bad) = (folder.path().join("岗位.csv"), folder.path().join("空.csv"));
    std::fs::write(&good, files::csv_gb18030(&table())).expect("a file");
    std::fs::write(&bad, "").expect("a file");

    let browser = Browser::at(&app).await;
    let words = browser.words();
    browser.sign_in(&owner.email).await;
    browser.go(&format!("/console/{}/import", owner.employer)).await;
    browser.fill("file", bad.to_str().expect("a path")).await;
    browser.press("import-upload").await;
    browser.told("import-file-refused").await;
    browser.fill("file", good.to_str().expect("a path")).await;
    browser.press("import-upload").await;
    browser.told("import-columns").await;
    let batch = browser.path().await;
    let figures = async || {
        let script = "return [...document.querySelectorAll('.outcomes .tile__value')].map((one) => one.textContent)";
        browser.run(script, Vec::new()).await
    };
    assert_eq!(figures().await, json!(["3", "2", "0", "0", "0", "1"]));
    assert_eq!(app.nobody().finds("").await.len(), 0, "nothing is written yet");

    // What nobody knew is told, and kept when the file is read again.
    let meaning = browser.find("[name='column.0.6']").await;
    let before = meaning.prop("value").await.expect("a value");
    assert_ne!(before.as_deref(), Some("benefits"));
    browser.fill("column.0.6", "benefits").await;
    browser.press("import-again").await;
    let chosen = "return document.getElementsByName('column.0.6')[0]?.selectedOptions[0]?.hasAttribute('selected') \
                  && document.getElementsByName('column.0.6')[0].value";
    browser
        .wait("the new meaning", async || (browser.run(chosen, Vec::new()).await == json!("benefits")).then_some(()))
        .await;

    browser.fill("publish", "yes").await;
    browser.press_words(&words.count("import-go", 2)).await;
    browser.told("flash-import-finished").await;
    assert_eq!(browser.path().await, batch);
    assert_eq!(figures().await, json!(["3", "2", "0", "0", "0", "1"]));
    app.settle().await;

    // The rows that were refused can be fetched, as a workbook.
    let script = "
        const done = arguments[arguments.length - 1];
        fetch(document.querySelector(\"a[href$='refused.xlsx']\").href)
            .then(async (answer) => done([answer.status, [...new Uint8Array(await answer.arrayBuffer())].slice(0, 2)]));";
    let fetched = browser.session().execute_async(script, Vec::new()).await.expect("an answer");
    assert_eq!(fetched.json(), &json!([200, [0x50, 0x4b]]));

    browser.go("/search?q=护理员").await;
    browser.click(".job-card__title a").await;
    browser.see("湖边食堂").await;
}
