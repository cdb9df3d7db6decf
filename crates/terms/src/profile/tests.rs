use super::*;

fn full() -> ProfileInput {
    ProfileInput {
        desired_titles: "养老护理员、护工".into(),
        pay_min: "6000".into(),
        districts: "110108、110105".into(),
        employment_types: "full_time".into(),
        limits: "no_night_shift".into(),
        must: "limits".into(),
        education: "junior_high".into(),
        skills: "照护、做饭".into(),
        licences: "C1".into(),
        work: vec![WorkInput {
            title: "护工".into(),
            employer: "某养老院".into(),
            start: "2019-03".into(),
            end: "2021".into(),
            summary: String::new(),
        }],
        ..ProfileInput::default()
    }
}

#[test]
fn profile_and_fields_go_both_ways() {
    let profile = Profile::parse(&full()).unwrap();
    assert_eq!(Profile::parse(&profile.to_input()).unwrap(), profile);
    assert_eq!(Profile::parse(&ProfileInput::default()).unwrap(), Profile::default());
}

#[test]
fn every_fault_is_named_with_its_entry() {
    let mut input = full();
    input.pay_min = "-5".into();
    input.districts = "999999".into();
    input.must = "sex".into();
    input.work[0].title = String::new();
    input.work.push(WorkInput {
        title: "司机".into(),
        start: "2022".into(),
        end: "2020-01".into(),
        ..Default::default()
    });
    let found = Profile::parse(&input).unwrap_err();
    let fields: Vec<&str> = found.0.iter().map(|v| v.field.as_str()).collect();
    for field in ["pay_min", "districts", "must", "work-0-title", "work-1-end"] {
        assert!(fields.contains(&field), "{field} is missing in {fields:?}");
    }
}

#[test]
fn fields_about_the_person_do_not_exist() {
    for name in
        ["sex", "gender", "age", "birth", "birthday", "marriage", "household", "hukou", "photo", "name", "ethnicity"]
    {
        let parsed = serde_json::from_str::<ProfileInput>(&format!("{{\"{name}\":\"x\"}}"));
        assert!(parsed.is_err(), "{name}");
    }
}

#[test]
fn years_count_overlapping_work_once() {
    let today = Day::parse("2026-11-24").unwrap();
    let mut profile = Profile::parse(&full()).unwrap();
    assert_eq!(profile.years_of_work(today), Some(2), "March 2019 to December 2021");
    let second = Work { start: Some(Month { year: 2021, month: Some(1) }), end: None, ..profile.work[0].clone() };
    profile.work.push(second);
    assert_eq!(profile.years_of_work(today), Some(7), "March 2019 until now");
    profile.experience_years = Some(1);
    assert_eq!(profile.years_of_work(today), Some(1), "what the person says counts");
    assert_eq!(Profile::default().years_of_work(today), None);
}

#[test]
fn completeness_adds_up() {
    assert_eq!(Profile::default().completeness().0, 0);
    let (filled, missing) = Profile::parse(&full()).unwrap().completeness();
    assert_eq!((filled, missing), (90, vec!["languages", "summary"]));
}
