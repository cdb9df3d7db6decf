//! Registration and the organizer's decision.

use crate::employers::policy::{ActForEmployer, ManageEmployer, ReviewEmployer, SeeReviewQueue};
use crate::employers::read::{Detail, by_credit_code, own, queue};
use crate::employers::values::{EmployerState, name_key};
use crate::employers::write::{approve, approve_as_read, edit, refuse, register};
use crate::employers::{public, read};
use crate::error::Error;
use crate::ids::EmployerId;
use crate::jobs::Job;
use crate::testing::{World, credit_code, employer, employer_with_code, refusal};
use crate::{Code, Grant};
use futures_util::future::join_all;
use magpie_terms::EmployerContent;

async fn detail(world: &World, id: EmployerId) -> Detail {
    own(&world.db, &world.of_system::<ActForEmployer>(id)).await.expect("an employer")
}

fn faults(result: Result<(), Error>) -> Vec<(String, &'static str)> {
    match result {
        Err(Error::Invalid(violations)) => violations.0.into_iter().map(|v| (v.field, v.code)).collect(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn who_registers_owns_and_waits() {
    let world = World::open().await;
    let (owner, id) = world.waiting("海淀养老服务有限公司").await;
    let detail = detail(&world, id).await;
    assert_eq!((detail.state, detail.trusted, detail.refusal_reason), (EmployerState::Waiting, false, None));
    let again = EmployerContent::parse(&detail.fields).expect("the form gives the content again");
    assert_eq!(again.name, "海淀养老服务有限公司");
    world.grant::<ManageEmployer>(&owner, id).await;
    assert!(public::show(&world.db, id).await.expect("an answer").is_none(), "not public yet");
    assert_eq!(public::contact(&world.db, id).await.expect("an answer"), None);
    let found = by_credit_code(&world.db, &world.system, again.credit_code.as_str()).await.expect("an answer");
    assert_eq!(found, Some(id));
    assert_eq!(read::memberships(&world.db, &world.grant(&owner, ()).await).await.expect("a list").len(), 1);
}

#[tokio::test]
async fn one_code_is_one_employer_also_when_ten_register_at_once() {
    let world = World::open().await;
    let code = credit_code();
    let mut grants = Vec::new();
    for turn in 0..10 {
        let person = world.seeker(&format!("p{turn}")).await;
        grants.push(world.grant(&person, ()).await);
    }
    let tries = grants.iter().map(|grant| register(&world.db, grant, employer_with_code("甲公司", code.as_str())));
    let ends: Vec<_> = join_all(tries).await.into_iter().map(refusal).collect();
    assert_eq!(ends.iter().filter(|end| end.is_none()).count(), 1);
    assert!(ends.iter().flatten().all(|code| *code == Code::CreditCodeTaken));
    assert_eq!(world.number("SELECT COUNT(*) FROM employer").await, 1);
    assert_eq!(world.number("SELECT COUNT(*) FROM employer_member").await, 1);
}

#[tokio::test]
async fn a_decision_is_taken_once_and_mailed() {
    for first_approves in [true, false] {
        let world = World::open().await;
        let (_, id) = world.waiting("甲公司").await;
        let organizer = world.organizer().await;
        let grant: Grant<ReviewEmployer> = world.grant(&organizer, id).await;
        let end = if first_approves {
            approve(&world.db, &grant).await
        } else {
            refuse(&world.db, &grant, "证照不清").await
        };
        end.expect("a decision");
        assert_eq!(world.take_jobs().await, [Job::MailEmployerDecided(id)]);
        let before = world.row_counts().await;
        assert_eq!(refusal(approve(&world.db, &grant).await), Some(Code::EmployerNotWaiting));
        assert_eq!(refusal(refuse(&world.db, &grant, "另一个理由").await), Some(Code::EmployerNotWaiting));
        assert_eq!(world.row_counts().await, before);
        let detail = detail(&world, id).await;
        let (state, reason) = if first_approves {
            (EmployerState::Approved, None)
        } else {
            (EmployerState::Refused, Some("证照不清".to_owned()))
        };
        assert_eq!((detail.state, detail.refusal_reason), (state, reason));
        assert_eq!(public::show(&world.db, id).await.expect("an answer").is_some(), first_approves);
    }
}

#[tokio::test]
async fn of_ten_decisions_at_once_one_holds() {
    let world = World::open().await;
    let (_, id) = world.waiting("甲公司").await;
    let grant = world.of_system::<ReviewEmployer>(id);
    let tries =
        (0..10).map(|turn| {
            let (world, grant) = (&world, &grant);
            async move {
                if turn % 2 == 0 { approve(&world.db, grant).await } else { refuse(&world.db, grant, "理由").await }
            }
        });
    let ends: Vec<_> = join_all(tries).await.into_iter().map(refusal).collect();
    assert_eq!(ends.iter().filter(|end| end.is_none()).count(), 1);
    assert_eq!(world.take_jobs().await.len(), 1);
}

#[tokio::test]
async fn a_refusal_needs_a_reason() {
    let world = World::open().await;
    let (_, id) = world.waiting("甲公司").await;
    let grant = world.of_system::<ReviewEmployer>(id);
    for (reason, code) in [("", "required"), (" \n", "required"), ("x", "too_short"), (&*"长".repeat(501), "too_long")]
    {
        assert_eq!(faults(refuse(&world.db, &grant, reason).await), [("reason".to_owned(), code)]);
    }
}

#[tokio::test]
async fn what_the_organizer_did_not_read_is_not_approved() {
    let world = World::open().await;
    let (_, id) = world.waiting("甲公司").await;
    let grant = world.of_system::<ReviewEmployer>(id);
    let read = detail(&world, id).await.updated_at;
    world.pass(1);
    edit(&world.db, &world.manage(id), employer("乙公司")).await.expect("a change");
    assert_eq!(refusal(approve_as_read(&world.db, &grant, read).await), Some(Code::EmployerNotWaiting));
    approve_as_read(&world.db, &grant, detail(&world, id).await.updated_at).await.expect("as it is now");
}

#[tokio::test]
async fn name_and_code_of_an_approved_employer_stand() {
    let world = World::open().await;
    let (_, id) = world.approved("甲公司").await;
    let fields = detail(&world, id).await.fields;
    let other = edit(&world.db, &world.manage(id), employer("乙公司")).await;
    assert_eq!(faults(other), [("name".to_owned(), "fixed"), ("credit_code".to_owned(), "fixed")]);
    let mut content = EmployerContent::parse(&fields).expect("valid");
    content.address = "别处".into();
    edit(&world.db, &world.manage(id), content).await.expect("a change of the rest");
    let after = detail(&world, id).await;
    assert_eq!((after.state, after.fields.address.as_str()), (EmployerState::Approved, "别处"));
}

#[tokio::test]
async fn a_refused_employer_waits_again_once_it_is_mended() {
    let world = World::open().await;
    let (_, id) = world.waiting("甲公司").await;
    let grant = world.of_system::<ReviewEmployer>(id);
    refuse(&world.db, &grant, "名称不符").await.expect("a refusal");
    let before = detail(&world, id).await;
    let mut content = EmployerContent::parse(&before.fields).expect("the form still holds the code");
    content.name = "乙公司".into();
    edit(&world.db, &world.manage(id), content).await.expect("a change");
    let after = detail(&world, id).await;
    assert_eq!((after.state, after.fields.name.as_str()), (EmployerState::Waiting, "乙公司"));
    assert_eq!(after.fields.credit_code, before.fields.credit_code);
    approve(&world.db, &grant).await.expect("an approval");
    assert_eq!(detail(&world, id).await.refusal_reason, None);
}

#[tokio::test]
async fn a_refused_registration_does_not_keep_its_code_from_the_owner() {
    let world = World::open().await;
    let code = credit_code();
    let (squatter, owner) = (world.seeker("squatter").await, world.seeker("owner").await);
    let first =
        register(&world.db, &world.grant(&squatter, ()).await, employer_with_code("甲公司", code.as_str())).await;
    let first = first.expect("a registration");
    refuse(&world.db, &world.of_system::<ReviewEmployer>(first), "冒名").await.expect("a refusal");
    let second = register(&world.db, &world.grant(&owner, ()).await, employer_with_code("甲公司", code.as_str())).await;
    second.expect("the code is free");
    let content = EmployerContent::parse(&detail(&world, first).await.fields).expect("valid");
    assert_eq!(refusal(edit(&world.db, &world.manage(first), content).await), Some(Code::CreditCodeTaken));
}

#[tokio::test]
async fn the_queue_shows_the_longest_waiting_first() {
    let world = World::open().await;
    let grant = world.of_system::<SeeReviewQueue>(());
    let mut ids = Vec::new();
    for name in ["甲公司", "乙公司", "丙公司"] {
        ids.push(world.waiting(name).await.1);
        world.pass(1);
    }
    let (rows, total) = queue(&world.db, &grant, EmployerState::Waiting, 1).await.expect("a list");
    assert_eq!((rows.iter().map(|row| row.id).collect::<Vec<_>>(), total), (ids, 3));
    for page in [0, 1] {
        assert_eq!(queue(&world.db, &grant, EmployerState::Waiting, page).await.expect("a list").0.len(), 3);
    }
    assert_eq!(queue(&world.db, &grant, EmployerState::Waiting, u64::MAX).await.expect("a list").0, []);
    assert_eq!(queue(&world.db, &grant, EmployerState::Refused, 1).await.expect("a list").1, 0);
}

#[tokio::test]
async fn the_public_list_finds_names_whatever_they_hold() {
    let world = World::open().await;
    for name in ["百分之100%纯素食", "ＡＢＣ（北京）科技", "甲公司"] {
        world.approved(name).await;
    }
    world.waiting("甲公司的朋友").await;
    let cases: [(&str, usize); 10] = [
        ("", 3),
        ("甲公司", 1),
        ("abc北京", 1),
        ("Abc (北京)", 1),
        ("%", 1),
        ("100%", 1),
        ("_", 3),
        ("\\", 0),
        ("'", 3),
        ("\0甲", 1),
    ];
    for (filter, count) in cases {
        let (rows, total) = public::list(&world.db, filter, 1).await.expect("a list");
        assert_eq!((rows.len(), total as usize), (count, count), "{filter:?}");
    }
    assert_eq!(public::list(&world.db, "", u64::MAX).await.expect("an empty page").0, []);
    assert_eq!(public::count(&world.db).await.expect("a number"), 3);
}

#[test]
fn a_name_is_the_same_however_it_is_typed() {
    for other in ["ＡＢＣ（北京）科技", "abc(北京)科技", " Abc 北京 科技 ", "A.B.C.北京·科技\0"] {
        assert_eq!(name_key(other), "abc北京科技", "{other:?}");
    }
}
