//! Erasing takes everything personal, and leaves what an employer decided.

use crate::accounts::values::Role;
use crate::jobs::Job;
use crate::seekers::erase::erase;
use crate::seekers::merging::merge;
use crate::seekers::policy::{ActForSeeker, AssistSeekers, DecideForSeeker};
use crate::seekers::privacy::block_code;
use crate::seekers::tests::profile::{named, own, registered, wishing};
use crate::seekers::tests::{agree, apply, invite};
use crate::seekers::values::Source;
use crate::seekers::{read, write};
use crate::testing::{World, credit_code, refusal};
use crate::{Code, Grant};

#[tokio::test]
async fn without_anything_that_refers_to_it_the_row_goes() {
    let world = World::open().await;
    let li = world.seeker("li").await;
    let id = own(&world, &li).await;
    let grant = world.grant::<DecideForSeeker>(&li, id).await;
    block_code(&world.db, &grant, credit_code().as_str()).await.expect("blocked");
    let (a, b) = tokio::join!(erase(&world.db, &grant), erase(&world.db, &grant));
    assert!(a.is_ok() != b.is_ok(), "of two clicks one wins");
    for table in ["seeker", "seeker_entry", "seeker_block"] {
        assert_eq!(world.number(&format!("SELECT COUNT(*) FROM {table}")).await, 0, "{table}");
    }
    assert_ne!(own(&world, &li).await, id, "one may begin anew");
}

#[tokio::test]
async fn an_empty_row_stays_where_applications_refer_to_it() {
    let world = World::open().await;
    let adviser = world.person("adviser", Role::Adviser).await;
    let (owner, employer) = world.trusted("甲公司").await;
    let mut postings = Vec::new();
    for title in ["护工", "保洁员", "司机"] {
        postings.push(world.draft(&owner, employer, title).await);
    }
    let person = named("李秀英", "13800001111", "li@example.org");
    let kept = registered(&world, &adviser, &person, "护工").await;
    let merged = registered(&world, &adviser, &person, "护工").await;
    let act = world.grant::<ActForSeeker>(&adviser, kept).await;
    write::save(&world.db, &act, &wishing("李秀英的工作"), 1, Source::Form).await.expect("saved");
    let open = apply(&world, kept, postings[0], "interview").await;
    let ended = apply(&world, kept, postings[1], "refused").await;
    apply(&world, merged, postings[0], "applied").await;
    invite(&world, kept, postings[2]).await;
    agree(&world, kept, employer, postings[0]).await;
    let assist = world.grant::<AssistSeekers>(&adviser, ()).await;
    merge(&world.db, &assist, kept, merged).await.expect("merged");
    world.take_jobs().await;

    erase(&world.db, &world.grant::<DecideForSeeker>(&adviser, kept).await).await.expect("erased");
    assert_eq!(refusal(Grant::<ActForSeeker>::ask(&world.db, &adviser, kept).await), Some(Code::NotFound));
    assert_eq!(refusal(read::profile(&world.db, &act).await), Some(Code::NotFound), "with an old grant");
    assert_eq!(world.number("SELECT COUNT(*) FROM seeker WHERE erased_at IS NOT NULL").await, 2);
    for (table, columns) in [
        (
            "seeker",
            "name || name_key || profile || COALESCE(phone, '') || COALESCE(email, '') || COALESCE(consent_note, '')",
        ),
        ("application", "message || answers"),
        ("candidate_invitation", "message"),
    ] {
        for text in world.texts(&format!("SELECT {columns} FROM {table}")).await {
            for trace in ["李", "138", "example", "会", "当面", "护工"] {
                assert!(!text.contains(trace), "{table}: {text}");
            }
        }
    }
    let state = async |id: &str| world.texts(&format!("SELECT state FROM application WHERE id = '{id}'")).await;
    assert_eq!((state(&open).await, state(&ended).await), (vec!["withdrawn".to_owned()], vec!["refused".to_owned()]));
    assert_eq!(world.number("SELECT COUNT(*) FROM seeker_consent WHERE withdrawn_at IS NULL").await, 0);
    let mails = world.take_jobs().await;
    assert_eq!(mails.len(), 2, "{mails:?}");
    assert!(mails.iter().all(|job| matches!(job, Job::MailApplicationWithdrawn(_))));
}
