//! How SQLite finds what is public: never by walking through all of it.
//!
//! Without statistics its planner prefers whatever looks like an equality, so that one careless condition makes every
//! page cost as much as the whole table. The forms tried here are those of `public`.

use crate::employers::entity::employer;
use crate::postings::entity::posting;
use crate::postings::public::visible;
use crate::postings::values::PostingState;
use crate::testing::World;
use sea_orm::prelude::*;
use sea_orm::{DbBackend, QueryOrder, QuerySelect, QueryTrait};

#[tokio::test]
async fn ids_employer_and_order_choose_the_index() {
    let world = World::open().await;
    if !world.is_sqlite() {
        // PostgreSQL keeps statistics and decides by them.
        return;
    }
    let all = posting::Entity::find().find_also_related(employer::Entity).filter(visible(&world.db));
    let cases = [
        ("cards", all.clone().filter(posting::Column::Id.is_in(["a", "b"])), "sqlite_autoindex_posting_1 (id=?)"),
        (
            "after",
            all.clone().filter(posting::Column::Id.gt("a")).order_by_asc(posting::Column::Id).limit(1000),
            "sqlite_autoindex_posting_1 (id>?)",
        ),
        (
            "newest",
            all.clone()
                .filter(posting::Column::State.eq(PostingState::Published.code()))
                .order_by_desc(posting::Column::PublishedAt)
                .order_by_desc(posting::Column::Id)
                .limit(20),
            "posting_state_published_at_id (state=?)",
        ),
        (
            "of an employer",
            all.filter(posting::Column::EmployerId.eq("a")).order_by_desc(posting::Column::PublishedAt).limit(20),
            "(employer_id=?)",
        ),
    ];
    for (what, query, index) in cases {
        let sql = format!("EXPLAIN QUERY PLAN {}", query.build(DbBackend::Sqlite));
        let rows = world.db.read().query_all_raw(sea_orm::Statement::from_string(DbBackend::Sqlite, sql)).await;
        let plan: Vec<String> =
            rows.expect("a plan").iter().map(|row| row.try_get_by_index(3).expect("a step")).collect();
        assert!(plan[0].starts_with("SEARCH posting") && plan[0].contains(index), "{what}: {plan:?}");
        assert!(plan[1].contains("sqlite_autoindex_employer_1 (id=?)"), "{what}: {plan:?}");
        assert!(what == "of an employer" || plan.len() == 2, "{what} sorts: {plan:?}");
    }
}
