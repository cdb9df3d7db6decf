//! Many made-up seekers at once.

use crate::changes;
use crate::seekers::made_up::{self, MadeUpSeeker};
use crate::seekers::matching;
use crate::seekers::values::Visibility;
use crate::testing::{World, account};
use magpie_terms::{Profile, ProfileInput};

fn seekers(count: usize, template: &MadeUpSeeker) -> Vec<MadeUpSeeker> {
    (0..count).map(|number| MadeUpSeeker { name: format!("测试{number}"), ..template.clone() }).collect()
}

#[tokio::test]
async fn more_than_a_statement_holds_come_in_in_order_and_are_logged_only_where_asked() {
    let world = World::open().await;
    let input =
        ProfileInput { desired_titles: "保安、看大门".into(), pay_min: "4500".into(), ..Default::default() };
    let template = MadeUpSeeker {
        account: None,
        name: String::new(),
        phone: Some("+86 138-0000-1234".to_owned()),
        email: None,
        profile: Profile::parse(&input).expect("a valid profile"),
        visibility: Visibility::Verified,
        assisted: true,
        keeper: Some(account(&world.seeker("adviser").await)),
        consent_note: Some("当面同意".to_owned()),
    };
    let before = changes::head(&world.db).await.expect("a head");
    let quiet = made_up::add(&world.db, &world.system, &seekers(1_201, &template), false).await.expect("written");
    assert_eq!(changes::head(&world.db).await.expect("a head"), before);
    let loud = made_up::add_made_up(&world.db, &world.system, seekers(3, &template)).await.expect("written");
    assert_eq!(changes::since(&world.db, before, 10).await.expect("changes").len(), 3);
    assert_eq!((quiet.len(), loud.len()), (1_201, 3));
    let found = matching::of(&world.db, &world.system, &[quiet[0], quiet[700], quiet[1_200]]).await.expect("found");
    assert_eq!(found.profiles.len(), 3);
    assert!(found.profiles.iter().all(|one| one.profile == template.profile));
    let name = |id: crate::ids::SeekerId| format!("SELECT name FROM seeker WHERE id = '{id}'");
    assert_eq!(world.texts(&name(quiet[1_200])).await, ["测试1200"]);
    assert_eq!(world.number("SELECT count(*) FROM seeker WHERE phone_key = '13800001234'").await, 1_204);
    let entries = "SELECT count(*) FROM seeker_entry WHERE by_role = 'adviser' AND fields = 'desired_titles,pay_min'";
    assert_eq!(world.number(entries).await, 1_204);
}
