//! Two processes on one database.
//!
//! Rule kept: what is done at one is seen at the other, and of two who do the same at once, one was first.

use crate::app::TestApp;
use crate::client::Client;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_published_at_one_is_found_at_the_other() {
    let app = TestApp::spawn().await;
    let Some(other) = app.second_node().await else { return };
    let owner = app.owner("Acme 家政").await;
    let id = owner.publishes(&app.posting("养老护理员")).await;
    let there = Client::new("reader", &other.url);
    there.get(&format!("/postings/{id}")).await.expect(200);
    other.settle().await;
    assert_eq!(there.finds("q=护理员").await, ["养老护理员"]);
    assert_eq!(app.nobody().finds("q=护理员").await.len(), 0, "the first has not looked yet");
    app.settle().await;
    // The same session holds at both, and ends at both.
    let at_other = owner.at(&other.url);
    let token = {
        let reply =
            app.nobody().post("/sign-in", &[("email", &owner.email), ("password", crate::personas::PASSWORD)]).await;
        reply.set_cookie("magpie").expect("a cookie").split(';').next().expect("a token").to_owned()
    };
    let looks = async || {
        at_other.send(at_other.request(reqwest::Method::GET, "/account").header("cookie", &token)).await.status
    };
    assert_eq!(looks().await, 200);
    let close = format!("/my-postings/{id}/close");
    let closed = at_other.send(at_other.request(reqwest::Method::POST, &close).header("cookie", &token)).await;
    assert_eq!(closed.status, 303, "{closed:?}");
    app.nobody().get(&format!("/postings/{id}")).await.expect(410);
    app.settle().await;
    other.settle().await;
    assert_eq!(there.finds("").await.len(), 0);
    owner.post("/sign-out-everywhere", &[]).await.leads_to("/");
    assert_eq!(looks().await, 303);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_job_runs_at_one_of_them_once() {
    let app = TestApp::spawn().await;
    let Some(other) = app.second_node().await else { return };
    for number in 0..6 {
        let email = format!("new{number}@example.org");
        let form = [("email", email.as_str()), ("display_name", "新人"), ("password", crate::personas::PASSWORD)];
        app.nobody().post("/sign-up", &form).await.expect(200);
    }
    tokio::join!(app.settle(), other.settle());
    assert_eq!(app.mails.all().len(), 6);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_at_once_one_was_first() {
    let app = TestApp::spawn().await;
    let owner = app.owner("Acme 家政").await;
    let organizer = app.organizer().await;
    for _ in 0..8 {
        let id = owner.creates(&owner.employer, &app.posting("养老护理员")).await;
        let mut both = [owner.acts(&id, "publish").await.status, 0];
        owner.acts(&id, "close").await.expect(303);
        owner.acts(&id, "reopen").await.expect(303);
        let (first, second) = tokio::join!(owner.acts(&id, "publish"), owner.acts(&id, "publish"));
        both = [both[0].min(first.status), first.status.max(second.status)];
        assert_eq!((first.status.min(second.status), both), (303, [303, 409]));
        // Closing and taking down.
        let path = format!("/review/postings/{id}/take-down");
        let (first, second) = tokio::join!(owner.acts(&id, "close"), organizer.post(&path, &[("reason", "虚假信息")]));
        assert_eq!((first.status.min(second.status), first.status.max(second.status)), (303, 409));
    }
    app.settle().await;
    assert_eq!(app.nobody().finds("").await.len(), 0);
}
