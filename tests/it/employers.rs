//! Employers register, an organizer decides.
//!
//! Rule kept: every fault of a registration is named beside its field; nothing of an employer that no organizer has
//! approved is public; each decision is told by mail.

use crate::app::TestApp;
use crate::personas::{credit_code, employer_fields, employer_input, form};
use magpie_domain::accounts::values::Locale;
use magpie_domain::employers::values::EmployerState;
use magpie_terms::{CreditCode, EmployerInput, Violation};
use magpie_view::Text;

/// A good code with one thing done to it.
fn typos() -> Vec<(&'static str, String)> {
    let good = CreditCode::with_check("91110108MA01ABCD2").expect("a code").as_str().to_owned();
    let changed = |at: usize, to: char| good.chars().enumerate().map(|(i, c)| if i == at { to } else { c }).collect();
    let wrong_digit: String = changed(3, if good.as_bytes()[3] == b'5' { '6' } else { '5' });
    let mut neighbours: Vec<char> = good.chars().collect();
    neighbours.swap(11, 12);
    vec![
        ("required", String::new()),
        ("credit_code_length", good[..17].to_owned()),
        ("credit_code_length", format!("{good}1")),
        ("credit_code_character", changed(4, 'O')),
        ("credit_code_character", changed(10, 'I')),
        ("credit_code_character", changed(6, '中')),
        ("credit_code_check", wrong_digit),
        ("credit_code_swapped", neighbours.into_iter().collect()),
    ]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_slip_in_a_credit_code_is_named() {
    let app = TestApp::spawn().await;
    let person = app.seeker().await;
    for (code, typed) in typos() {
        let fault = CreditCode::parse(&typed).expect_err(&typed);
        // A wrong character may look like two that were swapped, and the other way round.
        let looks_alike = code.ends_with("check") || code.ends_with("swapped");
        assert!(
            fault.code == code || looks_alike && matches!(fault.code, "credit_code_check" | "credit_code_swapped"),
            "{typed}: {fault:?}"
        );
        let violation = Violation { field: "credit_code".to_owned(), code: fault.code, args: fault.args };
        let input = EmployerInput { credit_code: typed.clone(), ..employer_input("Acme 家政") };
        for locale in [Locale::ZhCn, Locale::En] {
            person.post("/language", &[("language", locale.code()), ("back", "/")]).await.leads_to("/");
            let page = person.post("/console/register", &form(&employer_fields(&input))).await.expect(422);
            let page = page.says(&Text::of(locale).violation(&violation));
            // What was typed stands in its field again.
            assert!(
                crate::html::tags(&page.text()).iter().any(|tag| tag.get("value") == Some(typed.as_str())),
                "{page:?}"
            );
        }
    }
    // Written another way, it is the same code.
    let good = credit_code();
    let spaced = format!("{} {}-{}", &good[..6].to_lowercase(), &good[6..12], &good[12..]);
    let input = EmployerInput { credit_code: spaced, ..employer_input("Acme 家政") };
    person.post("/console/register", &form(&employer_fields(&input))).await.expect(303);
    let again = EmployerInput { credit_code: good, ..employer_input("Another") };
    app.seeker().await.post("/console/register", &form(&employer_fields(&again))).await.expect(422);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn all_faults_of_a_registration_are_told_at_once() {
    let app = TestApp::spawn().await;
    let person = app.seeker().await;
    let empty = employer_fields(&EmployerInput::default());
    let faults = magpie_terms::EmployerContent::parse(&EmployerInput::default()).expect_err("faults");
    assert!(faults.0.len() >= 8, "{faults:?}");
    let page = person.post("/console/register", &form(&empty)).await.expect(422);
    let text = Text::of(Locale::ZhCn);
    faults.0.iter().fold(page, |page, fault| page.says(&text.violation(fault)));
    // A field that there is not.
    let mut fields = employer_fields(&employer_input("Acme 家政"));
    fields.push(("trusted".to_owned(), "yes".to_owned()));
    person.post("/console/register", &form(&fields)).await.expect(422);
    person.get("/console").await.expect(200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_organizer_approves_and_the_owner_is_told() {
    let app = TestApp::spawn().await;
    let (owner, organizer) = (app.seeker().await, app.organizer().await);
    let input = employer_input("Acme 家政");
    let registered = owner.post("/console/register", &form(&employer_fields(&input))).await.expect(303);
    let console = registered.location().to_owned();
    let id = console.trim_start_matches("/console/").to_owned();
    owner.get("/console").await.leads_to(&console);
    app.nobody().get(&format!("/employers/{id}")).await.expect(404);
    app.nobody().get("/employers").await.expect(200).says_nothing_of("Acme 家政");
    let review = format!("/review/employers/{id}");
    organizer.get("/review").await.expect(200).says("Acme 家政").has_target(&review);
    organizer.get(&review).await.expect(200).says(&input.credit_code).says("王女士");
    // Postings can be written meanwhile, and wait.
    let posting = owner.creates(&id, &app.posting("养老护理员")).await;
    owner.acts(&posting, "publish").await.expect(409);
    organizer.approves(&review).await.leads_to("/review");
    organizer.post(&format!("{review}/approve"), &[]).await.expect(422);
    organizer.post(&format!("{review}/approve"), &[("updated_at", "1")]).await.expect(409);
    organizer.post(&format!("{review}/refuse"), &[("reason", "zu spät")]).await.expect(409);
    app.settle().await;
    assert_eq!(app.link_of_newest_mail(&owner.email), console);
    app.nobody().get(&format!("/employers/{id}")).await.expect(200).says("Acme 家政").says("王女士");
    app.nobody().get("/employers").await.expect(200).says("Acme 家政");
    // Name and code are fixed now, the rest is not.
    let mut changed = EmployerInput { name: "Another".into(), ..input.clone() };
    owner.post(&format!("{console}/edit"), &form(&employer_fields(&changed))).await.expect(422);
    changed = EmployerInput { contact_name: "李先生".into(), ..input };
    owner.post(&format!("{console}/edit"), &form(&employer_fields(&changed))).await.leads_to(&console);
    app.nobody().get(&format!("/employers/{id}")).await.expect(200).says("李先生");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refused_employer_learns_why_and_may_mend_it() {
    let app = TestApp::spawn().await;
    let (owner, organizer) = (app.owner_of("Acme 家政", EmployerState::Waiting, false).await, app.organizer().await);
    let review = format!("/review/employers/{}", owner.employer);
    for reason in ["", "x", &"长".repeat(501)] {
        organizer
            .post(&format!("{review}/refuse"), &[("reason", reason)])
            .await
            .expect(422)
            .has_target(&format!("{review}/refuse"));
    }
    organizer.post(&format!("{review}/refuse"), &[("reason", "执照照片 <看不清>")]).await.leads_to("/review");
    app.settle().await;
    let letter = app.mails.to(&owner.email).pop().expect("a mail");
    assert!(letter.text.contains("执照照片 <看不清>"), "{}", letter.text);
    assert!(
        letter.html.contains("执照照片 &#60;看不清&#62;") || letter.html.contains("执照照片 &lt;看不清&gt;"),
        "{}",
        letter.html
    );
    owner.get(&format!("/console/{}", owner.employer)).await.expect(200).says("执照照片 <看不清>");
    let edit = format!("/console/{}/edit", owner.employer);
    owner.get(&edit).await.expect(200);
    organizer.get("/review").await.expect(200).says_nothing_of("Acme 家政");
    owner.post(&edit, &form(&employer_fields(&employer_input("Acme 家政公司")))).await.expect(303);
    organizer.get("/review").await.expect(200).says("Acme 家政公司");
}
