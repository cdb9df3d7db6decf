//! Content into rows and back.
//!
//! Rule: both directions stand side by side, so that a field written is a field read.

use crate::db::Tx;
use crate::error::Error;
use crate::ids::{AccountId, BatchId, EmployerId, PostingId, row_id};
use crate::postings::entity::{posting, version};
use crate::postings::values::PostingState;
use magpie_terms::{
    Day, Division, Education, EmploymentType, Experience, Occupation, Pay, PayPeriod, PayRange, PostingContent, Shift,
};
use sea_orm::Set;
use sea_orm::entity::prelude::*;

/// Fills the columns of the content.
pub(crate) fn fill(row: &mut posting::ActiveModel, content: &PostingContent) {
    let range = match content.pay {
        Pay::Range(range) => Some(range),
        Pay::Negotiable => None,
    };
    row.title = Set(content.title.clone());
    row.occupation = Set(content.occupation.map(|o| o.code.to_owned()));
    row.headcount = Set(i64::from(content.headcount));
    row.pay_min_fen = Set(range.map(|r| r.min_fen));
    row.pay_max_fen = Set(range.map(|r| r.max_fen));
    row.pay_period = Set(range.map(|r| r.period.code().to_owned()));
    row.pay_months = Set(range.map(|r| i64::from(r.months)));
    row.education = Set(content.education.code().to_owned());
    row.education_full_time = Set(content.education_full_time);
    row.experience_min = Set(i64::from(content.experience.min_years));
    row.experience_max = Set(content.experience.max_years.map(i64::from));
    row.graduates = Set(content.experience.graduates);
    row.district = Set(content.district.code.to_owned());
    row.address = Set(content.address.clone());
    row.employment_type = Set(content.employment_type.code().to_owned());
    row.shift = Set(content.shift.map(|s| s.code().to_owned()));
    row.benefits = Set(content.benefits.join("\n"));
    row.skills = Set(content.skills.join("\n"));
    row.description = Set(content.description.clone());
    row.valid_through = Set(content.valid_through.to_string());
    row.expires_at = Set(content.valid_through.end().0);
}

/// A new row.
pub(crate) fn new_row(
    id: PostingId,
    employer: EmployerId,
    content: &PostingContent,
    state: PostingState,
    now: i64,
) -> posting::ActiveModel {
    let mut row = posting::ActiveModel {
        id: Set(id.text()),
        employer_id: Set(employer.text()),
        state: Set(state.code().to_owned()),
        version: Set(1),
        created_at: Set(now),
        updated_at: Set(now),
        published_at: Set((state == PostingState::Published).then_some(now)),
        reminded_at: Set(None),
        refusal_reason: Set(None),
        import_batch_id: Set(None),
        import_key: Set(None),
        content_hash: Set(None),
        ..Default::default()
    };
    fill(&mut row, content);
    row
}

/// Notes from which import and which of its rows a posting came.
pub(crate) fn imported(row: &mut posting::ActiveModel, batch: BatchId, key: &str, content_hash: &str) {
    row.import_batch_id = Set(Some(batch.text()));
    row.import_key = Set(Some(key.to_owned()));
    row.content_hash = Set(Some(content_hash.to_owned()));
}

/// The content of a row.
pub(crate) fn content(row: &posting::Model) -> Result<PostingContent, Error> {
    let broken =
        |column: &str| Error::internal(format!("posting {}: column {column} holds no value of its set", row.id));
    let small = |number: i64, column: &str| u8::try_from(number).map_err(|_| broken(column));
    let pay = match (row.pay_min_fen, row.pay_max_fen, row.pay_period.as_deref()) {
        (Some(min_fen), Some(max_fen), Some(period)) => Pay::Range(PayRange {
            min_fen,
            max_fen,
            period: PayPeriod::from_code(period).ok_or_else(|| broken("pay_period"))?,
            months: small(row.pay_months.unwrap_or(12), "pay_months")?,
        }),
        _ => Pay::Negotiable,
    };
    Ok(PostingContent {
        title: row.title.clone(),
        occupation: row.occupation.as_deref().and_then(Occupation::by_code),
        headcount: u16::try_from(row.headcount).map_err(|_| broken("headcount"))?,
        pay,
        education: Education::from_code(&row.education).ok_or_else(|| broken("education"))?,
        education_full_time: row.education_full_time,
        experience: Experience {
            min_years: small(row.experience_min, "experience_min")?,
            max_years: row.experience_max.map(|y| small(y, "experience_max")).transpose()?,
            graduates: row.graduates,
        },
        district: Division::by_code(&row.district).ok_or_else(|| broken("district"))?,
        address: row.address.clone(),
        employment_type: EmploymentType::from_code(&row.employment_type).ok_or_else(|| broken("employment_type"))?,
        shift: row.shift.as_deref().map(|s| Shift::from_code(s).ok_or_else(|| broken("shift"))).transpose()?,
        benefits: lines(&row.benefits),
        skills: lines(&row.skills),
        description: row.description.clone(),
        valid_through: Day::parse(&row.valid_through).map_err(|_| broken("valid_through"))?,
    })
}

fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::to_owned).collect()
}

pub(crate) fn state(row: &posting::Model) -> Result<PostingState, Error> {
    PostingState::from_code(&row.state).ok_or_else(|| Error::internal(format!("posting {}: unknown state", row.id)))
}

/// The row of a version that becomes public.
pub(crate) fn version_row(
    posting: &str,
    version: i64,
    content: &PostingContent,
    at: i64,
    by: Option<AccountId>,
) -> Result<version::ActiveModel, Error> {
    let json =
        serde_json::to_string(&content.to_input()).map_err(|cause| anyhow::anyhow!("a version as JSON: {cause}"))?;
    Ok(version::ActiveModel {
        id: Set(row_id()),
        posting_id: Set(posting.to_owned()),
        version: Set(version),
        content: Set(json),
        published_at: Set(at),
        published_by: Set(by.map(AccountId::text)),
    })
}

/// Keeps the row as it is now as the public version of its number, unless that number was kept before.
pub(crate) async fn keep_version(tx: &Tx, row: &posting::Model) -> Result<(), Error> {
    let known = version::Entity::find()
        .filter(version::Column::PostingId.eq(&row.id))
        .filter(version::Column::Version.eq(row.version))
        .count(tx.conn())
        .await?;
    if known == 0 {
        let by = tx.actor().account();
        version_row(&row.id, row.version, &content(row)?, tx.now().0, by)?.insert(tx.conn()).await?;
    }
    Ok(())
}
