//! Alerts find what the search finds, of the new postings alone.

use super::*;
use crate::alerts::{Alerts, Evaluated, Evaluation, MatchOf};
use magpie_domain::accounts::policy::OwnAccount;
use magpie_domain::accounts::sessions;
use magpie_domain::accounts::sign_in;
use magpie_domain::alerts::values::{AlertContent, AlertInput, AlertKind, Cadence};
use magpie_domain::alerts::{deliver, due, write};
use magpie_domain::ids::AccountId;
use magpie_domain::seekers::made_up::{MadeUpSeeker, add_made_up};
use magpie_domain::seekers::values::Visibility;
use magpie_search::{PostingDoc, Query};
use magpie_terms::Profile;
use magpie_web::alerting;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Somebody who keeps an alert, with the address of the mails.
async fn keeper(node: &Node, number: usize, input: &AlertInput) -> (String, AccountId) {
    let email = format!("keeper{number}@magpie.example");
    let hash = accounts::passwords::hash(&"long enough to be one".into()).await.unwrap();
    let made_up = MadeUpAccount {
        email: email.clone(),
        display_name: "求职者".to_owned(),
        locale: Locale::ZhCn,
        role: Role::Seeker,
    };
    let account = accounts::write::add_made_up(&node.app.db, &node.app.system, &[made_up], &hash).await.unwrap()[0];
    let token = sign_in::sign_in(&node.app.db, &email, &"long enough to be one".into(), "", "").await.unwrap();
    let actor = sessions::authenticate(&node.app.db, &token).await.unwrap().unwrap();
    let grant = Grant::<OwnAccount>::ask(&node.app.db, &actor, ()).await.unwrap();
    let content: AlertContent = alerting::content(input, true).unwrap();
    write::create(&node.app.db, &grant, &content).await.unwrap();
    (email, account)
}

fn search(query: &str) -> AlertInput {
    AlertInput { query: query.to_owned(), cadence: "at_once".to_owned(), ..AlertInput::default() }
}

/// The postings that a mail links to.
fn linked(text: &str) -> BTreeSet<PostingId> {
    text.split("/postings/").skip(1).filter_map(|rest| PostingId::parse(rest.get(..36)?)).collect()
}

#[tokio::test]
async fn an_alert_finds_what_the_search_finds_of_the_new_postings() {
    let node = Node::new().await;
    let employer = node.employer(1).await;
    let other = node.employer(2).await;
    let contents: Vec<PostingContent> = (0..60)
        .map(|number| PostingContent { valid_through: NOW.day().plus_days(30), ..generator().posting(number).content })
        .collect();
    for content in &contents[..30] {
        node.publish(employer, content).await;
    }
    let (title, old) = (&contents[35].title, &contents[3].title);
    let queries = [
        "q=员".to_owned(),
        format!("q={title}"),
        format!("q={old}"),
        format!("q=\"{title}\""),
        "q=司机 护理 会计".to_owned(),
        "q=保洁 -夜班&district=110000".to_owned(),
        format!("district={}", contents[40].district.code),
        "pay_min=6000&pay_max=9000&negotiable=exclude".to_owned(),
        "q=员&pay_min=5000&education=junior_high".to_owned(),
        "education=bachelor&experience=1".to_owned(),
        "graduates=yes".to_owned(),
        "employment_type=part_time&employment_type=full_time".to_owned(),
        "shift=day&shift=night".to_owned(),
        format!("employer={other}"),
        "q=engineer".to_owned(),
        "q=世上没有的职业".to_owned(),
    ];
    let mut keepers = Vec::new();
    for (number, query) in queries.iter().enumerate() {
        keepers.push(keeper(&node, number, &search(query)).await.0);
    }
    let mut new = BTreeSet::new();
    for (number, content) in contents[30..].iter().enumerate() {
        new.insert(node.publish(if number % 2 == 0 { employer } else { other }, content).await);
    }
    node.clock.advance(1);
    node.app.settle().await.unwrap();
    let mut found_some = 0;
    for (query, email) in queries.iter().zip(&keepers) {
        let asked = Query { per_page: 100, ..alerting::query(query, node.clock.now()) };
        let answer = node.app.state.index.search(&asked, node.clock.now()).unwrap();
        let searched: BTreeSet<PostingId> = answer
            .hits
            .iter()
            .filter(|_| !answer.relaxed)
            .map(|hit| PostingId::from_bytes(hit.id))
            .filter(|id| new.contains(id))
            .collect();
        let mails = node.outbox.to(email);
        let told: BTreeSet<PostingId> = mails.iter().flat_map(|mail| linked(&mail.text)).collect();
        assert!(told.is_subset(&searched), "{query}");
        assert_eq!(told.len(), searched.len().min(20), "{query}");
        assert_eq!(mails.len(), usize::from(!searched.is_empty()), "{query}");
        if searched.len() > 20 {
            assert!(mails[0].text.contains(&format!("还有 {} 个", searched.len() - 20)), "{}", mails[0].text);
        }
        found_some += mails.len();
    }
    assert!(found_some >= 8, "{found_some}: the queries are about something");
    // Nothing is left to be told.
    node.clock.advance(601);
    assert_eq!(node.app.alerts.run_due().await.unwrap().mails, 0);
}

#[tokio::test]
async fn matches_wait_until_something_evaluates_them() {
    let node = Node::new().await;
    let employer = node.employer(1).await;
    let input = AlertInput { kind: "matches".to_owned(), ..search("") };
    let (_, first) = keeper(&node, 1, &input).await;
    let (_, second) = keeper(&node, 2, &input).await;
    node.publish(employer, &posting("凤凰岭护林员")).await;
    node.publish(employer, &posting("水电维修工")).await;
    node.clock.advance(1);
    let waiting = Alerts::new(node.app.db.clone(), node.app.system.clone(), None);
    assert!(!waiting.has_matches() && node.app.alerts.has_matches());
    assert_eq!(waiting.run_due().await.unwrap(), Evaluated::default());

    let matches: Arc<MatchOf> = Arc::new(by_title);
    let alerts = Alerts::new(node.app.db.clone(), node.app.system.clone(), Some(matches));
    // They were due all the time and are evaluated now; nobody is matched without a profile.
    let done = alerts.run_due().await.unwrap();
    assert_eq!(done, Evaluated { alerts: 2, postings: 2, ..Evaluated::default() });
    assert_eq!(alerts.run_due().await.unwrap(), Evaluated::default());

    // With profiles, each is told of what fits and is new to the alert.
    let url = node.publish(employer, &posting("护林员班长")).await;
    node.clock.advance(1);
    let due = due::due(&node.app.db, &node.app.system, Cadence::AtOnce, AlertKind::ALL).await.unwrap();
    let fresh = due::fresh(&node.app.db, &node.app.system, &due).await.unwrap();
    let wished = |title: &str| Profile { desired_titles: vec![title.to_owned()], ..Profile::default() };
    let profiles = [(first, wished("护林员")), (second, wished("维修工"))].into();
    let mut evaluation = Evaluation::over(fresh, due.at);
    evaluation.matches(&due.alerts, &profiles, &by_title);
    let found = evaluation.found(&due.alerts);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].account, found[0].postings.as_slice(), found[0].total), (first, [url].as_slice(), 1));
    let delivered = deliver::deliver(&node.app.db, &node.app.system, &due, &found).await.unwrap();
    assert_eq!((delivered.mails, delivered.told), (1, 1));
    node.app.settle().await.unwrap();
    let mails = node.outbox.to("keeper1@magpie.example");
    assert!(mails[0].subject.contains("与我匹配的岗位") && mails[0].text.contains("护林员班长"), "{mails:?}");
}

#[tokio::test]
async fn the_match_engine_tells_whose_wish_it_fits() {
    let node = Node::new().await;
    let employer = node.employer(1).await;
    let input = AlertInput { kind: "matches".to_owned(), ..search("") };
    for (number, wish) in [(1, "护林员"), (2, "Java开发工程师")] {
        let (_, account) = keeper(&node, number, &input).await;
        let one = MadeUpSeeker {
            account: Some(account),
            name: String::new(),
            phone: None,
            email: None,
            profile: Profile { desired_titles: vec![wish.to_owned()], ..Profile::default() },
            visibility: Visibility::Nobody,
            assisted: false,
            keeper: None,
            consent_note: None,
        };
        add_made_up(&node.app.db, &node.app.system, vec![one]).await.unwrap();
    }
    node.publish(employer, &posting("凤凰岭护林员")).await;
    node.clock.advance(1);
    node.app.settle().await.unwrap();
    assert_eq!(node.outbox.to("keeper1@magpie.example").len(), 1);
    assert!(node.outbox.to("keeper2@magpie.example").is_empty());
}

/// In the place of a match engine.
fn by_title(profile: &Profile, docs: &[PostingDoc]) -> Vec<([u8; 16], f32)> {
    let fits = docs.iter().filter(|doc| profile.desired_titles.iter().any(|title| doc.title.contains(title)));
    fits.map(|doc| (doc.id, 1.0)).collect()
}
