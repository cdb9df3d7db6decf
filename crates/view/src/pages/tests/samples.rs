//! Things to show on a page.

use super::*;

pub(super) fn input() -> PostingInput {
    PostingInput {
        title: format!("养老护理员{ODD}"),
        occupation: "4-10-01-05".into(),
        headcount: "3".into(),
        pay_kind: "range".into(),
        pay_min: "6500".into(),
        pay_max: "8500".into(),
        pay_period: "month".into(),
        pay_months: "14".into(),
        education: "junior_high".into(),
        experience_min: "1".into(),
        experience_max: "3".into(),
        graduates: "yes".into(),
        district: "110108".into(),
        address: "丹棱街 1 号".into(),
        employment_type: "full_time".into(),
        shift: "day".into(),
        benefits: "包吃、包住".into(),
        skills: "护理证".into(),
        description: format!("照料老人的起居，协助用餐和散步。\n{ODD}"),
        valid_through: "2026-12-31".into(),
        ..PostingInput::default()
    }
}

pub(super) fn posting(verified: bool) -> Posting {
    Posting {
        id: PostingId::new(),
        content: PostingContent::parse(&input(), NOW.day()).unwrap(),
        version: 2,
        published_at: NOW.plus_days(-3),
        updated_at: NOW,
        employer: EmployerId::new(),
        employer_name: format!("北京安心养老{ODD}"),
        employer_verified: verified,
    }
}

pub(super) fn employer_input() -> EmployerInput {
    EmployerInput {
        name: format!("北京安心养老{ODD}"),
        credit_code: "91110108MA01ABCD2X".into(),
        industry: "Q".into(),
        size: "100_499".into(),
        district: "131000".into(),
        address: "1 号".into(),
        description: ODD.into(),
        contact_name: "王敏".into(),
        contact_phone: "010-6251 5678转801".into(),
        contact_email: "hr@example.org".into(),
    }
}

pub(super) fn employer_detail(state: EmployerState) -> EmployerDetail {
    EmployerDetail {
        id: EmployerId::new(),
        fields: employer_input(),
        state,
        trusted: false,
        refusal_reason: (state == EmployerState::Refused).then(|| ODD.to_owned()),
        created_at: NOW,
        updated_at: NOW,
    }
}

pub(super) fn posting_detail(state: PostingState) -> PostingDetail {
    PostingDetail {
        id: PostingId::new(),
        employer: EmployerId::new(),
        employer_name: ODD.to_owned(),
        state,
        version: 1,
        content: PostingContent::parse(&input(), NOW.day()).unwrap(),
        refusal_reason: Some(ODD.to_owned()),
        published_at: Some(NOW),
        updated_at: NOW,
    }
}

pub(super) fn posting_row(state: PostingState) -> PostingRow {
    PostingRow {
        id: PostingId::new(),
        employer: EmployerId::new(),
        employer_name: ODD.to_owned(),
        title: ODD.to_owned(),
        state,
        headcount: 3,
        valid_through: Day::parse("2026-11-28").unwrap(),
        updated_at: NOW,
        refusal_reason: Some(ODD.to_owned()),
    }
}

pub(super) fn batch(state: BatchState) -> Batch {
    let violations = all_wrong(&["pay", "title"]);
    Batch {
        id: BatchId::new(),
        employer: None,
        file_name: "board_b_raw.xlsx".to_owned(),
        state,
        mapping: String::new(),
        report: Report {
            rows: 8151,
            imported: 7902,
            duplicate: 129,
            refused: 120,
            new_employers: 37,
            published: 12,
            refused_rows: vec![RefusedRow {
                sheet: "招聘信息".to_owned(),
                row: 17,
                header: vec!["职位名称".to_owned(), "薪资".to_owned()],
                cells: vec!["保洁领班".to_owned(), ODD.to_owned()],
                reasons: violations.0.iter().map(|violation| Reason::new(violation, Some(1))).collect(),
            }],
            ..Report::default()
        },
        created_at: NOW,
        finished_at: Some(NOW),
        published_at: None,
        waiting: 7,
    }
}

pub(super) fn all_wrong(fields: &[&str]) -> Violations {
    let mut violations = Violations::default();
    for field in fields {
        violations.add_with(*field, "too_long", vec![("max", "80".to_owned()), ("found", "90".to_owned())]);
    }
    violations
}
