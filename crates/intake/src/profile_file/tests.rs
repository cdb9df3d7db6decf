//! Files of profiles: good ones, poor ones, hostile ones.

use super::*;
use proptest::prelude::*;
use serde_json::json;

fn today() -> Day {
    Day::parse("2026-11-24").unwrap()
}

fn read_json(value: &Value) -> ProfileFile {
    read(value.to_string().as_bytes(), today()).unwrap_or_else(|fault| panic!("{fault:?}"))
}

fn codes(file: &ProfileFile) -> Vec<(&str, &str)> {
    file.notes.iter().map(|note| (note.code, note.field.as_str())).collect()
}

fn full() -> Profile {
    Profile::parse(&ProfileInput {
        desired_titles: "养老护理员、Care worker".into(),
        pay_min: "6000.5".into(),
        districts: "110108、130000".into(),
        employment_types: "full_time、part_time".into(),
        available_from: "2026-12-01".into(),
        limits: "no_night_shift、care_duty".into(),
        must: "pay、limits".into(),
        education: "associate".into(),
        experience_years: "3".into(),
        skills: "照护、做饭 🐦".into(),
        certificates: "养老护理员四级".into(),
        languages: "普通话、English fluent".into(),
        licences: "C1、叉车证".into(),
        summary: "做事细心。\n会方言。".into(),
        studies: vec![magpie_terms::StudyInput {
            institution: "北京某职业学院".into(),
            area: "护理".into(),
            level: "associate".into(),
            start: "2015-09".into(),
            end: "2018".into(),
        }],
        work: vec![magpie_terms::WorkInput {
            title: "护工".into(),
            employer: "某养老院".into(),
            start: "2019-03".into(),
            end: String::new(),
            summary: "照料 8 位老人".into(),
        }],
    })
    .unwrap()
}

#[test]
fn what_is_written_is_read_back_unchanged() {
    let person =
        PersonInput { name: "李秀英".into(), phone: "138 0000 0000".into(), email: "li@example.org".into() };
    for profile in [full(), Profile::default()] {
        let text = json_resume::write(&person, &profile);
        let file = read(text.as_bytes(), today()).unwrap();
        assert_eq!((file.shape, &file.profile, &file.person), (Shape::JsonResume, &profile, &person), "{text}");
        assert_eq!(file.notes, []);
    }
    let own = json!({ "version": 3, "id": "x", "profile": full().to_input(), "person": person });
    let file = read_json(&own);
    assert_eq!((file.shape, file.profile, file.notes.len()), (Shape::Own, full(), 0));
    let bare = read_json(&serde_json::to_value(full().to_input()).unwrap());
    assert_eq!((bare.shape, bare.profile, bare.person), (Shape::Own, full(), PersonInput::default()));
}

#[test]
fn a_resume_of_others_is_taken_as_far_as_it_goes() {
    let file = read_json(&json!({
        "basics": {
            "name": "Li Wei", "label": "Software engineer", "image": "https://example.org/li.jpg",
            "email": "li@example", "phone": "+86 138 0000 0000", "url": "https://example.org", "birthDate": "1990-01-01",
            "gender": "male", "summary": "I build things.",
            "location": { "address": "Zhongguancun 1", "city": "北京", "countryCode": "CN" },
            "profiles": [{ "network": "X" }]
        },
        "work": [
            { "name": "Acme", "position": "Engineer", "startDate": "2019-03-01", "endDate": "present",
              "summary": "Backends", "highlights": ["Rust", "Postgres"], "url": "https://acme.example" },
            { "name": "Nobody", "startDate": "gestern" },
            { "company": "Old GmbH", "position": "Dev", "startDate": "2018-01", "endDate": "2016-01" }
        ],
        "education": [{ "institution": "Tsinghua", "area": "CS", "studyType": "Bachelor", "endDate": "2014-07-01T00:00:00Z" }],
        "skills": [{ "name": "Web", "level": "Master", "keywords": ["HTML", "CSS, JS"] }],
        "languages": [{ "language": "English", "fluency": "Fluent" }],
        "certificates": [{ "name": "PMP", "date": "2020-01-01" }],
        "references": [{ "name": "Boss" }], "projects": []
    }));
    let fields = &file.fields;
    assert_eq!(fields.desired_titles, "Software engineer");
    assert_eq!(fields.districts, "110000");
    assert_eq!((fields.skills.as_str(), fields.languages.as_str()), ("Web、HTML、CSS JS", "English Fluent"));
    assert_eq!(fields.work.len(), 2);
    assert_eq!((fields.work[0].start.as_str(), fields.work[0].end.as_str()), ("2019-03", ""));
    assert_eq!(fields.work[0].summary, "Backends\nRust\nPostgres");
    assert_eq!((fields.work[1].start.as_str(), fields.work[1].end.as_str()), ("2018-01", ""));
    assert_eq!((fields.studies[0].level.as_str(), fields.studies[0].end.as_str()), ("bachelor", "2014-07"));
    assert_eq!((file.person.name.as_str(), file.person.email.as_str()), ("Li Wei", ""));
    let notes = codes(&file);
    for expected in [
        ("private", "basics.image"),
        ("private", "basics.birthDate"),
        ("private", "basics.gender"),
        ("private", "basics.location.address"),
        ("unplaced", "basics.profiles"),
        ("unplaced", "references"),
        ("unplaced", "work[0].url"),
        ("assumed", "desired_titles"),
        ("assumed", "districts"),
        ("untitled", "work[1]"),
        ("unknown", "work[2].end"),
        ("unknown", "email"),
    ] {
        assert!(notes.contains(&expected), "{expected:?} is missing in {notes:?}");
    }
    assert!(!notes.iter().any(|(_, field)| *field == "projects"), "an empty section is nothing");
    let private: Vec<&str> =
        file.notes.iter().filter(|note| note.code == "private").map(|note| note.value.as_str()).collect();
    assert!(private.iter().all(|value| value.is_empty()), "what is private is not repeated");
}

#[test]
fn a_flat_line_is_read_as_a_person_would() {
    let file = read_json(&json!({
        "id": "s0002", "desired_titles": ["数据挖掘工程师", "图像处理工程师"], "pay_min": 4000, "pay_max": 9000,
        "kind": "internship", "industries": ["金融"], "place": "天津市天津市河东区", "experience": "10年以上工作经验",
        "available": "1周后到岗", "skills": ["daw[GOOD]", "python[SKILLED]"], "education": ["硕士", "本科"],
        "majors": ["统计学"], "past_titles": ["教授"], "languages": ["英语[GOOD]"], "certificates": ["#[实习证明]"]
    }));
    assert_eq!(file.shape, Shape::Flat);
    let fields = &file.fields;
    assert_eq!(fields.desired_titles, "数据挖掘工程师、图像处理工程师");
    assert_eq!((fields.pay_min.as_str(), fields.employment_types.as_str()), ("4000", "intern"));
    assert_eq!((fields.districts.as_str(), fields.experience_years.as_str()), ("120102", "10"));
    assert_eq!((fields.available_from.as_str(), fields.education.as_str()), ("2026-12-01", "master"));
    assert_eq!((fields.skills.as_str(), fields.certificates.as_str()), ("daw、python", "实习证明"));
    assert_eq!((fields.studies[0].area.as_str(), fields.work[0].title.as_str()), ("统计学", "教授"));
    let mut notes = codes(&file);
    notes.sort_unstable();
    assert_eq!(notes, [("unplaced", "industries"), ("unplaced", "pay_max")]);

    let odd = read_json(&json!({
        "desired_titles": "司机", "place": "火星市", "experience": "很多", "available": "等雨停", "kind": "看情况",
        "education": ["不详"], "gender": "女", "age": 35
    }));
    let mut notes = codes(&odd);
    notes.sort_unstable();
    assert_eq!(
        notes,
        [
            ("private", "age"),
            ("private", "gender"),
            ("unknown", "available"),
            ("unknown", "districts"),
            ("unknown", "education"),
            ("unknown", "employment_types"),
            ("unknown", "experience")
        ]
    );
    assert_eq!(odd.fields.desired_titles, "司机");
}

#[test]
fn a_long_resume_of_mixed_scripts_is_cut_and_said_so() {
    let words = "word 文字 🐦 कार्य ".repeat(5_000);
    let jobs: Vec<Value> = (0..50).map(|n| json!({ "title": format!("工作{n}"), "summary": words })).collect();
    let value = json!({ "summary": words, "skills": vec!["x".repeat(200); 1], "work": jobs[..2] });
    let file = read_json(&value);
    assert_eq!(file.fields.summary.chars().count(), 19_999, "without the blank at its end");
    assert_eq!(file.fields.work[0].summary.chars().count(), 3_999);
    assert!(codes(&file).contains(&("cut", "summary")) && codes(&file).contains(&("cut", "skills")));
    let many = json!({ "work": (0..50).map(|n| json!({ "title": format!("工作{n}") })).collect::<Vec<_>>() });
    let file = read_json(&many);
    assert_eq!((file.fields.work.len(), codes(&file)), (30, vec![("too_many", "work")]));
    let ten_thousand = json!({ "summary": "字 word ".repeat(2_500) });
    assert_eq!(codes(&read_json(&ten_thousand)), []);
}

#[test]
fn what_is_no_profile_is_refused() {
    let code = |bytes: &[u8]| read(bytes, today()).map(|_| ()).unwrap_err().code;
    assert_eq!(code(b""), "required");
    assert_eq!(code(b" \n"), "required");
    assert_eq!(code(b"{"), "bad_json");
    assert_eq!(code(b"\xff\xfe"), "bad_json");
    assert_eq!(code("[".repeat(100_000).as_bytes()), "bad_json");
    assert_eq!(code(&vec![b' '; LARGEST + 1]), "profile_too_large");
    for text in ["[]", "1", "\"x\"", "{}", "{\"a\":1}", "null"] {
        assert_eq!(code(text.as_bytes()), "not_a_profile", "{text}");
    }
}

#[test]
fn every_line_of_the_anonymous_set_is_read() {
    let Some(lines) = crate::tests_shared::file("seekers/teddy_2023_anonymous.jsonl") else { return };
    let lines = String::from_utf8(lines).expect("text");
    for line in lines.lines() {
        let file = read(line.as_bytes(), today()).unwrap_or_else(|fault| panic!("{line}: {fault:?}"));
        assert_eq!(file.shape, Shape::Flat);
        let unknown = file.notes.iter().filter(|note| note.code == "unknown").count();
        assert!(unknown <= 3, "{line}: {:?}", file.notes);
    }
}

fn any_json() -> impl Strategy<Value = Value> {
    let names = [
        "basics",
        "work",
        "education",
        "skills",
        "name",
        "position",
        "summary",
        "meta",
        "magpie",
        "profile",
        "person",
        "desired_titles",
        "pay_min",
        "districts",
        "place",
        "experience",
        "available",
        "startDate",
        "start",
        "end",
        "title",
        "studies",
        "level",
        "kind",
        "languages",
        "language",
        "certificates",
        "email",
        "phone",
        "image",
        "limits",
        "must",
    ];
    let leaf = prop_oneof![
        any::<String>().prop_map(Value::String),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(|number| json!(number)),
        any::<bool>().prop_map(Value::Bool),
        Just(Value::Null),
        prop::sample::select(vec![
            "110108",
            "2019-13",
            "9999",
            "full_time",
            "本科",
            "1周后到岗",
            "\u{202e}x",
            "a、b,c"
        ])
        .prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 40, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::Array),
            prop::collection::hash_map(prop::sample::select(names.to_vec()), inner, 0..8)
                .prop_map(|map| Value::Object(map.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())),
        ]
    })
}

proptest! {
    #[test]
    fn whatever_comes_what_is_taken_is_valid(value in any_json()) {
        if let Ok(file) = read(value.to_string().as_bytes(), today()) {
            prop_assert_eq!(&Profile::parse(&file.fields).unwrap(), &file.profile);
            let again = read(json_resume::write(&file.person, &file.profile).as_bytes(), today());
            if let Ok(again) = again {
                prop_assert_eq!(again.profile, file.profile);
                prop_assert_eq!(again.person, file.person);
            }
            prop_assert!(file.notes.len() <= MOST_NOTES);
        }
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = read(&bytes, today());
    }
}
