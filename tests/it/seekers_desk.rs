//! The adviser's desk.
//!
//! Rule kept: people without phone or mail are registered, who is there twice is found, and a merge can be undone.

use crate::app::TestApp;
use crate::client::Client;
use crate::html;
use crate::seekers::profile_of;

async fn register(adviser: &Client, name: &str, phone: &str) -> String {
    let form = [
        ("name", name),
        ("phone", phone),
        ("email", ""),
        ("desired_titles", "养老护理员"),
        ("consent_note", "11 月 24 日在站里当面同意"),
    ];
    adviser.post("/desk/register", &form).await.expect(303).location().to_owned()
}

fn id(path: &str) -> &str {
    path.trim_start_matches("/seekers/")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_person_is_registered_with_a_name_and_a_word_on_consent() {
    let app = TestApp::spawn().await;
    let adviser = app.adviser().await;
    adviser.get("/desk").await.expect(200).says("还没有登记求职者").has_target("/desk/register");
    let path = register(&adviser, "王奶奶", "").await;
    adviser.get(&path).await.expect(200).says("王奶奶").says("11 月 24 日在站里当面同意").says("没有电话");
    let wrong = adviser.post("/desk/register", &[("name", ""), ("consent_note", "是"), ("sex", "f")]).await.expect(422);
    for target in ["#name", "#consent_note", "#form"] {
        assert!(wrong.targets().contains(&target.to_owned()), "{wrong:?}");
    }
    adviser.get("/desk?q=奶奶").await.expect(200).has_target(&path).says("共 1 位");
    adviser.get("/desk?q=%25").await.expect(200).says("没有找到");
    // Without an account, the adviser decides as well, but cannot let go of the profile.
    let form = [("visibility", "verified"), ("ranked", "yes"), ("assisted", "yes")];
    adviser.post(&format!("{path}/privacy"), &form).await.leads_to(&format!("{path}/privacy"));
    let form = [("visibility", "verified"), ("ranked", "yes"), ("assisted", "no")];
    adviser.post(&format!("{path}/privacy"), &form).await.expect(409).says("资料要由社工保管");
    let (other, seeker) = (app.adviser().await, app.seeker().await);
    other.get(&path).await.expect(200);
    seeker.get(&path).await.expect(404);
    seeker.get("/desk").await.expect(403);
    other.post(&format!("{path}/erase"), &[]).await.leads_to("/desk");
    adviser.get(&path).await.expect(404);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn doubles_are_found_merged_and_taken_apart() {
    let app = TestApp::spawn().await;
    let adviser = app.adviser().await;
    adviser.get("/desk/doubles").await.expect(200).says("没有要看的");
    let first = register(&adviser, "李秀英", "138 0000 1111").await;
    let second = register(&adviser, "李秀英", "+86 13800001111").await;
    let third = register(&adviser, "赵六", "13800001111").await;
    adviser.get(&first).await.expect(200).says("有 2 份资料可能是同一个人");
    adviser.get("/desk").await.expect(200).says("有 3 对资料可能是同一个人");
    adviser.get("/desk/doubles").await.expect(200).says("电话相同").has_target(&first).has_target(&second);
    for pair in [(&first, &third), (&third, &second)] {
        let form = [("first", id(pair.0)), ("second", id(pair.1))];
        adviser.post("/desk/doubles/distinct", &form).await.leads_to("/desk/doubles");
    }
    let form = [("kept", id(&first)), ("merged", id(&second))];
    adviser.post("/desk/doubles/merge", &form).await.leads_to("/desk/doubles");
    adviser.post("/desk/doubles/merge", &form).await.expect(404);
    adviser.get("/desk/doubles").await.expect(200).says("没有要看的");
    adviser.get(&second).await.expect(404);
    let page = adviser.get("/desk/merges").await.expect(200).says("李秀英");
    let undo = page.targets().into_iter().find(|target| target.ends_with("/undo")).expect("a button");
    adviser.post(&undo, &[]).await.leads_to("/desk/merges");
    adviser.post(&undo, &[]).await.expect(409).says("这次合并不能撤销");
    adviser.get(&second).await.expect(200);
    let seeker = app.seeker().await;
    seeker.post(&undo, &[]).await.expect(403);
    seeker.post("/desk/doubles/merge", &form).await.expect(403);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_signed_up_later_is_found_masked_and_keeps_the_account() {
    let app = TestApp::spawn().await;
    let (adviser, li) = (app.adviser().await, app.seeker().await);
    let kept = register(&adviser, "李秀英", "13800001111").await;
    let own = profile_of(&li).await;
    let form = [("version", "1"), ("name", "李秀英"), ("phone", "138-0000-1111"), ("email", "")];
    li.post(&format!("{own}/person"), &form).await.leads_to(&own);
    let page = adviser.get("/desk/doubles").await.expect(200).says("李**").says("这位没有请社工帮忙");
    let offered: Vec<String> = html::tags(&page.text())
        .into_iter()
        .filter(|tag| tag.get("name") == Some("kept"))
        .filter_map(|tag| tag.get("value").map(str::to_owned))
        .collect();
    assert_eq!(offered, [id(&own)], "only the one with the account can stay");
    let wrong = [("kept", id(&kept)), ("merged", id(&own))];
    adviser.post("/desk/doubles/merge", &wrong).await.expect(409);
    let right = [("kept", id(&own)), ("merged", id(&kept))];
    adviser.post("/desk/doubles/merge", &right).await.leads_to("/desk/doubles");
    adviser.get(&own).await.expect(404);
    li.get(&own).await.expect(200);
}
