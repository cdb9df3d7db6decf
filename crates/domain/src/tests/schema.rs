//! The schema and the rows agree, on both databases.

use crate::accounts::entity::{account, failure, session, sign_up};
use crate::alerts::entity::{alert, delivery, sent};
use crate::applications::entity::{application, event, invitation as candidate_invitation, note, question};
use crate::db::audit;
use crate::employers::entity::{employer, invitation, member};
use crate::postings::entity::{posting, version};
use crate::seekers::entity::{block, consent, distinct, entry, merge, seeker};
use crate::testing::{TABLES, World, options};
use crate::{Db, changes, imports, jobs};
use sea_orm::prelude::*;
use sea_orm::{ActiveModelBehavior, IntoActiveModel, Iterable};
use std::collections::{BTreeMap, BTreeSet};

fn columns<E: EntityTrait>() -> (String, BTreeSet<String>) {
    let names = E::Column::iter().map(|column| IdenStatic::as_str(&column).to_owned()).collect();
    (E::default().table_name().to_owned(), names)
}

#[tokio::test]
async fn tables_have_the_columns_of_their_entities_and_no_others() {
    let world = World::open().await;
    let entities: BTreeMap<String, BTreeSet<String>> = [
        columns::<account::Entity>(),
        columns::<sign_up::Entity>(),
        columns::<session::Entity>(),
        columns::<failure::Entity>(),
        columns::<employer::Entity>(),
        columns::<member::Entity>(),
        columns::<invitation::Entity>(),
        columns::<posting::Entity>(),
        columns::<version::Entity>(),
        columns::<seeker::Entity>(),
        columns::<entry::Entity>(),
        columns::<block::Entity>(),
        columns::<consent::Entity>(),
        columns::<merge::Entity>(),
        columns::<distinct::Entity>(),
        columns::<question::Entity>(),
        columns::<application::Entity>(),
        columns::<event::Entity>(),
        columns::<note::Entity>(),
        columns::<candidate_invitation::Entity>(),
        columns::<alert::Entity>(),
        columns::<sent::Entity>(),
        columns::<delivery::Entity>(),
        columns::<imports::entity::Entity>(),
        columns::<changes::entity::Entity>(),
        columns::<jobs::entity::Entity>(),
        columns::<audit::Entity>(),
    ]
    .into();
    let listing = if world.is_sqlite() {
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    } else {
        "SELECT table_name::text FROM information_schema.tables WHERE table_schema = 'public'"
    };
    let mut tables = BTreeMap::new();
    for table in world.texts(listing).await {
        let listing = if world.is_sqlite() {
            format!("SELECT name FROM pragma_table_info('{table}')")
        } else {
            format!("SELECT column_name::text FROM information_schema.columns WHERE table_name = '{table}'")
        };
        tables.insert(table, world.texts(&listing).await.into_iter().collect::<BTreeSet<_>>());
    }
    tables.remove("seaql_migrations");
    assert_eq!(tables, entities);
    assert!(tables.keys().map(String::as_str).eq(TABLES));
    for unlawful in ["sex", "gender", "age", "min_age", "max_age", "marriage", "household", "ethnicity", "height"] {
        assert!(tables.values().all(|columns| !columns.contains(unlawful)), "{unlawful}");
    }
}

async fn round_trip<E, A>(db: &Db, row: E::Model)
where
    E: EntityTrait<ActiveModel = A>,
    E::Model: IntoActiveModel<A> + PartialEq + Clone + std::fmt::Debug + Sync,
    A: ActiveModelTrait<Entity = E> + ActiveModelBehavior + Send,
{
    let key = row.get_primary_key_value();
    E::insert(row.clone().into_active_model().reset_all()).exec_without_returning(db.read()).await.expect("written");
    let found = E::find().filter(key_is::<E>(key)).one(db.read()).await.expect("read").expect("there");
    assert_eq!(found, row);
}

fn key_is<E: EntityTrait>(key: sea_orm::sea_query::ValueTuple) -> sea_orm::sea_query::SimpleExpr {
    let column = E::PrimaryKey::iter().next().expect("a key").into_column();
    column.eq(key.into_iter().next().expect("a value"))
}

fn text(name: &str) -> String {
    format!("{name} 文字 '\"%_\\ 🐦")
}

#[tokio::test]
#[expect(clippy::too_many_lines, reason = "one row of every table")]
async fn every_row_comes_back_as_it_was_written() {
    let world = World::open().await;
    let db = &world.db;
    let (big, some) = (i64::MAX, || Some(text("some")));
    for (n, full) in [("1", true), ("2", false)] {
        let id = |kind: &str| format!("{kind}{n}");
        let maybe = || if full { some() } else { None };
        let number = || full.then_some(big);
        let account = account::Model {
            id: id("account"),
            email: id("email"),
            password_hash: text("hash"),
            display_name: text("name"),
            locale: text("locale"),
            role: text("role"),
            created_at: big,
        };
        round_trip::<account::Entity, _>(db, account).await;
        let row = sign_up::Model {
            id: id("sign_up"),
            email: text("email"),
            password_hash: text("hash"),
            display_name: text("name"),
            locale: text("locale"),
            token_hash: maybe(),
            expires_at: -1,
            created_at: big,
        };
        round_trip::<sign_up::Entity, _>(db, row).await;
        let row = session::Model {
            id: id("session"),
            token_hash: id("hash"),
            account_id: id("account"),
            user_agent: text("agent"),
            created_at: 0,
            last_seen_at: big,
            expires_at: i64::MIN,
        };
        round_trip::<session::Entity, _>(db, row).await;
        round_trip::<failure::Entity, _>(db, failure::Model { id: id("failure"), key: text("key"), at: big }).await;
        let row = employer::Model {
            id: id("employer"),
            name: text("name"),
            name_key: text("key"),
            credit_code: maybe(),
            claimed_code: maybe(),
            industry: maybe(),
            size: maybe(),
            district: maybe(),
            address: text("address"),
            description: text("description"),
            contact_name: maybe(),
            contact_phone: maybe(),
            contact_email: maybe(),
            state: text("state"),
            trusted: full,
            refusal_reason: maybe(),
            created_at: big,
            updated_at: big,
            decided_at: number(),
            decided_by: maybe(),
        };
        round_trip::<employer::Entity, _>(db, row).await;
        let row = member::Model {
            id: id("member"),
            employer_id: id("employer"),
            account_id: id("account"),
            role: text("role"),
            created_at: big,
        };
        round_trip::<member::Entity, _>(db, row).await;
        let row = invitation::Model {
            id: id("invitation"),
            employer_id: id("employer"),
            email: text("email"),
            role: text("role"),
            locale: text("locale"),
            token_hash: maybe(),
            invited_by: text("by"),
            created_at: big,
            expires_at: big,
        };
        round_trip::<invitation::Entity, _>(db, row).await;
        let row = posting::Model {
            id: id("posting"),
            employer_id: id("employer"),
            state: text("state"),
            version: big,
            title: text("title"),
            occupation: maybe(),
            headcount: big,
            pay_min_fen: number(),
            pay_max_fen: number(),
            pay_period: maybe(),
            pay_months: number(),
            education: text("education"),
            education_full_time: full,
            experience_min: big,
            experience_max: number(),
            graduates: !full,
            district: text("district"),
            address: text("address"),
            employment_type: text("type"),
            shift: maybe(),
            benefits: "a\nb".into(),
            skills: String::new(),
            description: text("description"),
            valid_through: text("day"),
            expires_at: big,
            created_at: big,
            updated_at: big,
            published_at: number(),
            reminded_at: number(),
            refusal_reason: maybe(),
            import_batch_id: maybe(),
            import_key: maybe(),
            content_hash: maybe(),
        };
        round_trip::<posting::Entity, _>(db, row).await;
        let row = version::Model {
            id: id("version"),
            posting_id: id("posting"),
            version: big,
            content: text("content"),
            published_at: big,
            published_by: maybe(),
        };
        round_trip::<version::Entity, _>(db, row).await;
        let row = imports::entity::Model {
            id: id("batch"),
            employer_id: maybe(),
            account_id: maybe(),
            file_name: text("name"),
            file_hash: text("hash"),
            file: full.then(|| vec![0, 255, 39, 92]),
            mapping: text("mapping"),
            state: text("state"),
            report: text("report"),
            created_at: big,
            finished_at: number(),
            published_at: number(),
        };
        round_trip::<imports::entity::Entity, _>(db, row).await;
        let row =
            changes::entity::Model { seq: 7 + i64::from(full), kind: text("kind"), subject: text("subject"), at: big };
        round_trip::<changes::entity::Entity, _>(db, row).await;
        let row = jobs::entity::Model {
            id: id("job"),
            kind: text("kind"),
            subject: text("subject"),
            run_at: big,
            attempts: big,
            locked_until: number(),
            state: text("state"),
            last_error: maybe(),
            created_at: big,
        };
        round_trip::<jobs::entity::Entity, _>(db, row).await;
        let row = audit::Model {
            id: id("audit"),
            at: big,
            account_id: maybe(),
            actor: text("actor"),
            action: text("action"),
            subject: text("subject"),
            detail: text("detail"),
        };
        round_trip::<audit::Entity, _>(db, row).await;
    }
}

#[tokio::test]
async fn opening_again_and_by_two_nodes_at_once_changes_nothing() {
    let world = World::open().await;
    world.seeker("li").await;
    let before = world.row_counts().await;
    let (options, clock) = (options(&world.url), world.db.clock());
    let (a, b) = tokio::join!(Db::open(&options, clock.clone()), Db::open(&options, clock.clone()));
    assert!(a.is_ok() && b.is_ok());
    assert_eq!(world.row_counts().await, before);
    assert_eq!(world.db.is_shared(), !world.is_sqlite());
    world.db.ping().await.expect("an answer");
}
