//! Inviting candidates over HTTP: masked, once, and answered.

use crate::app::TestApp;
use crate::personas::Person;
use magpie_domain::seekers::values::Visibility;
use reqwest::Method;
use serde_json::json;

async fn scene() -> (TestApp, Person, Person, String, String) {
    let app = TestApp::spawn().await;
    let owner = app.owner("Acme 家政").await;
    let posting = owner.publishes(&app.posting("养老护理员")).await;
    let seeker = app.seeker().await;
    let id = app.profile(Some(seeker.account), Visibility::Verified).await.to_string();
    app.settle().await;
    (app, owner, seeker, id, posting)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_employer_invites_and_learns_who_it_is_by_the_application() {
    let (app, owner, seeker, id, posting) = scene().await;
    let path = format!("/my-postings/{posting}/invite/{id}");
    let list = format!("/my-postings/{posting}/applications");
    let form = owner.get(&path).await.expect(200);
    form.says("李**").says("照护").says_nothing_of("秀英").says_nothing_of("13800001234");
    owner.post(&path, &[("message", &"长".repeat(2001))]).await.expect(422).says("最多 2,000 个字");
    owner.post(&path, &[("message", "来看看吗")]).await.leads_to(&list);
    owner.post(&path, &[]).await.expect(409).says("已经邀请过");
    owner.get(&list).await.expect(200).says("李**").says("等待答复").says_nothing_of("秀英");
    app.settle().await;
    let letters = app.mails.to(&seeker.email);
    let letter = letters.last().expect("a mail");
    assert!(letter.subject.contains("Acme 家政") && letter.text.contains("来看看吗"), "{}", letter.text);
    let link = app.link_of_newest_mail(&seeker.email);
    assert_eq!(link, format!("/seekers/{id}/applications"));
    let page = seeker.get(&link).await.expect(200);
    let accept = page.targets().into_iter().find(|target| target.ends_with("/accept")).expect("a button");
    page.says("邀请您投递的单位").says("来看看吗");
    seeker.post(&accept, &[]).await.leads_to(&format!("/postings/{posting}/apply"));
    seeker.post(&accept, &[]).await.expect(409);
    app.settle().await;
    let letters = app.mails.to(&owner.email);
    let letter = letters.last().expect("a mail");
    assert!(letter.subject.contains("接受") && !letter.text.contains("秀英"), "{}", letter.text);
    let sent = seeker.post(&format!("/postings/{posting}/apply"), &[]).await.expect(303);
    let application = sent.location().trim_start_matches("/applications/").to_owned();
    owner.get(&format!("/handled/{application}")).await.expect(200).says("李秀英").says("受邀投递");
    app.settle().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_declines_is_left_alone() {
    let (app, owner, seeker, id, posting) = scene().await;
    let invite = format!("/api/v1/own-postings/{posting}/invitations");
    let body = json!({"seeker": id, "message": ""});
    let sent = owner.json(Method::POST, &invite, &body).await.expect(201).value();
    assert_eq!((&sent[0]["name"], &sent[0]["state"], sent[0].get("seeker")), (&json!("李**"), &json!("open"), None));
    let received = seeker.get(&format!("/api/v1/seekers/{id}/invitations")).await.expect(200).value();
    assert_eq!(received[0]["title"], "养老护理员");
    let answer = format!("/api/v1/candidate-invitations/{}", received[0]["id"].as_str().expect("an id"));
    owner.json(Method::POST, &format!("{answer}/accept"), &json!({})).await.expect(404);
    seeker.json(Method::POST, &format!("{answer}/perhaps"), &json!({})).await.expect(404);
    let declined = seeker.json(Method::POST, &format!("{answer}/decline"), &json!({})).await.expect(200).value();
    assert_eq!(declined["state"], "declined");
    app.settle().await;
    let letters = app.mails.to(&owner.email);
    assert!(letters.last().expect("a mail").subject.contains("婉拒"));
    let (code, _) = owner.json(Method::POST, &invite, &body).await.expect(409).problem();
    assert_eq!(code, "candidate-declined");
    assert_eq!(owner.get(&invite).await.expect(200).value()[0]["state"], "declined");
    app.settle().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_did_not_say_so_is_not_there() {
    let (app, owner, _, _, posting) = scene().await;
    let hidden = app.profile(None, Visibility::Nobody).await;
    owner.get(&format!("/my-postings/{posting}/invite/{hidden}")).await.expect(404);
    owner.post(&format!("/my-postings/{posting}/invite/{hidden}"), &[]).await.expect(404);
    let invite = format!("/api/v1/own-postings/{posting}/invitations");
    owner.json(Method::POST, &invite, &json!({"seeker": hidden.to_string()})).await.expect(404);
    let (_, faults) = owner.json(Method::POST, &invite, &json!({"seeker": "x"})).await.expect(422).problem();
    assert_eq!(faults, [("seeker".to_owned(), "unknown_value".to_owned())]);
}
