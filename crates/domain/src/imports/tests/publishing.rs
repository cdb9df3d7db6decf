//! The order to publish: for whom it holds, and what an organizer does with what waits.

use crate::accounts::values::Role;
use crate::error::Error;
use crate::ids::{BatchId, EmployerId, PostingId};
use crate::imports::policy::{ImportPostings, PublishBatch};
use crate::imports::testing::{changed, file, row};
use crate::imports::values::{ReadyRow, Report};
use crate::imports::write::{publish, run};
use crate::imports::{entity, read};
use crate::postings::values::PostingState::{self, Draft, InReview, Published, Withdrawn};
use crate::postings::{public, write};
use crate::testing::{World, refusal};
use crate::{Actor, Code, Grant, jobs};
use sea_orm::EntityTrait;

#[derive(Debug, Clone, Copy)]
enum By {
    /// The command line, for the employers that the file names.
    System,
    /// An organizer, likewise.
    Organizer,
    /// The command line for one employer.
    SystemForEmployer,
    /// A member.
    Member,
}

async fn import(world: &World, grant: &Grant<ImportPostings>, rows: &[ReadyRow], publish: bool) -> (BatchId, Report) {
    run(&world.db, grant, &file(rows), publish).await.expect("an import")
}

async fn newest_posting(world: &World) -> PostingId {
    PostingId::parse(&world.texts("SELECT MAX(id) FROM posting").await[0]).expect("an id")
}

#[tokio::test]
async fn the_order_to_publish_holds_as_the_table_says() {
    const TABLE: &[(By, &str, PostingState, PostingState)] = &[
        // By whom, the employer, what becomes of a row without the order, and with it.
        (By::System, "unregistered", InReview, Published),
        (By::System, "trusted", InReview, Published),
        (By::System, "approved", InReview, Published),
        (By::Organizer, "unregistered", InReview, Published),
        (By::Organizer, "trusted", InReview, Published),
        (By::Organizer, "approved", InReview, Published),
        (By::SystemForEmployer, "trusted", InReview, Published),
        (By::SystemForEmployer, "approved", InReview, Published),
        (By::SystemForEmployer, "waiting", InReview, InReview),
        (By::Member, "trusted", Draft, Published),
        (By::Member, "approved", Draft, InReview),
        (By::Member, "waiting", Draft, InReview),
    ];
    let world = World::open().await;
    let organizer: Actor = world.organizer().await;
    for (by, employer, without, with) in TABLE {
        for (publish, expected) in [(false, without), (true, with)] {
            let name = format!("公司{}", crate::testing::number());
            let owner = match *employer {
                "trusted" => Some(world.trusted(&name).await),
                "approved" => Some(world.approved(&name).await),
                "waiting" => Some(world.waiting(&name).await),
                _ => None,
            };
            let grant = match (by, &owner) {
                (By::System, _) => world.of_system(None),
                (By::Organizer, _) => world.grant(&organizer, None).await,
                (By::SystemForEmployer, Some((_, id))) => world.of_system(Some(*id)),
                (By::Member, Some((owner, id))) => world.grant(owner, Some(*id)).await,
                _ => panic!("no employer"),
            };
            let (_, report) = import(&world, &grant, &[row(&world, &name, None, "甲岗")], publish).await;
            let case = format!("{by:?} for {employer}, publish: {publish}");
            let id = newest_posting(&world).await;
            assert_eq!(world.state(id).await, *expected, "{case}");
            let is_public = *expected == Published;
            assert_eq!(report.published, u64::from(is_public), "{case}");
            assert_eq!(public::cards(&world.db, &[id]).await.expect("cards").len(), usize::from(is_public), "{case}");
            assert_eq!(report.new_employers, u64::from(owner.is_none()), "{case}");
        }
    }
}

#[tokio::test]
async fn the_same_file_with_the_order_publishes_what_waited() {
    let world = World::open().await;
    let rows = [row(&world, "甲公司", None, "甲岗")];
    let grant = world.of_system(None);
    import(&world, &grant, &rows, false).await;
    let (_, report) = import(&world, &grant, &rows, true).await;
    assert_eq!((report.unchanged, report.published), (1, 1));
    let id = newest_posting(&world).await;
    assert_eq!(public::versions(&world.db, id).await.expect("versions").len(), 1);

    // A member's drafts likewise: to the public for a trusted employer, into the queue for another.
    for (trusted, end) in [(true, Published), (false, InReview)] {
        let world = World::open().await;
        let (owner, id) = if trusted { world.trusted("甲公司").await } else { world.approved("甲公司").await };
        let grant = world.grant(&owner, Some(id)).await;
        import(&world, &grant, &rows, false).await;
        let (_, report) = import(&world, &grant, &rows, true).await;
        assert_eq!((report.unchanged, report.published), (1, u64::from(trusted)));
        assert_eq!(world.state(newest_posting(&world).await).await, end);
        let (_, report) = import(&world, &grant, &rows, true).await;
        assert_eq!((report.unchanged, report.published), (1, 0));
    }
}

#[tokio::test]
async fn what_waited_past_its_last_day_does_not_stop_the_file() {
    let world = World::open().await;
    let rows = [row(&world, "甲公司", None, "甲岗")];
    let grant = world.of_system(None);
    let (batch, _) = import(&world, &grant, &rows, false).await;
    world.pass(40 * 86_400);
    let late = publish(&world.db, &world.of_system::<PublishBatch>(batch)).await;
    assert_eq!(refusal(late), Some(Code::BatchNothingToPublish));
    // The file names no day, so it says the same as before and now means a later one.
    let again = [row(&world, "甲公司", None, "甲岗")];
    let (_, report) = import(&world, &grant, &again, true).await;
    assert_eq!((report.changed, report.published), (1, 1));
    assert_eq!(public::newest(&world.db, 10).await.expect("the newest").len(), 1);
}

#[tokio::test]
async fn a_member_cannot_get_around_the_organizer_by_a_file() {
    let world = World::open().await;
    let (owner, employer) = world.trusted("甲公司").await;
    let grant = world.grant(&owner, Some(employer)).await;
    let rows = [row(&world, "甲公司", None, "甲岗")];
    import(&world, &grant, &rows, true).await;
    let id = newest_posting(&world).await;
    write::take_down(&world.db, &world.review(id), "虚假招聘").await.expect("an end");
    import(&world, &grant, &rows, true).await;
    assert_eq!(world.state(id).await, Withdrawn, "the same row");
    let second = [changed(&world, &rows[0], "乙岗")];
    import(&world, &grant, &second, true).await;
    assert_eq!(world.state(id).await, InReview, "a changed row is reviewed again");
    import(&world, &grant, &second, true).await;
    assert_eq!(world.state(id).await, InReview, "and again");

    // What an organizer's file made public for an employer that is not trusted yet.
    let (owner, employer) = world.approved("乙公司").await;
    let rows = [row(&world, "乙公司", None, "丙岗")];
    import(&world, &world.of_system(None), &rows, true).await;
    let grant = world.grant(&owner, Some(employer)).await;
    let (_, report) = import(&world, &grant, &[changed(&world, &rows[0], "丁岗")], true).await;
    assert_eq!((report.changed, report.published), (1, 0));
    assert_eq!(world.number("SELECT COUNT(*) FROM posting WHERE title = '丁岗' AND state = 'in_review'").await, 1);
}

#[tokio::test]
async fn an_organizer_publishes_what_waits_once() {
    let world = World::open().await;
    let organizer = world.organizer().await;
    let rows: Vec<_> = (0..5).map(|n| row(&world, "甲公司", None, &format!("岗位{n}"))).collect();
    let (batch, _) = import(&world, &world.of_system(None), &rows, false).await;
    assert!(public::newest(&world.db, 10).await.expect("the newest").is_empty(), "unverified ones wait");
    let withdrawn = PostingId::parse(&world.texts("SELECT id FROM posting ORDER BY id").await[0]).expect("an id");
    write::withdraw(&world.db, &world.edit(withdrawn)).await.expect("an end");
    let queue = read::queue(&world.db, &world.grant(&organizer, ()).await).await.expect("a list");
    assert_eq!(queue.iter().map(|batch| (batch.id, batch.waiting)).collect::<Vec<_>>(), [(batch, 4)]);

    let grant = world.grant::<PublishBatch>(&organizer, batch).await;
    let ends = futures_util::future::join_all((0..5).map(|_| publish(&world.db, &grant))).await;
    let numbers: Vec<_> = ends.iter().filter_map(|end| end.as_ref().ok()).collect();
    assert_eq!(numbers, [&4]);
    assert!(ends.into_iter().filter_map(refusal).all(|code| code == Code::BatchNothingToPublish));
    assert_eq!(public::newest(&world.db, 10).await.expect("the newest").len(), 4);
    assert_eq!(world.number("SELECT COUNT(*) FROM posting_version").await, 4);
    assert_eq!(world.state(withdrawn).await, Withdrawn);
    let shown = read::show(&world.db, &world.grant(&organizer, batch).await).await.expect("a batch");
    assert_eq!((shown.waiting, shown.published_at), (0, Some(world.db.now())));
    assert_eq!(read::queue(&world.db, &world.grant(&organizer, ()).await).await.expect("a list"), []);
    assert_eq!(jobs::counts(&world.db).await.expect("numbers").queued, 0);
}

#[tokio::test]
async fn nobody_else_publishes_a_batch() {
    let world = World::open().await;
    let (owner, employer) = world.approved("甲公司").await;
    let grant = world.grant(&owner, Some(employer)).await;
    let (batch, _) = import(&world, &grant, &[row(&world, "甲公司", None, "甲岗")], true).await;
    for actor in [owner, world.person("adviser", Role::Adviser).await, world.seeker("seeker").await] {
        let asked = Grant::<PublishBatch>::ask(&world.db, &actor, batch).await;
        assert!(matches!(asked, Err(Error::Rule(Code::Forbidden))));
    }
    assert_eq!(publish(&world.db, &world.of_system::<PublishBatch>(batch)).await.expect("a number"), 1);
    let unknown = publish(&world.db, &world.of_system::<PublishBatch>(BatchId::new())).await;
    assert_eq!(refusal(unknown), Some(Code::BatchNothingToPublish));
}

#[tokio::test]
async fn what_an_employer_that_waits_brought_waits_with_it() {
    let world = World::open().await;
    let (owner, employer): (Actor, EmployerId) = world.waiting("甲公司").await;
    let grant = world.grant(&owner, Some(employer)).await;
    let (batch, _) = import(&world, &grant, &[row(&world, "甲公司", None, "甲岗")], true).await;
    let asked = publish(&world.db, &world.of_system::<PublishBatch>(batch)).await;
    assert_eq!(refusal(asked), Some(Code::BatchNothingToPublish));
    crate::employers::write::approve(&world.db, &world.of_system(employer)).await.expect("an approval");
    assert_eq!(publish(&world.db, &world.of_system::<PublishBatch>(batch)).await.expect("a number"), 1);
    let kept = entity::Entity::find_by_id(batch.to_string()).one(world.db.read()).await.expect("a row").expect("there");
    assert_eq!(kept.published_at, Some(world.db.now().0));
}
