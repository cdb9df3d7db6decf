//! What the made-up district promises, over 20,000 postings and 20,000 employers.

use crate::lists::{TEXT, lists};
use crate::*;
mod seekers;

use magpie_terms::{CreditCode, EmployerContent, EmployerInput, EmploymentType, Moment, Pay, PostingContent, Shift};
use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::time::Instant;

/// 2026-11-24 in the afternoon in China.
const NOW: Moment = Moment(1_795_507_509);

fn generator(postings: u64, employers: u64, seed: u64) -> Generator {
    Generator::new(Plan { postings, employers, seed, now: NOW, ..Plan::default() })
}

fn hash(generator: &Generator) -> u64 {
    let mut hasher = DefaultHasher::new();
    for posting in generator.postings() {
        format!("{posting:?}").hash(&mut hasher);
    }
    for employer in generator.employers() {
        format!("{employer:?}").hash(&mut hasher);
    }
    for account in generator.accounts() {
        format!("{account:?}").hash(&mut hasher);
        format!("{:?}", generator.seeker(account.index)).hash(&mut hasher);
    }
    for seeker in generator.walk_ins() {
        format!("{seeker:?}").hash(&mut hasher);
    }
    hasher.finish()
}

#[test]
fn every_file_parses_and_every_job_has_its_sentences() {
    for (name, text) in trade::FILES {
        let trade = trade::read(text).unwrap_or_else(|fault| panic!("{name}: {fault}"));
        assert!(trade.jobs.len() >= 6, "{name} has {} jobs", trade.jobs.len());
        assert!(trade.perks.len() >= 3, "{name}");
        for job in &trade.jobs {
            let title = &job.titles[0];
            assert!(job.duties.len() >= 6, "{name} {title} duties");
            assert!(job.wants.len() >= 4, "{name} {title} wants");
            assert!(!job.skills.is_empty() && !job.skills_en.is_empty(), "{name} {title} skills");
            assert!(job.duties_en.len() >= 4 && job.wants_en.len() >= 3, "{name} {title} in English");
            assert!(job.titles.len() >= 2, "{name} {title} titles");
            for text in job.duties_en.iter().chain(&job.wants_en).chain(&job.skills_en).chain([&job.title_en]) {
                assert!(text.is_ascii(), "{name} {text}");
            }
        }
        let prefix = trade.occupation_prefix();
        assert!(trade.jobs.iter().any(|job| job.occupation.code.starts_with(prefix)), "{name} {prefix}");
    }
    let shared: Vec<_> = trades().iter().filter_map(Trade::employment_type).collect();
    assert_eq!(shared, [EmploymentType::Temporary, EmploymentType::Intern]);
    assert_eq!(trades().len(), trade::FILES.len());
    assert_eq!(trades().iter().map(|trade| trade.zh).collect::<HashSet<_>>().len(), trades().len());
}

#[test]
fn the_shared_words_are_all_there() {
    for line in TEXT.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        assert!(line.contains(": "), "{line}");
    }
    let lists = lists();
    let counts = [lists.nicknames.len(), lists.streets.len(), lists.buildings.len(), lists.benefits.len()];
    assert!(counts.iter().all(|count| *count >= 15), "{counts:?}");
    assert!(lists.benefits_part.len() >= 6 && lists.contacts.len() >= 6 && lists.refusals.len() >= 2);
    for phrases in [&lists.zh, &lists.en] {
        assert!(Shift::ALL.iter().all(|shift| phrases.shift(*shift).len() >= 2));
        for list in
            [&phrases.openers, &phrases.duties, &phrases.wants, &phrases.offers, &phrases.closers, &phrases.culture]
        {
            assert!(list.len() >= 4, "{list:?}");
        }
    }
    // The walk through the names meets every pair only if its step divides neither list.
    for list in [&lists.name_first, &lists.name_second] {
        assert_ne!(7_919 % list.len(), 0);
        assert_eq!(list.iter().collect::<HashSet<_>>().len(), list.len());
    }
}

#[test]
fn the_stations_are_the_26_neighbourhoods() {
    assert_eq!(stations().len(), 26);
    assert_eq!(stations().iter().map(|s| s.slug).collect::<HashSet<_>>().len(), 26);
    assert_eq!(stations().iter().filter(|s| s.town).count(), 6);
    assert_eq!(stations()[0].neighbourhood(), "海淀区万寿路街道");
    for index in station::RURAL {
        assert!(stations()[index].town);
    }
    assert!(personas().iter().all(|persona| persona.station.is_none_or(|index| index < 26)));
}

#[test]
fn twenty_thousand_postings_parse_as_if_typed() {
    let generator = generator(20_000, 500, 7);
    for posting in generator.postings() {
        let input = posting.content.to_input();
        let parsed = PostingContent::parse(&input, posting.checked_on());
        assert_eq!(parsed.as_ref(), Ok(&posting.content), "{input:?}");
    }
}

#[test]
fn twenty_thousand_employers_parse_with_names_and_codes_of_their_own() {
    let generator = generator(0, 20_000, 7);
    let (mut codes, mut names) = (HashSet::new(), HashSet::new());
    for employer in generator.employers() {
        let content = &employer.content;
        assert_eq!(CreditCode::parse(content.credit_code.as_str()).as_ref(), Ok(&content.credit_code));
        assert_eq!(&content.credit_code.as_str()[2..8], "110108");
        let input = EmployerInput {
            name: content.name.clone(),
            credit_code: content.credit_code.as_str().into(),
            industry: content.industry.code().into(),
            size: content.size.code().into(),
            district: content.district.clone(),
            address: content.address.clone(),
            description: content.description.clone(),
            contact_name: content.contact_name.clone(),
            contact_phone: content.contact_phone.as_str().into(),
            contact_email: content.contact_email.as_str().into(),
        };
        assert_eq!(EmployerContent::parse(&input).as_ref(), Ok(content));
        assert!(content.description.ends_with(employer::MADE_UP), "{}", content.description);
        assert!(!content.description.contains('{'), "{}", content.description);
        assert!(content.contact_email.as_str().ends_with(".example"));
        assert!(content.contact_phone.as_str().starts_with("010-5550-"));
        assert_eq!(employer.reason.is_some(), employer.state == EmployerState::Refused);
        assert!(codes.insert(content.credit_code.clone()), "{}", content.credit_code);
        assert!(names.insert(content.name.clone()), "{}", content.name);
    }
}

#[test]
fn the_same_seed_makes_the_same_district() {
    let first = hash(&generator(2_000, 100, 1));
    assert_eq!(first, hash(&generator(2_000, 100, 1)));
    assert_ne!(first, hash(&generator(2_000, 100, 2)));
}

#[test]
fn an_item_made_alone_is_the_item_of_the_stream() {
    let generator = generator(1_000, 100, 3);
    let postings: Vec<_> = generator.postings().collect();
    let employers: Vec<_> = generator.employers().collect();
    let accounts: Vec<_> = generator.accounts().collect();
    for index in [99_u64, 0, 42, 7] {
        let at = usize::try_from(index).unwrap();
        assert_eq!(generator.posting(index), postings[at]);
        assert_eq!(generator.employer(index), employers[at]);
        assert_eq!(generator.account(index), accounts[at]);
    }
    // A larger district begins with the same accounts and postings of the same first employers.
    assert_eq!(generator.account(5), self::generator(9, 9, 3).account(5));
}

#[test]
fn dates_lie_in_an_order_that_can_have_happened() {
    let generator = generator(20_000, 300, 5);
    let today = NOW.day();
    for posting in generator.postings() {
        let end = posting.content.valid_through;
        assert!(posting.created_at <= NOW);
        let employer = generator.employer(posting.employer);
        assert!(employer.registered_at < posting.created_at, "{posting:?}");
        if let Some(published) = posting.published_at {
            assert!(posting.created_at < published && published <= NOW);
            assert!(today.epoch_days() - published.day().epoch_days() <= 60);
        }
        if let Some(ended) = posting.ended_at {
            assert!(ended <= NOW && ended >= posting.published_at.unwrap_or(posting.created_at), "{posting:?}");
        }
        match posting.state {
            PostingState::Published => assert!(end > today && posting.published_at.is_some()),
            PostingState::Expired => assert!(end < today && posting.published_at.is_some()),
            PostingState::Closed => assert!(posting.ended_at.is_some() && posting.published_at.is_some()),
            PostingState::Withdrawn => assert!(posting.ended_at.is_some()),
            PostingState::Draft | PostingState::InReview => assert!(posting.published_at.is_none() && end > today),
        }
        if employer.state != EmployerState::Approved {
            assert!(posting.published_at.is_none() || posting.state == PostingState::Withdrawn, "{posting:?}");
        }
    }
}

#[test]
fn the_district_has_the_proportions_of_one() {
    let generator = generator(12_000, 300, 1);
    let mut by_trade: HashMap<&str, u64> = HashMap::new();
    let mut by_state: HashMap<PostingState, u64> = HashMap::new();
    let mut by_employer: HashMap<u64, u64> = HashMap::new();
    let (mut texts, mut occupations) = (HashSet::new(), HashSet::new());
    let (mut english, mut haidian, mut hebei, mut negotiable, mut recent) = (0_u64, 0_u64, 0_u64, 0_u64, 0_u64);
    for posting in generator.postings() {
        *by_trade.entry(posting.trade.en).or_default() += 1;
        *by_state.entry(posting.state).or_default() += 1;
        *by_employer.entry(posting.employer).or_default() += 1;
        english += u64::from(posting.language == "en");
        haidian += u64::from(posting.content.district.code == "110108");
        hebei += u64::from(posting.content.district.code.starts_with("13"));
        negotiable += u64::from(posting.content.pay == Pay::Negotiable);
        recent += u64::from(posting.created_at > NOW.plus_days(-20));
        occupations.insert(posting.content.occupation.map(|o| o.code));
        texts.insert(posting.content.description);
    }
    println!("{by_trade:?}\n{by_state:?}\ndistinct {} occupations {}", texts.len(), occupations.len());
    println!("english {english} haidian {haidian} hebei {hebei} negotiable {negotiable} recent {recent}");
    assert_eq!(by_trade.len(), trades().len());
    assert!(by_trade.values().all(|count| *count >= 100), "{by_trade:?}");
    assert_eq!(by_state.len(), 6);
    assert!((9_300..10_800).contains(&by_state[&PostingState::Published]), "{by_state:?}");
    assert!((960..1_440).contains(&english), "{english}");
    assert!((9_300..10_300).contains(&haidian), "{haidian}");
    assert!((150..700).contains(&hebei), "{hebei}");
    assert!((300..1_500).contains(&negotiable), "{negotiable}");
    assert!(recent > 5_000, "{recent}");
    assert!(texts.len() > 11_400, "{}", texts.len());
    assert!(occupations.len() > 90, "{}", occupations.len());
    let largest = by_employer.values().max().copied().unwrap();
    assert!((200..900).contains(&largest), "{largest}");
    assert!(by_employer.len() > 290, "{}", by_employer.len());
}

#[test]
fn the_personas_employer_has_postings_in_every_state() {
    for seed in 0..5 {
        let generator = generator(12, 1, seed);
        let states: HashSet<_> = generator.postings().filter(|p| p.employer == 0).map(|p| p.state).collect();
        assert_eq!(states.len(), 6);
        assert_eq!(generator.employer(0).state, EmployerState::Approved);
        assert_eq!(generator.employer(0).owner_email, "owner@magpie.example");
    }
    let roles: HashSet<_> = personas().iter().map(|persona| persona.role).collect();
    assert_eq!(roles.len(), 6);
    for persona in personas() {
        assert_eq!(persona.email, format!("{}@magpie.example", persona.role.code()));
    }
}

#[test]
fn pay_is_lawful_and_believable() {
    for posting in generator(20_000, 300, 4).postings() {
        if let Pay::Range(range) = posting.content.pay {
            let (least, most) = range.monthly_yuan();
            assert!(least >= 2_800, "{posting:?}");
            assert!(most <= 90_000 && most <= least * 4, "{posting:?}");
        }
    }
}

#[test]
fn texts_are_lawful_and_of_a_readable_length() {
    // Sex, age, marriage, household, looks, health and deposits have no place in a posting.
    let unlawful = [
        "男",
        "女",
        "岁",
        "年龄",
        "婚",
        "未育",
        "户籍",
        "户口",
        "身高",
        "体重",
        "相貌",
        "形象",
        "气质",
        "健康",
        "押金",
        "保证金",
        "乙肝",
        "籍贯",
        "属相",
        "星座",
        "嫂",
        "阿姨",
        "小伙",
        "吃苦耐劳",
    ];
    let unlawful_en = [
        "male", "female", "man", "woman", "men", "women", "age", "aged", "young", "married", "single", "healthy",
        "looks", "deposit", "native",
    ];
    for posting in generator(20_000, 300, 6).postings() {
        let content = &posting.content;
        let tags = content.benefits.iter().chain(&content.skills).map(String::as_str).collect::<Vec<_>>().join(" ");
        let all = format!("{} {} {tags} {}", content.title, content.description, content.address);
        assert!(!all.contains(['{', '|', '=']), "{all}");
        let length = content.description.chars().count();
        if posting.language == "en" {
            let words: Vec<String> = all.split(|c: char| !c.is_alphabetic()).map(|word| word.to_lowercase()).collect();
            for word in unlawful_en {
                assert!(!words.iter().any(|found| found == word), "{word}: {all}");
            }
            assert!(all.is_ascii(), "{all}");
            assert!((150..=1_000).contains(&length), "{length}: {all}");
        } else {
            for word in unlawful {
                assert!(!all.contains(word), "{word}: {all}");
            }
            assert!((80..=300).contains(&length), "{length}: {}", content.description);
        }
        assert!(content.title.chars().count() <= 60, "{}", content.title);
        assert!(!content.skills.is_empty() && !content.benefits.is_empty());
    }
}

#[test]
fn accounts_have_addresses_of_their_own() {
    let generator = Generator::new(Plan { seekers: 5_000, now: NOW, ..Plan::default() });
    let accounts: Vec<_> = generator.accounts().collect();
    assert_eq!(accounts[123].email, "seeker000123@magpie.example");
    assert_eq!(accounts.iter().map(|a| a.email.as_str()).collect::<HashSet<_>>().len(), 5_000);
    let english = accounts.iter().filter(|a| a.locale == "en").count();
    assert!((400..600).contains(&english), "{english}");
}

/// Figures for the report, not a check: `cargo test --release -p magpie-demo -- --ignored --nocapture`.
#[test]
#[ignore = "measures and prints; a test of time would fail on a busy machine"]
fn figures_and_samples() {
    for count in [12_000, 1_000_000] {
        let start = Instant::now();
        let characters: usize = generator(count, count / 40, 1).postings().map(|p| p.content.description.len()).sum();
        println!("{count} postings in {:?}, {} bytes a description", start.elapsed(), characters / count as usize);
    }
    let generator = generator(12_000, 300, 1);
    let english = generator.postings().filter(|posting| posting.language == "en").take(3);
    for posting in generator.postings().skip(500).take(12).chain(english) {
        let employer = generator.employer(posting.employer);
        println!("--- {posting:#?}\n{}\n{employer:#?}", posting.content.description);
    }
}
