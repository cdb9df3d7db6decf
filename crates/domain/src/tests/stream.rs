//! Who applies the stream's answers in order holds the same postings as the site, whatever was done in between.

use crate::employers;
use crate::employers::policy::ReviewEmployer;
use crate::ids::{EmployerId, PostingId};
use crate::imports::policy::PublishBatch;
use crate::imports::testing::{changed, file, row};
use crate::imports::write as imports;
use crate::postings::public::{self, Posting};
use crate::postings::stream::{Event, since};
use crate::postings::write;
use crate::postings::{lifecycle, read};
use crate::testing::{World, employer_with_code, refusal};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// A reader of the stream with what it holds.
#[derive(Default)]
struct Follower {
    cursor: i64,
    held: BTreeMap<PostingId, Posting>,
}

impl Follower {
    async fn follow(&mut self, world: &World, limit: u64) {
        loop {
            let (events, next, more) = since(&world.db, self.cursor, limit).await.expect("events");
            let mut in_answer = Vec::new();
            for event in events {
                let id = match event {
                    Event::Added(posting) | Event::Changed(posting) => {
                        let id = posting.id;
                        self.held.insert(id, *posting);
                        id
                    }
                    Event::Removed(id) => {
                        self.held.remove(&id);
                        id
                    }
                };
                assert!(!in_answer.contains(&id), "twice in one answer");
                in_answer.push(id);
            }
            self.cursor = next;
            if !more {
                return;
            }
        }
    }
}

struct Scene {
    world: World,
    trusted: EmployerId,
    waiting: EmployerId,
    code: String,
    postings: Vec<PostingId>,
    imported: u32,
}

/// One command of many, on one of the postings; whether it is allowed does not matter here.
async fn step(scene: &mut Scene, command: u8, which: usize) {
    let world = &scene.world;
    let db = &world.db;
    let id = scene.postings.get(which % scene.postings.len().max(1)).copied();
    let Some(id) = id.filter(|_| command > 2) else {
        let by = if which.is_multiple_of(3) { scene.waiting } else { scene.trusted };
        let id = write::create(db, &world.of_system(by), &world.posting("岗位")).await.expect("a draft");
        scene.postings.push(id);
        let _ = refusal(write::publish(db, &world.edit(id)).await);
        return;
    };
    let version = read::for_system(db, &world.system, id).await.map_or(0, |detail| detail.version);
    let _ = match command {
        3 => refusal(write::publish(db, &world.edit(id)).await),
        4 => refusal(write::edit(db, &world.edit(id), &world.posting(&format!("改{version}")), version).await),
        5 => refusal(write::close(db, &world.edit(id)).await),
        6 => refusal(write::withdraw(db, &world.edit(id)).await),
        7 => refusal(write::renew(db, &world.edit(id)).await),
        8 => refusal(write::reopen(db, &world.edit(id)).await),
        9 => refusal(write::take_down(db, &world.review(id), "虚假").await),
        10 => refusal(write::approve(db, &world.review(id)).await),
        11 => {
            world.pass(86_400 * (which as i64 % 4) * 5);
            refusal(lifecycle::expire_due(db, &world.system).await)
        }
        12 | 13 => {
            scene.imported += 1;
            let code = (which.is_multiple_of(2)).then_some(scene.code.as_str());
            let first = row(world, "乙公司", code, "导入岗");
            let second = changed(world, &first, &format!("导入岗{}", scene.imported % 3));
            let batch =
                imports::run(db, &world.of_system(None), &file(&[second]), command == 12).await.expect("an import").0;
            if which.is_multiple_of(5) {
                let _ = refusal(imports::publish(db, &world.of_system::<PublishBatch>(batch)).await);
            }
            scene.postings = world
                .texts("SELECT id FROM posting ORDER BY id")
                .await
                .iter()
                .filter_map(|id| PostingId::parse(id))
                .collect();
            None
        }
        14 => refusal(employers::write::approve(db, &world.of_system::<ReviewEmployer>(scene.waiting)).await),
        _ => {
            let mut content = employer_with_code("乙公司", &scene.code);
            content.address = format!("{which}号");
            refusal(employers::write::edit(db, &world.manage(scene.waiting), content).await)
        }
    };
}

async fn replays(steps: &[(u8, usize)], limit: u64) {
    let world = World::open().await;
    let (_, trusted) = world.trusted("甲公司").await;
    let code = crate::testing::credit_code();
    let owner = world.seeker("owner").await;
    let content = employer_with_code("乙公司", code.as_str());
    let waiting =
        employers::write::register(&world.db, &world.grant(&owner, ()).await, content).await.expect("waiting");
    let code = code.as_str().to_owned();
    let mut scene = Scene { world, trusted, waiting, code, postings: Vec::new(), imported: 0 };
    let mut follower = Follower::default();
    for (number, (command, which)) in steps.iter().enumerate() {
        step(&mut scene, *command, *which).await;
        if number % 7 == 6 {
            follower.follow(&scene.world, limit).await;
        }
    }
    let world = &scene.world;
    while lifecycle::expire_due(&world.db, &world.system).await.expect("a number") > 0 {}
    let all = public::after(&world.db, None, 10_000).await.expect("all");
    let expected: BTreeMap<_, _> = all.into_iter().map(|posting| (posting.id, posting)).collect();
    follower.follow(world, limit).await;
    assert_eq!(follower.held, expected, "who followed all along");
    let mut late = Follower::default();
    late.follow(world, limit).await;
    assert_eq!(late.held, expected, "who begins at the beginning");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, max_shrink_iters: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_stream_gives_exactly_what_is_public(
        steps in proptest::collection::vec((0_u8..16, 0_usize..30), 20..60),
        limit in 1_u64..5,
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(replays(&steps, limit));
    }
}
