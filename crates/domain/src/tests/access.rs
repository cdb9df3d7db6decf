//! Who may do what: every action of the product by every kind of person, as one table that is checked in.

use crate::accounts::policy::{Administer, OwnAccount};
use crate::accounts::values::Role;
use crate::alerts;
use crate::alerts::policy::OwnAlert;
use crate::alerts::values::{AlertContent, AlertInput};
use crate::authority::{Action, Actor, Verdict};
use crate::employers::policy::{ActForEmployer, ManageEmployer, ReviewEmployer, SeeReviewQueue};
use crate::employers::values::MemberRole;
use crate::ids::{AlertId, BatchId, EmployerId, PostingId};
use crate::imports::policy::{ImportPostings, PublishBatch, SeeBatch};
use crate::imports::testing::{file, row};
use crate::imports::write::{keep, run};
use crate::postings::policy::{EditPosting, ReviewPosting};
use crate::testing::World;
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

    let people = [
        ("seeker", world.seeker("seeker").await),
        ("owner", owner),
        ("recruiter", recruiter),
        ("other owner", stranger),
        ("adviser", world.person("adviser", Role::Adviser).await),
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
    table.row::<OwnAlert>("OwnAlert, of the seeker", alert).await;
    table.row::<OwnAlert>("OwnAlert, none such", AlertId::new()).await;
    insta::assert_snapshot!(table.text);
}
