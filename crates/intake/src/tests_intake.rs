//! Whole files: small ones made here, and the real ones that lie beside the project.

use crate::{Intake, Map, Note, Options, Outcome, read_postings, tests_shared};
use magpie_terms::{Day, Education, EmploymentType, Pay};
use std::collections::BTreeMap;

fn options(today: &str) -> Options {
    Options::new(Day::parse(today).unwrap())
}

fn read(file: &str) -> Intake {
    read_postings(file.as_bytes(), &options("2026-11-24")).unwrap()
}

fn accounts_for_every_row(intake: &Intake) {
    let counts = intake.counts();
    assert_eq!(counts.ready + counts.duplicate + counts.refused, counts.rows);
    for row in &intake.rows {
        match &row.outcome {
            Outcome::Ready(ready) => {
                assert_eq!((ready.import_key.len(), ready.content_hash.len()), (64, 64));
            }
            Outcome::Refused(flaws) => assert!(!flaws.is_empty(), "{:?}", row.at),
            Outcome::Duplicate { of } => assert!(*of < row.at),
        }
    }
}

#[test]
fn a_small_table() {
    let intake = read(
        "某区招聘会岗位表\n\n岗位,单位名称,月薪（元）,人数,学历要求,工作地点,性别,年龄,岗位职责,用工形式\n\
         保安员,某某物业公司,4000-5000,5人,初中及以下,北京市海淀区上地,男,18-45,负责园区巡逻与门岗值守工作,全职\n\
         岗位,单位名称,月薪（元）,人数,学历要求,工作地点,性别,年龄,岗位职责,用工形式\n\
         月嫂,某某家政公司,面议,若干,不限,朝阳区,女,30-50,照顾产妇和新生儿的日常起居,劳务\n\
         保安员,某某物业公司,4000-5000,5人,初中及以下,北京市海淀区上地,女,18-45,负责园区巡逻与门岗值守工作,全职\n\
         ,某某公司,5000,2,大专,北京,,,,\n",
    );
    accounts_for_every_row(&intake);
    let counts = intake.counts();
    assert_eq!((counts.ready, counts.duplicate, counts.refused, counts.blank, counts.headings), (1, 1, 2, 1, 3));
    let Outcome::Ready(ready) = &intake.rows[0].outcome else { panic!("{:?}", intake.rows[0]) };
    assert_eq!((ready.content.headcount, ready.content.district.code), (5, "110108"));
    assert_eq!(ready.content.education, Education::None);
    assert_eq!(ready.content.employment_type, EmploymentType::FullTime);
    assert_eq!(ready.content.occupation.map(|found| found.code), Some("4-07-05-01"));
    // What the law forbids to ask is named and kept nowhere.
    assert!(intake.rows.iter().all(|row| row.cells.get(6).is_none_or(String::is_empty)));
    let unlawful = intake.sheets[0].columns.iter().filter(|column| column.meaning == crate::Meaning::Unlawful);
    assert_eq!(unlawful.map(|column| column.header.as_str()).collect::<Vec<_>>(), ["性别", "年龄"]);
}

#[test]
fn a_map_goes_before_headings_and_gives_context() {
    let file = "甲,乙,丙\n保洁员,朝阳区望京,4千\n保洁员,东城区,\n";
    let map = Map::parse(
        "[columns]\n\"甲\" = \"title\"\nB = \"district\"\n\"丙\" = \"pay\"\n[sheet.\"\"]\nheader_row = 1\n\
                          [defaults]\ndistrict = \"110108\"\nheadcount = 3\nemployer = \"某某街道服务站\"\n",
    )
    .unwrap();
    let intake = read_postings(file.as_bytes(), &Options { map, ..options("2026-11-24") }).unwrap();
    let Outcome::Ready(ready) = &intake.rows[0].outcome else { panic!("{:?}", intake.rows[0]) };
    assert_eq!((ready.content.district.code, ready.content.headcount), ("110105", 3));
    assert_eq!(ready.employer.as_ref().unwrap().name, "某某街道服务站");
    let Outcome::Ready(ready) = &intake.rows[1].outcome else { panic!("{:?}", intake.rows[1]) };
    assert_eq!(ready.content.pay, Pay::Negotiable);
    assert!(ready.notes.iter().any(|note| note.code == Note::ASSUMED && note.field == "pay"));
    // The map found can be given back and finds the same.
    let again = Options { map: Map { defaults: crate::Defaults::default(), ..intake.map() }, ..options("2026-11-24") };
    let again =
        read_postings(file.as_bytes(), &Options { map: Map::parse(&again.map.to_toml()).unwrap(), ..again }).unwrap();
    let meanings = |intake: &Intake| intake.sheets[0].columns.iter().map(|column| column.meaning).collect::<Vec<_>>();
    assert_eq!(meanings(&again), meanings(&intake));
}

#[test]
fn keys_stay_when_pay_changes_and_on_another_day() {
    let file =
        |pay: &str| format!("职位,公司,薪资,地点,描述\n会计,某某公司,{pay},北京市海淀区,负责日常账务处理与纳税申报\n");
    let one =
        |file: &str, today: &str| match read_postings(file.as_bytes(), &options(today)).unwrap().rows.remove(0).outcome
        {
            Outcome::Ready(ready) => (ready.import_key, ready.content_hash),
            other => panic!("{other:?}"),
        };
    let first = one(&file("8-10K"), "2026-11-24");
    assert_eq!(one(&file("8-10K"), "2026-11-30"), first);
    let changed = one(&file("9-10K"), "2026-11-24");
    assert_eq!(changed.0, first.0);
    assert_ne!(changed.1, first.1);
}

#[test]
fn a_sheet_without_headings_is_known_by_its_cells() {
    let intake = read(
        "保洁员,4000-5000元,某某物业公司,北京市海淀区上地\n厨师,6000-8000元,某某餐饮公司,北京市朝阳区望京\n收银员,5千,某某超市公司,北京市西城区\n",
    );
    assert_eq!(intake.counts().ready, 3, "{:?} {:?}", intake.sheets, intake.rows);
    assert_eq!(intake.sheets[0].header_row, None);
}

/// Prints what became of a real file.
fn figures(name: &str, intake: &Intake) {
    let mut reasons: BTreeMap<String, usize> = BTreeMap::new();
    let mut notes: BTreeMap<String, usize> = BTreeMap::new();
    for row in &intake.rows {
        match &row.outcome {
            Outcome::Refused(flaws) => {
                for flaw in flaws {
                    *reasons.entry(format!("{} {}", flaw.violation.field, flaw.violation.code)).or_default() += 1;
                }
            }
            Outcome::Ready(ready) => {
                for note in &ready.notes {
                    *notes.entry(format!("{} {}", note.code, note.field)).or_default() += 1;
                }
            }
            Outcome::Duplicate { .. } => {}
        }
    }
    println!("{name}: {:?}\n  refused for {reasons:?}\n  notes {notes:?}", intake.counts());
    for sheet in &intake.sheets {
        let columns: Vec<String> = sheet
            .columns
            .iter()
            .map(|column| format!("{}={:?}/{}", column.header, column.meaning, column.confidence))
            .collect();
        println!("  {} header {:?}: {}", sheet.name, sheet.header_row, columns.join(" "));
    }
}

#[test]
fn the_real_workbook_comes_in() {
    let Some(file) = tests_shared::file("postings/board_b_raw.xlsx") else { return };
    let intake = read_postings(&file, &options("2026-11-24")).unwrap();
    figures("board_b_raw.xlsx", &intake);
    accounts_for_every_row(&intake);
    let counts = intake.counts();
    assert_eq!(counts.rows + counts.headings + counts.blank, 8151);
    assert!((counts.ready + counts.duplicate) * 100 >= counts.rows * 95);
}

#[test]
fn the_real_tables_come_in() {
    if let Some(file) = tests_shared::file("postings/job_boards_it_2019.csv") {
        let intake = read_postings(&file, &options("2026-11-24")).unwrap();
        figures("job_boards_it_2019.csv", &intake);
        accounts_for_every_row(&intake);
        assert_eq!(intake.counts().rows, 3086);
    }
    if let Some(file) = tests_shared::file("postings/teddy_2023.csv") {
        for today in ["2026-11-24", "2022-12-01"] {
            let intake = read_postings(&file, &options(today)).unwrap();
            figures(&format!("teddy_2023.csv on {today}"), &intake);
            accounts_for_every_row(&intake);
            assert_eq!(intake.counts().rows, 1182);
        }
    }
}
