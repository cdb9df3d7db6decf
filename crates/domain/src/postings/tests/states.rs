//! Every command in every state.

use crate::Code;
use crate::error::Error;
use crate::ids::PostingId;
use crate::postings::values::PostingState::{self, Closed, Draft, Expired, InReview, Published, Withdrawn};
use crate::postings::{read, write};
use crate::testing::{World, refusal};
use futures_util::future::join_all;

#[derive(Debug, Clone, Copy)]
enum Command {
    Edit,
    Publish,
    Approve,
    Refuse,
    TakeDown,
    Close,
    Withdraw,
    Renew,
    Reopen,
    Discard,
}

use Command::{Approve, Close, Discard, Edit, Publish, Refuse, Renew, Reopen, TakeDown, Withdraw};

async fn run(world: &World, command: Command, id: PostingId) -> Result<(), Error> {
    let (db, edit, review) = (&world.db, world.edit(id), world.review(id));
    match command {
        Edit => {
            let version = read::for_system(db, &world.system, id).await?.version;
            write::edit(db, &edit, &world.posting("改过的岗位"), version).await
        }
        Publish => write::publish(db, &edit).await.map(|_| ()),
        Approve => write::approve(db, &review).await,
        Refuse => write::refuse(db, &review, "缺少地址").await,
        TakeDown => write::take_down(db, &review, "虚假招聘").await,
        Close => write::close(db, &edit).await,
        Withdraw => write::withdraw(db, &edit).await,
        Renew => write::renew(db, &edit).await,
        Reopen => write::reopen(db, &edit).await,
        Discard => write::discard(db, &edit).await,
    }
}

/// `None`: it is refused. The two ends are those of a trusted employer's posting and of one's that is not trusted yet.
type Ends = Option<(PostingState, PostingState)>;

const TABLE: &[(Command, PostingState, Ends)] = &[
    (Edit, Draft, Some((Draft, Draft))),
    (Edit, InReview, Some((Draft, Draft))),
    (Edit, Published, Some((Published, InReview))),
    (Edit, Closed, None),
    (Edit, Expired, None),
    (Edit, Withdrawn, None),
    (Publish, Draft, Some((Published, InReview))),
    (Publish, InReview, None),
    (Publish, Published, None),
    (Publish, Closed, None),
    (Publish, Expired, None),
    (Publish, Withdrawn, None),
    (Approve, Draft, None),
    (Approve, InReview, Some((Published, Published))),
    (Approve, Published, None),
    (Approve, Closed, None),
    (Approve, Expired, None),
    (Approve, Withdrawn, None),
    (Refuse, Draft, None),
    (Refuse, InReview, Some((Draft, Draft))),
    (Refuse, Published, None),
    (Refuse, Closed, None),
    (Refuse, Expired, None),
    (Refuse, Withdrawn, None),
    (TakeDown, Draft, None),
    (TakeDown, InReview, None),
    (TakeDown, Published, Some((Withdrawn, Withdrawn))),
    (TakeDown, Closed, None),
    (TakeDown, Expired, None),
    (TakeDown, Withdrawn, None),
    (Close, Draft, None),
    (Close, InReview, None),
    (Close, Published, Some((Closed, Closed))),
    (Close, Closed, None),
    (Close, Expired, None),
    (Close, Withdrawn, None),
    (Withdraw, Draft, None),
    (Withdraw, InReview, Some((Withdrawn, Withdrawn))),
    (Withdraw, Published, Some((Withdrawn, Withdrawn))),
    (Withdraw, Closed, None),
    (Withdraw, Expired, None),
    (Withdraw, Withdrawn, None),
    (Renew, Draft, None),
    (Renew, InReview, None),
    (Renew, Published, Some((Published, Published))),
    (Renew, Closed, None),
    (Renew, Expired, Some((Published, Published))),
    (Renew, Withdrawn, None),
    (Reopen, Draft, None),
    (Reopen, InReview, None),
    (Reopen, Published, None),
    (Reopen, Closed, Some((Draft, Draft))),
    (Reopen, Expired, Some((Draft, Draft))),
    (Reopen, Withdrawn, Some((Draft, Draft))),
    (Discard, InReview, None),
    (Discard, Published, None),
    (Discard, Closed, None),
    (Discard, Expired, None),
    (Discard, Withdrawn, None),
];

#[tokio::test]
async fn every_command_does_what_the_table_says_or_nothing() {
    let world = World::open().await;
    let (owner, employer) = world.trusted("甲公司").await;
    for trusted in [true, false] {
        for (command, state, end) in TABLE {
            let case = format!("{command:?} {state:?}, trusted: {trusted}");
            world.run("UPDATE employer SET trusted = TRUE").await;
            let id = world.posting_in(&owner, employer, *state).await;
            world.run(&format!("UPDATE employer SET trusted = {trusted}")).await;
            let before = world.row_counts().await;
            let result = run(&world, *command, id).await;
            match end {
                Some((of_trusted, of_other)) => {
                    result.expect(&case);
                    let expected = if trusted { of_trusted } else { of_other };
                    assert_eq!(world.state(id).await, *expected, "{case}");
                }
                None => {
                    assert_eq!(refusal(result), Some(Code::PostingStateWrong), "{case}");
                    assert_eq!(world.state(id).await, *state, "{case}");
                    assert_eq!(world.row_counts().await, before, "{case}");
                }
            }
        }
    }
}

#[tokio::test]
async fn a_draft_is_discarded_only_where_nobody_can_have_seen_it() {
    let world = World::open().await;
    let (owner, employer) = world.trusted("甲公司").await;
    let id = world.draft(&owner, employer, "草稿").await;
    run(&world, Discard, id).await.expect("an end");
    assert_eq!(refusal(read::for_system(&world.db, &world.system, id).await), Some(Code::NotFound));
    let seen = world.posting_in(&owner, employer, Closed).await;
    run(&world, Reopen, seen).await.expect("a draft again");
    assert_eq!(refusal(run(&world, Discard, seen).await), Some(Code::PostingStateWrong));
    for command in [Edit, Publish, Approve, Close, Renew, Reopen] {
        let gone = refusal(run(&world, command, id).await);
        assert!(matches!(gone, Some(Code::NotFound | Code::PostingStateWrong)), "{command:?}: {gone:?}");
    }
}

#[tokio::test]
async fn nothing_is_published_for_an_employer_that_is_not_approved() {
    let world = World::open().await;
    let (owner, employer) = world.waiting("甲公司").await;
    let id = world.draft(&owner, employer, "岗位").await;
    assert_eq!(refusal(run(&world, Publish, id).await), Some(Code::EmployerNotApproved));
    world.set_state(id, InReview).await;
    assert_eq!(refusal(run(&world, Approve, id).await), Some(Code::EmployerNotApproved));
    assert_eq!(world.state(id).await, InReview);
}

#[tokio::test]
async fn what_has_run_out_is_not_published_before_it_has_a_new_day() {
    let world = World::open().await;
    for trusted in [true, false] {
        let (owner, employer) =
            if trusted { world.trusted("甲公司").await } else { world.approved("乙公司").await };
        let id = world.draft(&owner, employer, "岗位").await;
        let waiting = world.draft(&owner, employer, "岗位").await;
        world.set_state(waiting, InReview).await;
        world.pass(31 * 86_400);
        assert_eq!(refusal(run(&world, Publish, id).await), Some(Code::PostingStateWrong));
        assert_eq!(refusal(run(&world, Approve, waiting).await), Some(Code::PostingStateWrong));
        run(&world, Edit, id).await.expect("a new day");
        run(&world, Publish, id).await.expect("a publication");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_twenty_at_once_exactly_one_wins() {
    let world = World::open().await;
    let (owner, employer) = world.trusted("甲公司").await;
    for (command, state) in [
        (Publish, Draft),
        (Close, Published),
        (Withdraw, Published),
        (TakeDown, Published),
        (Refuse, InReview),
        (Approve, InReview),
        (Reopen, Closed),
    ] {
        let id = world.posting_in(&owner, employer, state).await;
        let ends: Vec<_> = join_all((0..20).map(|_| run(&world, command, id))).await.into_iter().map(refusal).collect();
        assert_eq!(ends.iter().filter(|end| end.is_none()).count(), 1, "{command:?}");
        assert!(ends.iter().flatten().all(|code| *code == Code::PostingStateWrong), "{command:?}: {ends:?}");
    }
    // Of different commands on one posting one wins, too.
    let id = world.posting_in(&owner, employer, Published).await;
    let commands = [Close, Withdraw, TakeDown].into_iter().cycle().take(20);
    let ends = join_all(commands.map(|command| run(&world, command, id))).await;
    assert_eq!(ends.into_iter().map(refusal).filter(Option::is_none).count(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_twenty_edits_of_one_version_one_is_kept() {
    let world = World::open().await;
    let (owner, employer) = world.trusted("甲公司").await;
    for state in [Draft, Published] {
        let id = world.posting_in(&owner, employer, state).await;
        let content = world.posting("改过的岗位");
        let edit = world.edit(id);
        let tries = (0..20).map(|_| write::edit(&world.db, &edit, &content, 1));
        let ends: Vec<_> = join_all(tries).await.into_iter().map(refusal).collect();
        assert_eq!(ends.iter().filter(|end| end.is_none()).count(), 1);
        assert!(ends.iter().flatten().all(|code| *code == Code::PostingChangedMeanwhile), "{ends:?}");
        assert_eq!(read::for_system(&world.db, &world.system, id).await.expect("a posting").version, 2);
        assert_eq!(refusal(write::edit(&world.db, &edit, &content, 3).await), Some(Code::PostingChangedMeanwhile));
    }
}
