//! What many documents must not change.

use super::*;

#[test]
fn the_order_of_coming_decides_nothing() {
    let titles = ["会计", "财务会计", "出纳", "成本会计", "审计", "会计助理", "Accountant", "护士", "司机"];
    let docs: Vec<PostingDoc> = (0..90_u64)
        .map(|number| posting(number, titles[usize::try_from(number * 7).unwrap() % titles.len()]))
        .collect();
    let forward = index(docs.iter().cloned().map(put).collect());
    let backward = index(docs.iter().rev().cloned().map(put).collect());
    let wandering = index(docs.iter().cloned().map(put).collect());
    for number in [3, 44, 7] {
        wandering.apply(vec![MatchChange::Posting(Change::Remove(id(number)))], 2, NOW.day());
        let again = docs[usize::try_from(number).unwrap()].clone();
        wandering.apply(vec![put(again)], 3, NOW.day());
    }
    let wish = query(&profile("会计、审计"));
    let expected = forward.postings_for(&wish, &ask());
    assert_eq!(expected.len(), 20);
    assert_eq!(backward.postings_for(&wish, &ask()), expected);
    assert_eq!(wandering.postings_for(&wish, &ask()), expected);
}

#[test]
fn a_bound_leaves_nothing_out() {
    let titles = ["会计", "财务会计", "出纳", "成本会计", "审计", "会计助理", "Accountant", "财务经理", "收银员"];
    let docs = (0..300_u64).map(|number| {
        let pay = 3_000 + i64::try_from(number * 37 % 90).unwrap() * 100;
        let district = Division::by_code(["110108", "110112", "110105"][usize::try_from(number % 3).unwrap()]).unwrap();
        put(PostingDoc {
            pay: yuan(pay, pay + 1_000),
            district,
            ..posting(number, titles[usize::try_from(number).unwrap() % titles.len()])
        })
    });
    let index = index(docs.collect());
    let wish = ProfileInput { pay_min: "8000".into(), districts: "110105".into(), ..profile("会计") };
    let all = index.postings_for(&query(&wish), &Ask::new(300, NOW));
    let few = index.postings_for(&query(&wish), &Ask::new(7, NOW));
    assert_eq!(few[..], all[..7]);
    assert!(all.windows(2).all(|pair| pair[0].exact >= pair[1].exact));
}

#[test]
fn strange_profiles_have_answers() {
    let index = index(vec![put(posting(1, "会计")), put(posting(2, "软件工程师"))]);
    let long = "会计 Excel 🎉 ".repeat(1_500);
    for input in [
        ProfileInput { summary: long, ..profile("会计🎉、ξξξ、???") },
        profile("总统府首席宇航员"),
        ProfileInput { pay_min: "1000000".into(), must: "pay、district、limits".into(), ..profile("会计") },
        ProfileInput {
            limits: "no_night_shift、no_shift_work、no_weekends、care_duty".into(),
            employment_types: "full_time、part_time、intern".into(),
            ..profile("软件工程师、software engineer、Java 开发")
        },
    ] {
        let found = index.postings_for(&query(&input), &ask());
        assert!(found.iter().all(|found| found.score <= 100 && found.exact.is_finite()));
        let _ = index.fallback(&query(&input), &ask());
    }
}

/// The constants of `score::chance` are what they say.
#[test]
fn chance_is_as_measured() {
    let mut bank = magpie_concepts::TitleBank::new();
    let names: Vec<&str> = magpie_terms::Occupation::all()
        .iter()
        .filter(|occupation| !occupation.code.ends_with("-00"))
        .map(|occupation| occupation.name)
        .collect();
    for name in &names {
        bank.insert(name);
    }
    let mut sums = [(0.0_f64, 0.0_f64); 3];
    let mut count = 0.0;
    for (number, name) in names.iter().enumerate().step_by(13) {
        let query = bank.prepare(&[name], &magpie_concepts::Weights::FULL);
        for (other, evidence) in bank.evidence(&query).into_iter().enumerate() {
            if other != number {
                count += 1.0;
                for ((sum, squares), value) in
                    sums.iter_mut().zip([evidence.lexical, evidence.concept, evidence.vector].map(f64::from))
                {
                    *sum += value;
                    *squares += value * value;
                }
            }
        }
    }
    let stated = [score::chance::LEXICAL, score::chance::CONCEPT, score::chance::VECTOR];
    for (kind, ((sum, squares), stated)) in ["lexical", "concept", "vector"].iter().zip(sums.into_iter().zip(stated)) {
        let mean = sum / count;
        let deviation = (squares / count - mean * mean).sqrt();
        let near = |found: f64, stated: f32, slack: f64| (found - f64::from(stated)).abs() < slack;
        assert!(near(mean, stated.0, 0.04) && near(deviation, stated.1, 0.04), "{kind}: {mean:.4} {deviation:.4}");
    }
}
