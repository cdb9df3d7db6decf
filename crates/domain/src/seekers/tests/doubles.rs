//! Persons of advisers: registered, searched, found twice.

use crate::accounts::values::Role;
use crate::ids::SeekerId;
use crate::seekers::assist::{self, PAGE};
use crate::seekers::doubles::{Double, Likeness, found, mark_distinct, of};
use crate::seekers::policy::{ActForSeeker, AssistSeekers};
use crate::seekers::tests::profile::{named, own, registered};
use crate::seekers::values::Source;
use crate::seekers::write;
use crate::testing::{World, refusal};
use crate::{Code, Error, Grant};
use magpie_terms::Profile;

fn ids(doubles: &[Double]) -> Vec<(SeekerId, SeekerId)> {
    doubles.iter().map(|double| (double.first.id, double.second.id)).collect()
}

#[tokio::test]
async fn without_a_word_on_consent_nobody_is_registered() {
    let world = World::open().await;
    let adviser = world.person("adviser", Role::Adviser).await;
    let grant = world.grant::<AssistSeekers>(&adviser, ()).await;
    let before = world.row_counts().await;
    let person = named("王奶奶", "", "");
    let made = assist::create(&world.db, &grant, &person, &Profile::default(), " 是 ", Source::Adviser).await;
    assert!(matches!(made, Err(Error::Invalid(_))));
    assert_eq!(world.row_counts().await, before);
}

#[tokio::test]
async fn persons_are_found_by_name_and_by_number() {
    let world = World::open().await;
    let adviser = world.person("adviser", Role::Adviser).await;
    let grant = world.grant::<AssistSeekers>(&adviser, ()).await;
    let li = registered(&world, &adviser, &named("李 秀英", "138 0000 1111", ""), "护工").await;
    let wei = registered(&world, &adviser, &named("Wei LI", "", "wei@example.org"), "司机").await;
    own(&world, &world.seeker("李秀英").await).await;
    let search = async |filter: &str| {
        let (rows, total) = assist::list(&world.db, &grant, filter, 1).await.expect("a list");
        assert_eq!(rows.len() as u64, total);
        rows.iter().map(|row| row.id).collect::<Vec<_>>()
    };
    assert_eq!(search("李秀英").await, [li], "nobody who did not ask for help");
    assert_eq!(search("wei li").await, [wei]);
    assert_eq!(search("0000-1111").await, [li]);
    assert_eq!(search("+86 13800001111").await, [li]);
    assert_eq!(search("138").await, [], "three digits are too few");
    assert_eq!(search("%").await, []);
    let rows = assist::list(&world.db, &grant, "秀英", 1).await.expect("a list").0;
    assert_eq!((rows[0].titles.as_slice(), rows[0].complete), (["护工".to_owned()].as_slice(), 25));
    for n in 0..PAGE {
        registered(&world, &adviser, &named(&format!("人{n}"), "", ""), "").await;
    }
    let (rows, total) = assist::list(&world.db, &grant, "", 2).await.expect("a list");
    assert_eq!((rows.len() as u64, total), (2, PAGE + 2));
    assert_eq!(assist::list(&world.db, &grant, "", 9000).await.expect("a list").0, []);
}

#[tokio::test]
async fn doubles_are_found_by_number_address_and_name_with_wishes() {
    let world = World::open().await;
    let adviser = world.person("adviser", Role::Adviser).await;
    let grant = world.grant::<AssistSeekers>(&adviser, ()).await;
    let a = registered(&world, &adviser, &named("李秀英", "138 0000 1111", "li@example.org"), "养老护理员").await;
    let b = registered(&world, &adviser, &named("李秀英", "+8613800001111", "LI@example.org"), "护理员").await;
    let c = registered(&world, &adviser, &named("李 秀英", "", ""), "护理员").await;
    registered(&world, &adviser, &named("李秀英", "", ""), "卡车司机").await;
    let (doubles, total) = found(&world.db, &grant, 1).await.expect("doubles");
    assert_eq!((total, ids(&doubles)), (3, vec![(a, b), (a, c), (b, c)]));
    assert_eq!(doubles[0].because, Likeness::ALL);
    assert_eq!(doubles[1].because, [Likeness::Name]);
    assert_eq!(ids(&of(&world.db, &grant, b).await.expect("doubles")), [(a, b), (b, c)]);
    let (x, y) = tokio::join!(mark_distinct(&world.db, &grant, c, a), mark_distinct(&world.db, &grant, a, c));
    assert!(x.is_ok() && y.is_ok());
    assert_eq!(ids(&found(&world.db, &grant, 1).await.expect("doubles").0), [(a, b), (b, c)]);
    assert_eq!(refusal(mark_distinct(&world.db, &grant, a, a).await), Some(Code::NotFound));
}

#[tokio::test]
async fn who_has_an_account_and_asked_nobody_is_shown_masked_and_only_by_contact() {
    let world = World::open().await;
    let adviser = world.person("adviser", Role::Adviser).await;
    let grant = world.grant::<AssistSeekers>(&adviser, ()).await;
    let li = world.seeker("李秀英").await;
    let account = own(&world, &li).await;
    let act = world.grant::<ActForSeeker>(&li, account).await;
    let kept = registered(&world, &adviser, &named("李秀英", "138 0000 1111", ""), "").await;
    assert_eq!(found(&world.db, &grant, 1).await.expect("doubles").1, 0, "a name alone shows nobody");
    assert_eq!(refusal(mark_distinct(&world.db, &grant, account, kept).await), Some(Code::NotFound));
    let person = named("李秀英", "13800001111", "secret@example.org");
    write::save_person(&world.db, &act, &person, 1, Source::Form).await.expect("saved");
    let (doubles, _) = found(&world.db, &grant, 1).await.expect("doubles");
    assert_eq!(ids(&doubles), [(account, kept)]);
    let first = &doubles[0].first;
    assert_eq!((first.name.as_str(), &first.phone, &first.email), ("李**", &None, &None));
    assert!(doubles[0].can_keep_first() && !doubles[0].can_keep_second());
    assert_eq!(refusal(Grant::<ActForSeeker>::ask(&world.db, &adviser, account).await), Some(Code::NotFound));
    // A number that a whole station shares tells nothing.
    for n in 0..20 {
        registered(&world, &adviser, &named(&format!("人{n}"), "01012345678", ""), "").await;
    }
    assert_eq!(ids(&found(&world.db, &grant, 1).await.expect("doubles").0), [(account, kept)]);
}
