//! Throw-away measurement.
use crate::employers::write::{MadeUpEmployer, add_made_up};
use crate::employers::values::EmployerState;
use crate::postings::made_up::{MadeUpPosting, add};
use crate::postings::public;
use crate::postings::values::PostingState;
use crate::testing::*;
use magpie_terms::Moment;
use std::time::Instant;

#[tokio::test]
#[ignore]
async fn measure() {
    let world = World::open().await;
    let employers: Vec<_> = (0..300).map(|n| MadeUpEmployer { content: employer(&format!("公司{n}")), state: if n % 20 == 0 { EmployerState::Unverified } else { EmployerState::Approved }, trusted: true, refusal_reason: None, members: vec![] }).collect();
    let ids = add_made_up(&world.db, &world.system, employers).await.unwrap();
    let now = world.db.now();
    let content = world.posting("岗位名称测试");
    let mut n = 0i64;
    for _ in 0..24 {
        let some: Vec<_> = (0..5000).map(|_| { n += 1; MadeUpPosting { employer: ids[(n % 300) as usize], content: content.clone(), state: match n % 20 { 0 => PostingState::Closed, 1 => PostingState::Expired, 2 => PostingState::InReview, _ => PostingState::Published }, at: Moment(now.0 - n * 7 % 8_000_000) } }).collect();
        add(&world.db, &world.system, &some, false).await.unwrap();
    }
    for round in 0..3 {
        macro_rules! time { ($name:literal, $e:expr) => {{ let t = Instant::now(); let r = $e; println!("{round} {} {:?}", $name, t.elapsed()); r }} }
        time!("figures", public::figures(&world.db).await.unwrap());
        time!("newest 20", public::newest(&world.db, 20).await.unwrap());
        time!("of_employer p1", public::of_employer(&world.db, ids[5], 1, 20).await.unwrap());
        let first = time!("after none 1000", public::after(&world.db, None, 1000).await.unwrap());
        let mid = time!("after mid 1000", public::after(&world.db, first.last().map(|p| p.id), 1000).await.unwrap());
        time!("ids_after 1000", public::ids_after(&world.db, mid.last().map(|p| p.id), 1000).await.unwrap());
        let t: Vec<String> = ids.iter().take(24).map(|i| i.to_string()).collect();
        time!("counts 24", public::counts_by_employer(&world.db, &t).await.unwrap());
        time!("review queue", crate::postings::read::queue(&world.db, &world.of_system(()), 1).await.unwrap());
        time!("own list", crate::postings::read::own(&world.db, &world.of_system(ids[5]), None, 1).await.unwrap());
        time!("own counts", crate::postings::read::own_counts(&world.db, &world.of_system(ids[5])).await.unwrap());
        time!("expire_due none", crate::postings::lifecycle::expire_due(&world.db, &world.system).await.unwrap());
        time!("remind_due none", crate::postings::lifecycle::remind_due(&world.db, &world.system).await.unwrap());
        time!("cards 20", public::cards(&world.db, &first[..20].iter().map(|p| p.id).collect::<Vec<_>>()).await.unwrap());
        time!("employer list", crate::employers::public::list(&world.db, "", 1).await.unwrap());
        time!("employer queue", crate::employers::read::queue(&world.db, &world.of_system(()), EmployerState::Waiting, 1).await.unwrap());
        if round == 1 { if world.is_sqlite() { } else { world.run("ANALYZE").await; } }
    }
    if world.is_sqlite() { for sql in ["SELECT sqlite_version()",
"EXPLAIN QUERY PLAN SELECT posting.*,employer.* FROM posting LEFT JOIN employer ON posting.employer_id=employer.id WHERE posting.state || '' = 'published' AND posting.expires_at + 0 > 5 AND employer.state IN ('approved','unverified') AND posting.id>'0' ORDER BY posting.id LIMIT 1000",
"EXPLAIN QUERY PLAN SELECT posting.id,posting.updated_at FROM posting LEFT JOIN employer ON posting.employer_id=employer.id WHERE posting.state || '' = 'published' AND posting.expires_at + 0 > 5 AND employer.state IN ('approved','unverified') AND posting.id>'0' ORDER BY posting.id LIMIT 1000",
"EXPLAIN QUERY PLAN SELECT posting.id,posting.updated_at FROM posting LEFT JOIN employer ON posting.employer_id=employer.id WHERE posting.state || '' = 'published' AND posting.expires_at + 0 > 5 AND employer.state || '' IN ('approved','unverified') AND posting.id>'0' ORDER BY posting.id LIMIT 1000",
"EXPLAIN QUERY PLAN SELECT posting.id,posting.updated_at FROM posting LEFT JOIN employer ON posting.employer_id=employer.id WHERE posting.state || '' = 'published' AND posting.expires_at + 0 > 5 AND COALESCE(employer.state,'') IN ('approved','unverified') AND posting.id>'0' ORDER BY posting.id LIMIT 1000",
"EXPLAIN QUERY PLAN SELECT posting.*, employer.* FROM posting LEFT JOIN employer ON posting.employer_id=employer.id WHERE posting.state || '' = 'published' AND posting.expires_at + 0 > 5 AND COALESCE(employer.state,'') IN ('approved','unverified') AND posting.id>'0' ORDER BY posting.id LIMIT 1000",
"EXPLAIN QUERY PLAN SELECT posting.*, employer.* FROM posting LEFT JOIN employer ON posting.employer_id=employer.id WHERE posting.state='published' AND posting.state || '' = 'published' AND posting.expires_at + 0 > 5 AND COALESCE(employer.state,'') IN ('approved','unverified') ORDER BY posting.published_at DESC, posting.id DESC LIMIT 20",
"EXPLAIN QUERY PLAN SELECT posting.*, employer.* FROM posting LEFT JOIN employer ON posting.employer_id=employer.id WHERE posting.state='published' AND posting.state || '' = 'published' AND posting.expires_at + 0 > 5 AND employer.state IN ('approved','unverified') ORDER BY posting.published_at DESC, posting.id DESC LIMIT 20",
"EXPLAIN QUERY PLAN SELECT posting.*, employer.* FROM posting LEFT JOIN employer ON posting.employer_id=employer.id WHERE posting.state || '' = 'published' AND posting.expires_at + 0 > 5 AND COALESCE(employer.state,'') IN ('approved','unverified') AND posting.id IN ('1','2')",
"EXPLAIN QUERY PLAN SELECT posting.*, employer.* FROM posting LEFT JOIN employer ON posting.employer_id=employer.id WHERE posting.state || '' = 'published' AND posting.expires_at + 0 > 5 AND COALESCE(employer.state,'') IN ('approved','unverified') AND posting.employer_id='1' ORDER BY posting.published_at DESC, posting.id DESC LIMIT 20",
] { use sea_orm::ConnectionTrait; let rows = world.db.read().query_all_raw(sea_orm::Statement::from_string(sea_orm::DbBackend::Sqlite, sql)).await.unwrap(); println!("{}", &sql[..sql.len().min(90)]); for r in rows { println!("   9 {:?}", r.try_get_by_index::<String>(3).or_else(|_| r.try_get_by_index::<String>(0))); } } }
    if let Some(path) = world.url.strip_prefix("sqlite:") { std::fs::copy(path, "/tmp/keep/magpie.db").unwrap(); }
}
