//! Roles: who gives them, and that they hold at once.

use crate::Code;
use crate::accounts::policy::Administer;
use crate::accounts::sessions::authenticate;
use crate::accounts::sign_in::sign_in;
use crate::accounts::values::{Role, SignUpContent, SignUpInput};
use crate::accounts::write::{add_with_role, give_role};
use crate::ids::AccountId;
use crate::testing::{World, account, refusal};

#[tokio::test]
async fn a_new_role_ends_the_old_sessions() {
    let world = World::open().await;
    let admin = world.person("admin", Role::Administrator).await;
    let li = world.person("li", Role::Organizer).await;
    let (token, _) = world.session(account(&li)).await;
    let grant = world.grant::<Administer>(&admin, ()).await;
    give_role(&world.db, &grant, account(&li), Role::Seeker).await.expect("a change");
    assert!(authenticate(&world.db, &token).await.expect("an answer").is_none());
    assert_eq!(world.session(account(&li)).await.1.role(), Role::Seeker);
}

#[tokio::test]
async fn an_administrator_keeps_the_own_role_and_finds_no_strangers() {
    let world = World::open().await;
    let admin = world.person("admin", Role::Administrator).await;
    let grant = world.grant::<Administer>(&admin, ()).await;
    let before = world.row_counts().await;
    assert_eq!(refusal(give_role(&world.db, &grant, account(&admin), Role::Seeker).await), Some(Code::OwnRole));
    assert_eq!(refusal(give_role(&world.db, &grant, AccountId::new(), Role::Seeker).await), Some(Code::NotFound));
    assert_eq!(world.row_counts().await, before);
}

#[tokio::test]
async fn the_command_line_makes_an_administrator_of_anyone() {
    let world = World::open().await;
    let li = world.seeker("li").await;
    let (token, _) = world.session(account(&li)).await;
    let content = |email: &str| {
        let input = SignUpInput {
            email: email.into(),
            display_name: "新管理员".into(),
            password: "another password".into(),
            locale: None,
        };
        SignUpContent::parse(input).expect("valid")
    };
    let system = &world.system;
    let known = add_with_role(&world.db, system, content("LI@example.org"), Role::Administrator).await.expect("known");
    assert_eq!(known, account(&li));
    assert!(authenticate(&world.db, &token).await.expect("an answer").is_none(), "the old password's sessions end");
    add_with_role(&world.db, system, content("new@example.org"), Role::Administrator).await.expect("new");
    for email in ["li@example.org", "new@example.org"] {
        let token = sign_in(&world.db, email, &"another password".into(), "10.0.0.1", "").await.expect(email);
        let actor = authenticate(&world.db, &token).await.expect("an answer").expect("an actor");
        assert_eq!(actor.role(), Role::Administrator);
    }
}
