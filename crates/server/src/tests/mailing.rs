//! Jobs become mails, once each, and failures are tried again.

use super::*;
use magpie_domain::accounts::sign_up;
use magpie_domain::accounts::values::{SignUpContent, SignUpInput};
use magpie_domain::jobs;

const PASSWORD: &str = "long enough to be one";

async fn sign_up(node: &Node, email: &str) {
    let input = SignUpInput {
        email: email.to_owned(),
        display_name: "求职者".to_owned(),
        password: PASSWORD.into(),
        locale: Some(Locale::ZhCn),
    };
    sign_up::sign_up(&node.app.db, SignUpContent::parse(input).unwrap()).await.unwrap();
}

#[tokio::test]
async fn a_sign_up_is_answered_by_a_link_that_works() {
    let node = Node::new().await;
    sign_up(&node, "new@magpie.example").await;
    assert_eq!(node.app.worker.drain().await.unwrap(), 1);
    let mails = node.outbox.to("new@magpie.example");
    assert_eq!(mails.len(), 1);
    let start = "http://127.0.0.1:8080/sign-up/confirm/";
    let token = mails[0].text.split_once(start).unwrap().1.split_whitespace().next().unwrap();
    assert!(mails[0].html.contains(token));
    sign_up::confirm(&node.app.db, token, &PASSWORD.into(), "").await.unwrap();
    assert_eq!(jobs::counts(&node.app.db).await.unwrap(), jobs::Counts::default());

    sign_up(&node, "new@magpie.example").await;
    node.app.worker.drain().await.unwrap();
    let mails = node.outbox.to("new@magpie.example");
    assert_eq!(mails.len(), 2);
    assert!(!mails[1].text.contains("/sign-up/confirm/"), "there is an account: nothing to confirm");
}

#[tokio::test]
async fn the_members_are_reminded_once_before_the_end() {
    let node = Node::new().await;
    let employer = node.employer(1).await;
    node.publish(employer, &posting("凤凰岭护林员")).await;
    node.app.settle().await.unwrap();
    assert!(node.outbox.all().is_empty());
    node.clock.advance(27 * 86_400);
    node.app.settle().await.unwrap();
    node.app.settle().await.unwrap();
    let mails = node.outbox.to("owner1@magpie.example");
    assert_eq!(mails.len(), 1);
    assert!(mails[0].text.contains("凤凰岭护林员"));
}

#[tokio::test]
async fn a_mail_that_cannot_leave_waits_and_is_not_lost() {
    let data = tempfile::tempdir().unwrap();
    let (outbox, clock) = (Outbox::new(), Clock::fixed(NOW));
    let mut config = Config::load(&Sources::of(data.path())).unwrap();
    config.mail.transport = crate::config::Transport::Smtp("smtp://127.0.0.1:9".into());
    let mailer = Mailer::open(&config.mail).unwrap();
    let app = App::open(Options { config, clock: clock.clone(), mailer, verify_index: true }).await.unwrap();
    let node = Node { app, outbox, clock, data };
    sign_up(&node, "new@magpie.example").await;
    node.app.worker.drain().await.unwrap();
    assert_eq!(jobs::counts(&node.app.db).await.unwrap(), jobs::Counts { queued: 1, failed: 0 });

    // The server is back.
    let node = node.again().await;
    node.app.worker.drain().await.unwrap();
    assert!(node.outbox.all().is_empty(), "it waits for its time");
    node.clock.advance(3_600);
    node.app.worker.drain().await.unwrap();
    assert_eq!(node.outbox.all().len(), 1);
}
