//! Who may do what: every action of the product by every kind of person, as one table that is checked in.

use crate::accounts::policy::{Administer, OwnAccount};
use crate::accounts::values::Role;
use crate::alerts;
use crate::alerts::policy::OwnAlert;
use crate::alerts::values::{AlertContent, AlertInput};
use crate::applications::policy::{AnswerInvitation, FollowApplication, HandleApplication, SeeApplication};
use crate::applications::{invitations, write as applying};
use crate::authority::{Action, Actor, Verdict};
use crate::employers::policy::{ActForEmployer, ManageEmployer, ReviewEmployer, SeeReviewQueue};
use crate::employers::values::MemberRole;
use crate::ids::{AlertId, ApplicationId, BatchId, CandidateInvitationId, EmployerId, PostingId, SeekerId};
use crate::imports::policy::{ImportPostings, PublishBatch, SeeBatch};
use crate::imports::testing::{file, row};
use crate::imports::write::{keep, run};
use crate::postings::policy::{EditPosting, ReviewPosting};
use crate::postings::values::PostingState;
use crate::seekers;
use crate::seekers::made_up::{MadeUpSeeker, add_made_up};
use crate::seekers::policy::{ActForSeeker, AssistSeekers, DecideForSeeker};
use crate::seekers::privacy::Settings;
use crate::seekers::values::{Source, Visibility};
use crate::testing::World;
use magpie_terms::{Person, Profile};
use std::fmt::Write;

struct Table<'a> {
    world: &'a World,
    people: &'a [(&'static str, Actor)],
    text: String,
}

impl Table<'_> {
    fn head(&mut self) {
        write!(self.text, "{:<40}", "").expect("text");
        for (name, _) in self.people {
            write!(self.text, "{name:<15}").expect("text");
        }
        self.text.push('\n');
    }

    async fn row<A: Action>(&mut self, name: &str, subject: A::Subject) {
        write!(self.text, "{name:<40}").expect("text");
        for (_, actor) in self.people {
            let verdict = match A::check(&self.world.db, actor, &subject).await.expect("a verdict") {
                Verdict::Allowed => "yes",
                Verdict::Forbidden => "no",
                Verdict::Hidden => "hidden",
            };
            write!(self.text, "{verdict:<15}").expect("text");
        }
        self.text.push('\n');
    }
}

#[tokio::test]
async fn every_action_by_every_person() {
    let world = World::open().await;
    let (owner, employer) = world.trusted("甲公司").await;
    let (stranger, _) = world.trusted("乙公司").await;
    let recruiter = world.seeker("recruiter").await;
    world.join(employer, &recruiter, MemberRole::Recruiter).await;
    let posting = world.draft(&owner, employer, "岗位").await;
    let unverified = run(&world.db, &world.of_system(None), &file(&[row(&world, "丙公司", None, "岗位")]), false).await;
    let unverified = unverified.expect("an import").0;
    let of_unverified = PostingId::parse(
        &world
            .texts("SELECT p.id FROM posting p JOIN employer e ON e.id = p.employer_id WHERE e.name = '丙公司'")
            .await[0],
    );
    let own = world.grant(&owner, Some(employer)).await;
    let looked_at = keep(&world.db, &own, "a.csv", "hash", vec![1]).await.expect("a preview");
    let done = run(&world.db, &own, &file(&[]), false).await.expect("an import").0;
    let organizers = keep(&world.db, &world.of_system(None), "a.csv", "hash", vec![1]).await.expect("a preview");

    let person = world.seeker("seeker").await;
    let adviser = world.person("adviser", Role::Adviser).await;
    let (own_profile, assisted, kept) = profiles(&world, &person, &adviser).await;

    let applicant = world.seeker("applicant").await;
    let helped = add_seeker(&world, &applicant, true).await;
    let public = world.posting_in(&owner, employer, PostingState::Published).await;
    let input = applying::ApplyInput::default();
    let application = applying::apply(&world.db, &world.grant(&applicant, helped).await, public, &input).await;
    let application = application.expect("an application");
    let alone = world.seeker("alone").await;
    let alone_id = add_seeker(&world, &alone, false).await;
    let invitation = invitations::invite(&world.db, &world.edit(public), alone_id, "").await.expect("an invitation");

    let people = [
        ("seeker", person),
        ("applicant", applicant),
        ("invited", alone),
        ("owner", owner),
        ("recruiter", recruiter),
        ("other owner", stranger),
        ("adviser", adviser),
        ("organizer", world.organizer().await),
        ("administrator", world.person("admin", Role::Administrator).await),
    ];
    let wanted = AlertInput { query: "q=a".into(), ..AlertInput::default() };
    let wanted = AlertContent::parse(&wanted, |query| Ok(query.to_owned())).expect("a valid alert");
    let keeps = world.grant(&people[0].1, ()).await;
    let alert = alerts::write::create(&world.db, &keeps, &wanted).await.expect("an alert").id();
    let mut table = Table { world: &world, people: &people, text: String::new() };
    table.head();
    table.row::<OwnAccount>("OwnAccount", ()).await;
    table.row::<Administer>("Administer", ()).await;
    table.row::<ActForEmployer>("ActForEmployer", employer).await;
    table.row::<ActForEmployer>("ActForEmployer, none such", EmployerId::new()).await;
    table.row::<ManageEmployer>("ManageEmployer", employer).await;
    table.row::<ManageEmployer>("ManageEmployer, none such", EmployerId::new()).await;
    table.row::<SeeReviewQueue>("SeeReviewQueue", ()).await;
    table.row::<ReviewEmployer>("ReviewEmployer", employer).await;
    table.row::<EditPosting>("EditPosting", posting).await;
    table.row::<EditPosting>("EditPosting, of an unverified employer", of_unverified.expect("an id")).await;
    table.row::<EditPosting>("EditPosting, none such", PostingId::new()).await;
    table.row::<ReviewPosting>("ReviewPosting", posting).await;
    table.row::<ReviewPosting>("ReviewPosting, none such", PostingId::new()).await;
    table.row::<ImportPostings>("ImportPostings, for the employer", Some(employer)).await;
    table.row::<ImportPostings>("ImportPostings, for all", None).await;
    table.row::<SeeBatch>("SeeBatch, looked at by the employer", looked_at).await;
    table.row::<SeeBatch>("SeeBatch, imported by the employer", done).await;
    table.row::<SeeBatch>("SeeBatch, looked at by an organizer", organizers).await;
    table.row::<SeeBatch>("SeeBatch, imported by an organizer", unverified).await;
    table.row::<SeeBatch>("SeeBatch, none such", BatchId::new()).await;
    table.row::<PublishBatch>("PublishBatch", unverified).await;
    for (whose, id) in [("own", own_profile), ("of who asked for help", assisted), ("kept by advisers", kept)] {
        table.row::<ActForSeeker>(&format!("ActForSeeker, {whose}"), id).await;
        table.row::<DecideForSeeker>(&format!("DecideForSeeker, {whose}"), id).await;
    }
    table.row::<ActForSeeker>("ActForSeeker, none such", SeekerId::new()).await;
    table.row::<DecideForSeeker>("DecideForSeeker, none such", SeekerId::new()).await;
    table.row::<AssistSeekers>("AssistSeekers", ()).await;
    table.row::<HandleApplication>("HandleApplication", application).await;
    table.row::<HandleApplication>("HandleApplication, none such", ApplicationId::new()).await;
    table.row::<FollowApplication>("FollowApplication, with help", application).await;
    table.row::<FollowApplication>("FollowApplication, none such", ApplicationId::new()).await;
    table.row::<SeeApplication>("SeeApplication", application).await;
    table.row::<AnswerInvitation>("AnswerInvitation, without help", invitation).await;
    table.row::<AnswerInvitation>("AnswerInvitation, none such", CandidateInvitationId::new()).await;
    table.row::<OwnAlert>("OwnAlert, of the seeker", alert).await;
    table.row::<OwnAlert>("OwnAlert, none such", AlertId::new()).await;
    insta::assert_snapshot!(table.text);
}

/// The person's own profile, one of somebody who asked for help, and one of somebody without an account.
async fn profiles(world: &World, person: &Actor, adviser: &Actor) -> (SeekerId, SeekerId, SeekerId) {
    let own = seekers::write::create_own(&world.db, &world.grant(person, ()).await).await.expect("a profile");
    let other = world.seeker("helped").await;
    let helped = seekers::write::create_own(&world.db, &world.grant(&other, ()).await).await.expect("a profile");
    let settings = Settings { visibility: Visibility::Nobody, ranked: true, assisted: true };
    let grant = world.grant::<DecideForSeeker>(&other, helped).await;
    seekers::privacy::decide(&world.db, &grant, settings).await.expect("decided");
    let name = Person { name: "王奶奶".to_owned(), phone: None, email: None };
    let grant = world.grant::<AssistSeekers>(adviser, ()).await;
    let empty = Profile::default();
    let kept = seekers::assist::create(&world.db, &grant, &name, &empty, "当面同意", Source::Adviser).await;
    (own, helped, kept.expect("a profile"))
}

async fn add_seeker(world: &World, of: &Actor, assisted: bool) -> SeekerId {
    let one = MadeUpSeeker {
        account: of.account(),
        name: "某人".to_owned(),
        phone: None,
        email: None,
        profile: Profile::default(),
        visibility: Visibility::Verified,
        assisted,
        keeper: None,
        consent_note: None,
    };
    add_made_up(&world.db, &world.system, vec![one]).await.expect("a seeker")[0]
}
