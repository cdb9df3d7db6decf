//! What the seekers of the district promise, over 20,000 accounts.

use super::NOW;
use crate::people::{NAMES, people};
use crate::*;
use magpie_terms::person::phone_key;
use magpie_terms::{Limit, Person, PersonInput, Profile, lawful};
use std::collections::HashSet;

fn generator(seekers: u64, seed: u64) -> Generator {
    Generator::new(Plan { postings: 0, employers: 1, seekers, seed, now: NOW })
}

fn all(seekers: u64, seed: u64) -> Vec<DemoSeeker> {
    let generator = generator(seekers, seed);
    let with_account = (0..seekers).filter_map(|index| generator.seeker(index));
    with_account.chain(generator.walk_ins()).chain([story::persona()]).collect()
}

#[test]
fn names_are_as_many_as_the_lists_allow() {
    let people = people();
    let counts = [people.surnames.len(), people.given_first.len(), people.given_second.len()];
    assert_eq!(counts.iter().map(|count| *count as u64).product::<u64>(), NAMES);
    for seekers in [0, 60_000] {
        let names: HashSet<String> = (seekers..seekers + 30_000).map(|number| people.name(number, false)).collect();
        assert_eq!(names.len(), 30_000);
    }
    let text: HashSet<&str> = people.surnames.iter().map(|pair| pair.zh).collect();
    assert_eq!(text.len(), people.surnames.len(), "a surname stands twice");
}

#[test]
fn what_people_say_is_said_of_a_job_that_there_is() {
    let jobs: HashSet<&str> = trades().iter().flat_map(|trade| &trade.jobs).map(|job| job.titles[0]).collect();
    let mut said = 0;
    for (title, words) in people().said_of() {
        assert!(jobs.contains(title), "no job is called {title}");
        assert!(!words.is_empty());
        said += words.len();
    }
    assert!(said > 200, "{said}");
}

#[test]
fn twenty_thousand_seekers_parse_as_if_typed() {
    for seeker in all(20_000, 7) {
        let parsed = Profile::parse(&seeker.profile.to_input());
        assert_eq!(parsed.as_ref(), Ok(&seeker.profile), "{seeker:?}");
        let input = PersonInput {
            name: seeker.name.clone(),
            phone: seeker.phone.clone().unwrap_or_default(),
            email: seeker.email.clone().unwrap_or_default(),
        };
        let person = Person::parse(&input).expect("a person");
        assert_eq!(person.to_input(), input);
    }
}

#[test]
fn profiles_say_nothing_of_who_a_person_is_and_nothing_that_cannot_be() {
    let today = NOW.day();
    for seeker in all(20_000, 4) {
        let profile = &seeker.profile;
        let mut words: Vec<&str> = vec![&profile.summary];
        words.extend(profile.desired_titles.iter().chain(&profile.skills).map(String::as_str));
        words.extend(profile.work.iter().flat_map(|work| [work.title.as_str(), work.summary.as_str()]));
        for word in words {
            assert!(lawful::check(word).is_ok(), "{word}");
            assert!(!word.contains(['{', '|', '男', '女', '岁']), "{word}");
        }
        assert!(!profile.desired_titles.is_empty());
        if let Some(fen) = profile.pay_min_fen {
            assert!((260_000..=4_500_000).contains(&fen), "{seeker:?}");
        }
        let (year, _, _) = today.parts();
        for entry in &profile.work {
            let start = entry.start.expect("a start");
            assert!(entry.end.is_none_or(|end| end >= start && end.year <= i32::from(year)), "{seeker:?}");
        }
        if let (Some(study), Some(first)) = (profile.studies.first(), profile.work.last()) {
            assert!(study.start < first.start, "{seeker:?}");
        }
    }
}

#[test]
fn seekers_have_the_proportions_of_a_district() {
    let generator = generator(10_000, 1);
    let drawn: Vec<DemoSeeker> = (0..10_000).filter_map(|index| generator.seeker(index)).collect();
    let count = |matches: &dyn Fn(&DemoSeeker) -> bool| drawn.iter().filter(|one| matches(one)).count();
    let share = |matches: &dyn Fn(&DemoSeeker) -> bool| count(matches) * 100 / drawn.len();
    assert!((8_600..9_000).contains(&drawn.len()), "{}", drawn.len());
    assert!((47..=53).contains(&share(&|one| one.visibility == SeekerVisibility::Verified)));
    assert!((8..=12).contains(&share(&|one| one.assisted)));
    assert!((15..=25).contains(&share(&|one| !one.profile.limits.is_empty())));
    assert!(share(&|one| !one.profile.work.is_empty()) > 70);
    assert!(share(&|one| !one.profile.licences.is_empty()) > 10);
    let colloquial = share(&|one| {
        let first = one.profile.desired_titles[0].as_str();
        people().said_of().any(|(_, words)| words.contains(&first))
    });
    assert!((35..=70).contains(&colloquial), "{colloquial}");
    let trades: HashSet<&str> = drawn.iter().map(|one| one.trade.en).collect();
    assert_eq!(trades.len(), crate::trades().len());
    for limit in Limit::ALL {
        assert!(count(&|one| one.profile.limits.contains(limit)) > 100, "{limit}");
    }
}

#[test]
fn nobody_shares_a_number_but_who_is_one_person() {
    let seekers = all(20_000, 9);
    let mut numbers = HashSet::new();
    let doubled: Vec<&str> = seekers
        .iter()
        .filter(|one| one.phone.as_ref().is_some_and(|p| !numbers.insert(phone_key(p))))
        .map(|one| one.name.as_str())
        .collect();
    assert_eq!(doubled, [story::persona().name]);
    for one in seekers.iter().filter_map(|one| one.phone.as_deref()) {
        assert!(one.starts_with("010-555"), "{one}");
    }
    let generator = generator(100, 9);
    let (first, second) = (generator.walk_in(0), generator.walk_in(1));
    assert_eq!((&first.name, &first.profile), (&second.name, &second.profile));
    assert_eq!(generator.walk_in(2).phone, story::persona().phone);
    assert!(generator.walk_ins().all(|one| one.email.is_none() && one.assisted));
    assert_eq!(generator.walk_in_count(), story::FEWEST_WALK_INS);
    assert_eq!(self::generator(2_000, 9).walk_in_count(), 100);
}

#[test]
fn a_seeker_drawn_alone_is_the_one_of_a_larger_district() {
    for index in [0, 17, 99] {
        assert_eq!(generator(100, 3).seeker(index), generator(9_000, 3).seeker(index));
        assert_ne!(generator(100, 3).walk_in(5), generator(100, 4).walk_in(5));
    }
}
