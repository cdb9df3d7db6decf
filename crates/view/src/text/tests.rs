//! Both languages say the same things, and everything that can be said has its words.

use super::*;
use magpie_domain::accounts::values::Role;
use magpie_domain::alerts::values::{AlertState, Cadence};
use magpie_domain::applications::values::{
    ApplicationState, InvitationState, Origin, QuestionKind, RefusalReason, Side,
};
use magpie_domain::employers::values::{EmployerState, MemberRole};
use magpie_domain::imports::values::{BatchState, Reason};
use magpie_domain::postings::values::PostingState;
use magpie_domain::seekers::doubles::Likeness;
use magpie_domain::seekers::values::{RecordedBy, Source, Visibility};
use magpie_domain::{Code, Error};
use magpie_terms::{
    Day, Education, EmployerSize, EmploymentType, Experience, Industry, Limit, Moment, Must, Occupation, Pay,
    PayPeriod, PayRange, PostingInput, Shift, Violation,
};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const BOTH: [Text; 2] = [Text::of(Locale::ZhCn), Text::of(Locale::En)];

/// Every key of a language with the variables of its sentence.
fn messages(files: &[&str]) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut key = String::new();
    for line in files.iter().flat_map(|file| file.lines()).filter(|line| !line.starts_with('#')) {
        if let Some((name, _)) = line.split_once(" =")
            && line.starts_with(|c: char| c.is_ascii_alphabetic())
        {
            key = name.to_owned();
            assert!(found.insert(key.clone(), BTreeSet::new()).is_none(), "{key} is written twice");
        }
        for rest in line.split('$').skip(1) {
            let name: String = rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
            found.entry(key.clone()).or_default().insert(name);
        }
    }
    found
}

#[test]
fn both_languages_have_the_same_keys_and_variables() {
    let (zh, en) = (messages(ZH_CN), messages(EN));
    assert!(zh.len() > 500);
    for (key, variables) in &zh {
        assert_eq!(en.get(key), Some(variables), "{key}");
    }
    assert_eq!(zh.len(), en.len());
}

#[test]
fn every_file_is_fluent() {
    for file in ZH_CN.iter().chain(EN) {
        assert!(FluentResource::try_new((*file).to_owned()).is_ok(), "{}", file.lines().next().unwrap_or_default());
    }
}

#[test]
fn every_member_of_a_closed_set_has_its_word() {
    for t in BOTH {
        let said = [
            Education::ALL.iter().map(|m| t.education(m)).collect::<Vec<_>>(),
            EmploymentType::ALL.iter().map(|m| t.employment_type(m)).collect(),
            Shift::ALL.iter().map(|m| t.shift(m)).collect(),
            Cadence::ALL.iter().map(|m| t.cadence(m)).collect(),
            Cadence::ALL.iter().map(|m| t.cadence_hint(m.code())).collect(),
            AlertState::ALL.iter().map(|m| t.alert_state(m)).collect(),
            Industry::ALL.iter().map(|m| t.industry(m)).collect(),
            EmployerSize::ALL.iter().map(|m| t.employer_size(m)).collect(),
            PayPeriod::ALL.iter().map(|m| t.pay_period(m)).collect(),
            PostingState::ALL.iter().map(|m| t.posting_state(m)).collect(),
            EmployerState::ALL.iter().map(|m| t.employer_state(m)).collect(),
            Role::ALL.iter().map(|m| t.role(m)).collect(),
            MemberRole::ALL.iter().map(|m| t.member_role(m)).collect(),
            BatchState::ALL.iter().map(|m| t.batch_state(m)).collect(),
            Locale::ALL.iter().map(|m| t.language(m)).collect(),
            Limit::ALL.iter().map(|m| t.limit(m)).collect(),
            Must::ALL.iter().map(|m| t.must(m)).collect(),
            Visibility::ALL.iter().map(|m| t.visibility(m)).collect(),
            Source::ALL.iter().map(|m| t.source(m)).collect(),
            RecordedBy::ALL.iter().map(|m| t.recorded_by(m)).collect(),
            Likeness::ALL.iter().map(|m| t.likeness(m)).collect(),
            ApplicationState::ALL.iter().map(|m| t.application_state(m)).collect(),
            Origin::ALL.iter().map(|m| t.application_origin(m)).collect(),
            Side::ALL.iter().map(|m| t.application_side(m)).collect(),
            QuestionKind::ALL.iter().map(|m| t.question_kind(m)).collect(),
            RefusalReason::ALL.iter().map(|m| t.refusal_reason(m)).collect(),
            InvitationState::ALL.iter().map(|m| t.candidate_invitation_state(m)).collect(),
        ];
        let codes: BTreeSet<&str> = [
            Education::ALL.iter().map(|m| m.code()).collect::<Vec<_>>(),
            EmploymentType::ALL.iter().map(|m| m.code()).collect(),
            Shift::ALL.iter().map(|m| m.code()).collect(),
            Industry::ALL.iter().map(|m| m.code()).collect(),
            EmployerSize::ALL.iter().map(|m| m.code()).collect(),
            PayPeriod::ALL.iter().map(|m| m.code()).collect(),
            PostingState::ALL.iter().map(|m| m.code()).collect(),
            EmployerState::ALL.iter().map(|m| m.code()).collect(),
            Role::ALL.iter().map(|m| m.code()).collect(),
            MemberRole::ALL.iter().map(|m| m.code()).collect(),
            BatchState::ALL.iter().map(|m| m.code()).collect(),
            Locale::ALL.iter().map(|m| m.code()).collect(),
            Limit::ALL.iter().map(|m| m.code()).collect(),
            Must::ALL.iter().map(|m| m.code()).collect(),
            Visibility::ALL.iter().map(|m| m.code()).collect(),
            Source::ALL.iter().map(|m| m.code()).collect(),
            RecordedBy::ALL.iter().map(|m| m.code()).collect(),
            Likeness::ALL.iter().map(|m| m.code()).collect(),
            ApplicationState::ALL.iter().map(|m| m.code()).collect(),
            Origin::ALL.iter().map(|m| m.code()).collect(),
            Side::ALL.iter().map(|m| m.code()).collect(),
            QuestionKind::ALL.iter().map(|m| m.code()).collect(),
            RefusalReason::ALL.iter().map(|m| m.code()).collect(),
            InvitationState::ALL.iter().map(|m| m.code()).collect(),
        ]
        .concat()
        .into_iter()
        .collect();
        for word in said.concat() {
            // Without a word, the code itself comes back.
            assert!(!codes.contains(word.as_str()), "{word} in {}", t.lang());
        }
        for state in PostingState::ALL {
            assert!(t.has(&format!("posting-state-help-{}", state.code())));
        }
        for level in Education::ALL {
            assert!(t.has(&format!("education-asked-{}", level.code())));
        }
        for flash in crate::Flash::ALL {
            assert!(t.has(&format!("flash-{}", flash.code())), "{}", flash.code());
        }
    }
}

#[test]
fn every_refusal_has_title_and_advice() {
    for t in BOTH {
        for code in Code::ALL {
            let (title, detail) = t.problem(*code);
            assert!(!title.starts_with("??") && !detail.starts_with("??"), "{title} {detail}");
        }
        assert!(t.error(&Error::internal("x")).0 != "??problem-internal");
        assert!(t.error(&Error::Throttled(61)).1.contains('2'));
    }
}

/// The text of every source file of the crates that find faults.
fn sources() -> String {
    fn read(folder: &Path, all: &mut String) {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                read(&path, all);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                all.push_str(&std::fs::read_to_string(&path).unwrap());
            }
        }
    }
    let mut all = String::new();
    for name in ["terms", "domain", "intake", "web"] {
        read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(name).join("src"), &mut all);
    }
    all
}

/// The code in quotes after each occurrence of `before`, where `skip` other arguments stand between.
fn codes_after(source: &str, before: &str, skip: usize) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (at, _) in source.match_indices(before) {
        let call: String = source[at + before.len()..].chars().take(160).collect();
        let Some(argument) = call.splitn(skip + 2, ',').nth(skip) else { continue };
        let Some(inside) = argument.trim_start().strip_prefix('"') else { continue };
        let code: String = inside.chars().take_while(|c| *c != '"').collect();
        if code.chars().all(|c| c.is_ascii_lowercase() || c == '_') && code.len() > 2 {
            found.insert(code);
        }
    }
    found
}

#[test]
fn every_violation_has_its_sentence() {
    let source = sources();
    let mut codes = codes_after(&source, "Fault::new(", 0);
    codes.extend(codes_after(&source, "Fault::with(", 0));
    codes.extend(codes_after(&source, "violations.add(", 1));
    codes.extend(codes_after(&source, "violations.add_with(", 1));
    codes.extend(codes_after(&source, "problem::invalid(", 1));
    assert!(codes.contains("credit_code_swapped") && codes.contains("experience_min_over_max"), "{codes:?}");
    for t in BOTH {
        for code in &codes {
            assert!(t.has(&format!("violation-{code}")), "violation-{code}");
        }
    }
}

#[test]
fn every_fault_of_a_file_and_every_note_has_its_sentence() {
    let intake = Path::new(env!("CARGO_MANIFEST_DIR")).join("../intake/src");
    let errors = std::fs::read_to_string(intake.join("error.rs")).unwrap();
    let list = errors.split("CODES: &'static [&'static str] = &[").nth(1).unwrap().split("];").next().unwrap();
    let files: Vec<&str> = list.split('"').skip(1).step_by(2).collect();
    assert!(files.contains(&"password_protected"));
    let rows = std::fs::read_to_string(intake.join("rows/mod.rs")).unwrap();
    let notes: Vec<&str> =
        rows.split(": &'static str = \"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(notes.contains(&"read_as"));
    for t in BOTH {
        for code in &files {
            assert!(t.has(&format!("file-{code}")), "file-{code}");
        }
        for code in &notes {
            assert!(t.has(&format!("note-{code}")), "note-{code}");
        }
    }
}

#[test]
fn every_field_has_its_name() {
    let serde_json::Value::Object(posting) = serde_json::to_value(PostingInput::default()).unwrap() else { panic!() };
    let employer = serde_json::to_value(magpie_terms::EmployerInput::default()).unwrap();
    let employer = employer.as_object().unwrap();
    let columns = Path::new(env!("CARGO_MANIFEST_DIR")).join("../intake/src/columns/mod.rs");
    let columns = std::fs::read_to_string(columns).unwrap();
    let set = columns.split("Field {").nth(1).unwrap().split('}').next().unwrap();
    let meanings = set.split('"').skip(1).step_by(2);
    for t in BOTH {
        for field in posting.keys().chain(employer.keys()).map(String::as_str).chain(meanings.clone()) {
            assert!(t.has(&format!("field-{field}")), "field-{field}");
        }
    }
}

#[test]
fn pay_and_experience_in_words() {
    let [zh, en] = BOTH;
    let pay = |min, max, period, months| Pay::Range(PayRange::new(min, max, period, months).unwrap());
    let monthly = pay(650_000, 850_000, PayPeriod::Month, 14);
    assert_eq!(zh.pay(monthly), "6,500–8,500 元/月 · 14薪");
    assert_eq!(en.pay(monthly), "¥6,500–8,500 a month, 14 months");
    let hourly = pay(2_640, 2_640, PayPeriod::Hour, 12);
    assert_eq!((zh.pay(hourly).as_str(), en.pay(hourly).as_str()), ("26.4 元/小时", "¥26.4 an hour"));
    assert_eq!((zh.pay(Pay::Negotiable).as_str(), en.pay(Pay::Negotiable).as_str()), ("面议", "Negotiable"));
    let asked = |min_years, max_years, graduates| Experience { min_years, max_years, graduates };
    assert_eq!(zh.experience(asked(1, Some(3), false)), "1–3 年");
    assert_eq!(en.experience(asked(1, None, false)), "At least a year");
    assert_eq!(en.experience(asked(5, None, true)), "At least 5 years, graduates welcome");
    assert_eq!(zh.experience(asked(0, None, true)), "应届可投");
    assert_eq!(en.experience(Experience::default()), "No experience needed");
}

#[test]
fn places_and_occupations_in_words() {
    let [zh, en] = BOTH;
    assert_eq!((zh.district("110108").as_str(), en.district("110108").as_str()), ("北京市海淀区", "Haidian, Beijing"));
    assert_eq!((zh.district_short("110108").as_str(), en.district("999999").as_str()), ("海淀区", "999999"));
    let carer = Occupation::by_code("4-10-01-05").unwrap();
    assert_eq!(zh.occupation(carer), "养老护理员");
    assert_eq!(en.occupation(carer), "Carers and domestic workers · 养老护理员");
    let services = Occupation::by_code("4-10-00-00").unwrap();
    assert_eq!(zh.occupation(services), "居民服务人员");
    assert_eq!(en.occupation(services), "Personal and household services");
}

#[test]
fn days_and_moments_in_words() {
    let [zh, en] = BOTH;
    let now = Moment(1_795_575_909);
    assert_eq!(zh.day(now.day()), "2026年11月25日");
    assert_eq!(en.moment(now), "25 November 2026, 11:05");
    let ago = |days: i64| (zh.ago(now.plus_days(-days), now), en.ago(now.plus_days(-days), now));
    assert_eq!(ago(0), ("今天".to_owned(), "today".to_owned()));
    assert_eq!(ago(3), ("3 天前".to_owned(), "3 days ago".to_owned()));
    assert_eq!(ago(40).1, "16 October 2026");
    assert_eq!(zh.day(Day::parse("2026-01-02").unwrap()), "2026年1月2日");
}

#[test]
fn quantities_choose_their_form() {
    let [zh, en] = BOTH;
    assert_eq!(
        (en.count("posting-openings", 1).as_str(), en.count("posting-openings", 1234).as_str()),
        ("one opening", "1,234 openings")
    );
    assert_eq!(zh.count("posting-openings", 20), "招 20 人");
    assert_eq!(
        (zh.number(1_234_567).as_str(), zh.number(999).as_str(), zh.number("-1000.5").as_str()),
        ("1,234,567", "999", "-1,000.5")
    );
}

#[test]
fn faults_in_words() {
    let [zh, en] = BOTH;
    let fault = Violation {
        field: "title".to_owned(),
        code: "too_long",
        args: vec![("max", "80".to_owned()), ("found", "1200".to_owned())],
    };
    assert_eq!(zh.violation(&fault), "最多 80 个字，现在有 1,200 个。");
    assert_eq!(en.reason(&Reason::new(&fault, None)), "Job title: At most 80 characters, now there are 1,200.");
    // What a person typed is shown as typed, and its marks are no instructions.
    let odd = Violation { field: "pay".to_owned(), code: "bad_pay", args: vec![("value", "{ $x } 0012".to_owned())] };
    assert!(zh.violation(&odd).contains("“{ $x } 0012”"));
    assert_eq!(zh.text("no-such-key"), "??no-such-key");
    assert_eq!(zh.field("no_such_field"), "no_such_field");
}
