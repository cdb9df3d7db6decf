//! Members of an employer come by invitation and go by an owner's word.
//!
//! Rule kept: an invitation is worth something to the address it went to, once, and a link tells nothing to others.

use crate::app::TestApp;
use magpie_domain::accounts::values::Role;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_invited_person_becomes_a_member_by_the_link() {
    let app = TestApp::spawn().await;
    let owner = app.owner("Acme 家政").await;
    let invited = app.person("invited", Role::Seeker).await;
    let members = format!("/console/{}/members", owner.employer);
    invited.get(&format!("/console/{}", owner.employer)).await.expect(404);
    owner.post(&members, &[("email", &invited.email), ("role", "recruiter")]).await.leads_to(&members);
    owner.get(&members).await.expect(200).says(&invited.email);
    app.settle().await;
    let link = app.link_of_newest_mail(&invited.email);
    assert!(link.starts_with("/invitations/"), "{link}");
    let seeker = app.seeker().await;
    let told = seeker.get(&link).await.expect(409).says_nothing_of("Acme");
    assert!(!told.text().contains(&invited.email));
    seeker.post(&link, &[]).await.expect(409);
    app.nobody().get(&link).await.expect(303);
    invited.get(&link).await.expect(200).says("Acme 家政").has_target(&link);
    invited.post(&link, &[]).await.leads_to(&format!("/console/{}", owner.employer));
    invited.get(&format!("/console/{}", owner.employer)).await.expect(200);
    // A recruiter writes postings and does not mind the members; the link is used up.
    invited.get(&members).await.expect(403);
    invited.post(&link, &[]).await.expect(410);
    owner.get(&members).await.expect(200).says("invited");
    let remove = format!("/console/{}/members/{}/remove", owner.employer, invited.account);
    owner.post(&remove, &[]).await.leads_to(&members);
    invited.get(&format!("/console/{}", owner.employer)).await.expect(404);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn inviting_tells_nothing_and_has_bounds() {
    let app = TestApp::spawn().await;
    let owner = app.owner("Acme 家政").await;
    let known = app.seeker().await.email;
    let members = format!("/console/{}/members", owner.employer);
    for email in [known.as_str(), "unknown@example.org"] {
        owner.post(&members, &[("email", email), ("role", "owner")]).await.leads_to(&members);
    }
    owner.post(&members, &[("email", "no address"), ("role", "emperor")]).await.expect(422).says("no address");
    app.settle().await;
    let subject = |email: &str| app.mails.to(email).pop().expect("a mail").subject;
    assert_eq!(subject(&known), subject("unknown@example.org"));
    // Seven days, then it is worth nothing.
    let link = app.link_of_newest_mail("unknown@example.org");
    app.pass(7 * 86_400);
    let late = app.seeker().await;
    late.post(&link, &[]).await.expect(410);
    // The last owner stays.
    let remove = format!("/console/{}/members/{}/remove", owner.employer, owner.account);
    owner.post(&remove, &[]).await.expect(409);
}
