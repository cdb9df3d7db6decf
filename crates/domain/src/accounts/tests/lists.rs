//! The administrator's list of accounts.

use crate::accounts::policy::Administer;
use crate::accounts::read::list;
use crate::accounts::values::Role;
use crate::testing::World;

#[tokio::test]
async fn staff_come_first_and_a_filter_is_taken_literally() {
    let world = World::open().await;
    for (name, role) in [
        ("li_lei", Role::Seeker),
        ("adviser", Role::Adviser),
        ("lixlei", Role::Seeker),
        ("han%mei", Role::Seeker),
        ("admin", Role::Administrator),
    ] {
        world.person(name, role).await;
        world.pass(1);
    }
    let grant = world.of_system::<Administer>(());
    let cases: [(&str, &[&str]); 9] = [
        ("", &["admin", "adviser", "han%mei", "lixlei", "li_lei"]),
        ("ADMIN", &["admin"]),
        (" li_lei@example ", &["li_lei"]),
        ("li%lei", &[]),
        ("n%m", &["han%mei"]),
        ("|", &[]),
        ("\\", &[]),
        ("'", &[]),
        ("han\0", &["han%mei"]),
    ];
    for (filter, names) in cases {
        let (rows, total) = list(&world.db, &grant, filter, 1).await.expect("a list");
        assert_eq!(rows.iter().map(|row| row.display_name.as_str()).collect::<Vec<_>>(), names, "{filter:?}");
        assert_eq!(total as usize, names.len());
    }
    for page in [2, 1 << 60, u64::MAX] {
        let (rows, total) = list(&world.db, &grant, "", page).await.expect("an empty page");
        assert_eq!((rows.len(), total), (0, 5), "{page}");
    }
}
