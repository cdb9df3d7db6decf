//! Questions and their answers.

use super::*;
use magpie_terms::Shift;

#[test]
fn the_same_work_under_other_names_is_found_and_other_work_is_not() {
    let index = index(vec![
        put(posting(1, "程序员")),
        put(posting(2, "Software Engineer")),
        put(PostingDoc { pay: yuan(50_000, 60_000), ..posting(3, "护士") }),
        put(posting(4, "软件开发工程师")),
    ]);
    let found = index.postings_for(&query(&profile("软件工程师")), &ask());
    let mut of = ids(&found);
    of.sort_unstable();
    assert_eq!(of, [1, 2, 4]);
    assert!(found.iter().all(|found| found.score > 40), "{found:?}");
}

#[test]
fn pay_and_place_cannot_bring_another_trade_up() {
    let good = PostingDoc { pay: yuan(20_000, 30_000), ..posting(1, "销售经理") };
    let poor = PostingDoc {
        pay: yuan(4_000, 5_000),
        district: Division::by_code("110112").unwrap(),
        posted_at: NOW.plus_days(-50),
        ..posting(2, "会计")
    };
    let wish = ProfileInput { pay_min: "6000".into(), districts: "110108".into(), ..profile("会计") };
    let found = index(vec![put(good), put(poor)]).postings_for(&query(&wish), &ask());
    assert_eq!(ids(&found)[0], 2);
    assert!(codes(&found[0]).contains(&"pay_below") && codes(&found[0]).contains(&"other_district"));
    assert!(found[0].reasons.contains(&Reason::PayBelow { yuan: 1_000 }));
}

#[test]
fn wishes_move_the_rank_and_musts_exclude() {
    let far = PostingDoc { district: Division::by_code("110112").unwrap(), ..posting(1, "保洁员") };
    let night = PostingDoc { shift: Some(Shift::Night), ..posting(2, "保洁员") };
    let low = PostingDoc { pay: yuan(3_000, 3_500), ..posting(3, "保洁员") };
    let part = PostingDoc { employment_type: EmploymentType::PartTime, ..posting(4, "保洁员") };
    let index = index(vec![put(far), put(night), put(low), put(part), put(posting(5, "保洁员"))]);
    let wish = ProfileInput {
        pay_min: "5000".into(),
        districts: "110108".into(),
        employment_types: "full_time".into(),
        limits: "no_night_shift".into(),
        ..profile("保洁员")
    };
    let all = index.postings_for(&query(&wish), &ask());
    assert_eq!(all.len(), 5, "a wish excludes nothing");
    assert_eq!(ids(&all)[0], 5);
    for (must, gone) in [("district", 1), ("limits", 2), ("pay", 3), ("employment_type", 4)] {
        let found = index.postings_for(&query(&ProfileInput { must: must.into(), ..wish.clone() }), &ask());
        assert_eq!(found.len(), 4, "{must}");
        assert!(!ids(&found).contains(&gone), "{must}");
    }
}

#[test]
fn a_missing_licence_weighs_more_than_all_else_and_says_so() {
    let needs = PostingDoc { description: "仓库内搬运，须持叉车证。".into(), ..posting(1, "叉车工") };
    let plain =
        PostingDoc {
            pay: yuan(3_000, 4_000), district: Division::by_code("110112").unwrap(), ..posting(2, "叉车工")
        };
    let index = index(vec![put(needs), put(plain)]);
    let without = ProfileInput { pay_min: "4500".into(), districts: "110108".into(), ..profile("叉车工") };
    let found = index.postings_for(&query(&without), &ask());
    assert_eq!(ids(&found), [2, 1]);
    let missing = found[1].reasons.iter().find(|reason| reason.code() == "licence_missing").unwrap();
    assert_eq!(missing.args()["licences"], serde_json::json!(["forklift"]));
    assert_eq!(missing.kind(), Kind::Missing);
    let with = ProfileInput { licences: "叉车证".into(), ..without };
    let found = index.postings_for(&query(&with), &ask());
    assert_eq!(ids(&found), [1, 2]);
    assert!(codes(&found[0]).contains(&"licence_held"));
}

#[test]
fn candidates_are_those_who_may_be_seen_and_have_not_blocked() {
    let of = |number, visible, blocked: &[&str]| {
        let blocked = blocked.iter().map(|code| (*code).to_owned()).collect();
        MatchChange::Seeker(Box::new(SeekerDoc { visible, blocked, ..seeker(number, &profile("会计")) }))
    };
    let index = index(vec![
        put(posting(1, "财务会计")),
        of(11, Visible::Nobody, &[]),
        of(12, Visible::Fairs, &[]),
        of(13, Visible::Verified, &[]),
        of(14, Visible::Verified, &["91110108ma01abcd2x"]),
        MatchChange::Seeker(Box::new(seeker(15, &profile("厨师")))),
    ]);
    let asked = |viewer: &Viewer| {
        let mut found = ids(&index.seekers_for(&id(1), viewer, &ask()));
        found.sort_unstable();
        found
    };
    assert_eq!(asked(&Viewer::verified("91110108MA01ABCD2X")), [13]);
    assert_eq!(asked(&Viewer::verified("another")), [13, 14]);
    assert_eq!(asked(&Viewer { credit_code: None, sees: Visible::Fairs }), [12, 13, 14]);
    let draft = index.seekers_for_draft(&posting(99, "财务会计"), &Viewer::verified("x"), &ask());
    assert_eq!(draft, index.seekers_for(&id(1), &Viewer::verified("x"), &ask()));
}

#[test]
fn changes_are_seen_at_once_and_removals_too() {
    let index = index(vec![put(posting(1, "会计")), put(posting(2, "会计"))]);
    let wish = query(&profile("会计"));
    assert_eq!(index.postings_for(&wish, &ask()).len(), 2);
    let changes = vec![MatchChange::Posting(Change::Remove(id(1))), put(posting(2, "厨师")), put(posting(3, "会计"))];
    index.apply(changes.clone(), 2, NOW.day());
    index.apply(changes, 2, NOW.day());
    assert_eq!(ids(&index.postings_for(&wish, &ask())), [3]);
    assert_eq!((index.cursor(), index.postings()), (2, 2));
}

#[test]
fn what_is_hidden_old_expired_or_of_others_stays_away() {
    let expired = PostingDoc { expires_at: NOW, ..posting(1, "会计") };
    let old = PostingDoc { posted_at: NOW.plus_days(-9), ..posting(2, "会计") };
    let index = index(vec![put(expired), put(old), put(posting(3, "会计")), put(posting(4, "会计"))]);
    let found = |ask: Ask| ids(&index.postings_for(&query(&profile("会计")), &ask));
    assert_eq!(found(ask()), [3, 4, 2]);
    assert_eq!(found(Ask { hide: vec![id(3)], ..ask() }), [4, 2]);
    assert_eq!(found(Ask { since: Some(NOW.plus_days(-2)), ..ask() }), [3, 4]);
    assert_eq!(found(Ask { employer: Some(id(1_000_004)), ..ask() }), [4]);
    assert_eq!(found(Ask { limit: 1, ..ask() }), [3]);
    assert!(found(Ask { limit: 0, ..ask() }).is_empty());
}

#[test]
fn an_empty_profile_gets_the_newest_near_ones() {
    let far = PostingDoc { district: Division::by_code("310101").unwrap(), posted_at: NOW, ..posting(1, "会计") };
    let old = PostingDoc { posted_at: NOW.plus_days(-9), ..posting(2, "厨师") };
    let index = index(vec![put(far), put(old), put(posting(3, "护工"))]);
    let nothing = query(&ProfileInput { districts: "110108".into(), ..ProfileInput::default() });
    assert!(nothing.is_empty());
    assert!(index.postings_for(&nothing, &ask()).is_empty());
    assert_eq!(ids(&index.fallback(&nothing, &ask())), [3, 2, 1]);
}

#[test]
fn one_pair_is_scored_as_in_the_list() {
    let index = index(vec![put(posting(1, "会计")), put(posting(2, "出纳")), put(posting(3, "厨师"))]);
    let wish = query(&ProfileInput { pay_min: "7000".into(), ..profile("会计") });
    for found in index.postings_for(&wish, &ask()) {
        assert_eq!(index.pair(&wish, &found.id, &ask()).as_ref(), Some(&found));
    }
    let stranger = index.pair(&wish, &id(3), &ask()).unwrap();
    assert!(stranger.score < 15, "{stranger:?}");
    assert!(index.pair(&wish, &id(4), &ask()).is_none());
}

#[test]
fn postings_like_one_leave_itself_out() {
    let near = PostingDoc { pay: yuan(12_000, 15_000), ..posting(3, "会计") };
    let index = index(vec![put(posting(1, "会计")), put(posting(2, "会计")), put(near), put(posting(4, "厨师"))]);
    let found = ids(&index.like(&id(1), &ask()));
    assert_eq!(found[0], 2);
    assert!(!found.contains(&1) && !found.contains(&4));
}

#[test]
fn a_fair_pairs_as_single_questions_do() {
    let titles = ["会计", "出纳", "Java开发工程师", "护士", "保洁员", "程序员"];
    let mut changes: Vec<MatchChange> = Vec::new();
    for number in 0..60_u64 {
        let title = titles[usize::try_from(number).unwrap() % titles.len()];
        changes.push(put(PostingDoc {
            pay: yuan(3_000 + 100 * i64::try_from(number).unwrap(), 9_000),
            ..posting(number, title)
        }));
    }
    for number in 100..130_u64 {
        let title = titles[usize::try_from(number).unwrap() % titles.len()];
        changes.push(MatchChange::Seeker(Box::new(seeker(
            number,
            &ProfileInput { pay_min: "5000".into(), ..profile(title) },
        ))));
    }
    let index = index(changes);
    let fair = Fair { seekers: (100..131).map(id).collect(), postings: (0..60).map(id).collect() };
    let one = index.all_pairs(&fair, &Ask::new(5, NOW), 1);
    assert_eq!(one, index.all_pairs(&fair, &Ask::new(5, NOW), 3));
    assert_eq!(one.len(), 31);
    assert!(one[30].is_empty(), "nobody by that id");
    assert_eq!(one[0].len(), 5);
    assert!(one[0].windows(2).all(|pair| pair[0].exact >= pair[1].exact));
}

#[test]
fn every_reason_has_its_code() {
    let codes: std::collections::HashSet<&str> = Reason::CODES.into_iter().collect();
    assert_eq!(codes.len(), Reason::CODES.len());
    let reason = Reason::PayBelow { yuan: 500 };
    assert!(codes.contains(reason.code()));
    let json = serde_json::to_value(&reason).unwrap();
    assert_eq!(json, serde_json::json!({"code": "pay_below", "kind": "missing", "args": {"yuan": 500}}));
}
