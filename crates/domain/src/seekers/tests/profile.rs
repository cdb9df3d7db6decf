//! One's own profile: created once, saved by version, seen by nobody else.

use crate::accounts::values::Role;
use crate::changes::{self, Change};
use crate::ids::SeekerId;
use crate::seekers::policy::{ActForSeeker, AssistSeekers, DecideForSeeker};
use crate::seekers::values::{Source, Visibility};
use crate::seekers::{assist, read, write};
use crate::testing::{World, refusal};
use crate::{Actor, Code, Grant};
use magpie_terms::{Person, PersonInput, Profile, ProfileInput};

pub(super) async fn own(world: &World, actor: &Actor) -> SeekerId {
    let grant = world.grant(actor, ()).await;
    write::create_own(&world.db, &grant).await.expect("a profile")
}

pub(super) fn named(name: &str, phone: &str, email: &str) -> Person {
    Person::parse(&PersonInput { name: name.into(), phone: phone.into(), email: email.into() }).expect("a person")
}

pub(super) fn wishing(titles: &str) -> Profile {
    Profile::parse(&ProfileInput { desired_titles: titles.into(), ..ProfileInput::default() }).expect("a profile")
}

pub(super) async fn registered(world: &World, adviser: &Actor, person: &Person, titles: &str) -> SeekerId {
    let grant = world.grant::<AssistSeekers>(adviser, ()).await;
    let note = "本人在服务站当面同意";
    assist::create(&world.db, &grant, person, &wishing(titles), note, Source::Adviser).await.expect("a profile")
}

#[tokio::test]
async fn an_account_has_one_profile_and_nobody_sees_it_yet() {
    let world = World::open().await;
    let li = world.seeker("li").await;
    assert_eq!(read::own_id(&world.db, &li).await.expect("an answer"), None);
    let id = own(&world, &li).await;
    assert_eq!(read::own_id(&world.db, &li).await.expect("an answer"), Some(id));
    let grant = world.grant(&li, ()).await;
    assert_eq!(refusal(write::create_own(&world.db, &grant).await), Some(Code::ProfileExists));
    let detail = read::profile(&world.db, &world.grant::<ActForSeeker>(&li, id).await).await.expect("a profile");
    assert_eq!((detail.own, detail.decides, detail.visibility), (true, true, Visibility::Nobody));
    assert_eq!(detail.person, PersonInput { name: "li".into(), phone: String::new(), email: "li@example.org".into() });
    let last = changes::since(&world.db, 0, 100).await.expect("a log").pop().expect("an entry");
    assert_eq!(last.change, Change::SeekerChanged(id));
    for role in [Role::Seeker, Role::Adviser, Role::Organizer, Role::Administrator] {
        let other = world.person(role.code(), role).await;
        assert_eq!(refusal(Grant::<ActForSeeker>::ask(&world.db, &other, id).await), Some(Code::NotFound), "{role}");
        assert_eq!(refusal(Grant::<DecideForSeeker>::ask(&world.db, &other, id).await), Some(Code::NotFound), "{role}");
    }
}

#[tokio::test]
async fn a_save_in_between_is_a_conflict_and_not_lost() {
    let world = World::open().await;
    let li = world.seeker("li").await;
    let grant = world.grant::<ActForSeeker>(&li, own(&world, &li).await).await;
    let save = async |profile: &Profile, version| write::save(&world.db, &grant, profile, version, Source::Form).await;
    save(&wishing("护工"), 1).await.expect("saved");
    assert_eq!(refusal(save(&wishing("司机"), 1).await), Some(Code::ProfileChangedMeanwhile));
    let (cook, driver) = (wishing("厨师"), wishing("司机"));
    let (a, b) = tokio::join!(save(&cook, 2), save(&driver, 2));
    assert!(a.is_ok() != b.is_ok(), "of two clicks one wins");
    let person = named("李秀英", "138 0000 0000", "");
    assert_eq!(
        refusal(write::save_person(&world.db, &grant, &person, 2, Source::Form).await),
        Some(Code::ProfileChangedMeanwhile)
    );
    write::save_person(&world.db, &grant, &person, 3, Source::Form).await.expect("saved");
    let before = world.row_counts().await;
    write::save_person(&world.db, &grant, &person, 4, Source::Form).await.expect("nothing to do");
    assert_eq!(world.row_counts().await, before, "what did not change is not recorded");
    let detail = read::profile(&world.db, &grant).await.expect("a profile");
    assert_eq!((detail.version, detail.person.phone.as_str()), (4, "138 0000 0000"));
    let fields = world.texts("SELECT fields FROM seeker_entry ORDER BY at, id").await;
    assert_eq!(fields, ["name,email", "desired_titles", "desired_titles", "name,phone,email"]);
}
