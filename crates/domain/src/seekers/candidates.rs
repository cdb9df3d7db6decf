//! What employers may see of seekers.
//!
//! Rule: [`visible_to_employer`] is the one condition under which an approved employer finds a person, masked. Name,
//! contact and past employers come only with a consent for this employer and this posting that stands; a blocked legal
//! entity sees neither. What the person chose not to do and what must hold are the person's own business: a care duty
//! would tell of a household, so no employer gets them, with a consent or without ([`for_employers`]). A profile for
//! employers of fairs is shown to nobody as long as there are no fairs.

use crate::authority::Grant;
use crate::db::Db;
use crate::employers::entity::employer;
use crate::employers::values::EmployerState;
use crate::error::{Code, Error};
use crate::ids::{PostingId, SeekerId};
use crate::postings::entity::posting;
use crate::postings::policy::EditPosting;
use crate::seekers::consents;
use crate::seekers::entity::{block, seeker};
use crate::seekers::rows;
use crate::seekers::values::Visibility;
use magpie_terms::{Moment, Profile};
use sea_orm::Condition;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Query;
use std::collections::HashMap;

/// A person as an employer sees them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// The id.
    pub id: SeekerId,
    /// The name; masked without a consent.
    pub name: String,
    /// Whether the name is masked, and past employers and contact are left out.
    pub masked: bool,
    /// How to reach the person; only with a consent.
    pub contact: Option<Contact>,
    /// The profile.
    pub profile: Profile,
    /// Last change.
    pub updated_at: Moment,
}

/// How to reach a person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contact {
    /// Telephone; empty where there is none.
    pub phone: String,
    /// Mail; empty where there is none.
    pub email: String,
}

/// The condition under which an approved employer with this code finds a person among the candidates.
#[must_use]
pub(crate) fn visible_to_employer(credit_code: &str) -> Condition {
    not_hidden_from(credit_code).add(seeker::Column::Visibility.eq(Visibility::Verified.code()))
}

/// The condition under which a consent counts: the profile stands, and the legal entity is not blocked.
#[must_use]
pub(crate) fn not_hidden_from(credit_code: &str) -> Condition {
    let mut blocked = Query::select();
    blocked.column(block::Column::SeekerId).from(block::Entity).and_where(block::Column::CreditCode.eq(credit_code));
    standing().add(seeker::Column::Id.not_in_subquery(blocked))
}

/// The condition under which a profile is one: neither merged into another nor erased.
#[must_use]
pub(crate) fn standing() -> Condition {
    Condition::all().add(seeker::Column::MergedInto.is_null()).add(seeker::Column::ErasedAt.is_null())
}

/// The employer as which one looks, by its code; `None` unless it is approved.
fn code_of(by: &employer::Model) -> Option<&str> {
    by.credit_code.as_deref().filter(|_| by.state == EmployerState::Approved.code())
}

/// The person, where this employer finds them among the candidates.
pub(crate) async fn found_by(
    conn: &impl ConnectionTrait,
    id: SeekerId,
    by: &employer::Model,
) -> Result<Option<seeker::Model>, Error> {
    let Some(code) = code_of(by) else { return Ok(None) };
    Ok(seeker::Entity::find_by_id(id.text()).filter(visible_to_employer(code)).one(conn).await?)
}

/// The posting with its employer.
pub(crate) async fn with_employer(
    db: &Db,
    posting: PostingId,
) -> Result<Option<(posting::Model, employer::Model)>, Error> {
    let found = posting::Entity::find_by_id(posting.text()).find_also_related(employer::Entity).one(db.read()).await?;
    Ok(found.and_then(|(about, by)| Some((about, by?))))
}

/// The code of the legal entity as which the employer of a posting looks; `None` unless it is approved.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn viewing_code(db: &Db, grant: &Grant<EditPosting>) -> Result<Option<String>, Error> {
    let found = with_employer(db, *grant.subject()).await?;
    Ok(found.and_then(|(_, by)| code_of(&by).map(ToOwned::to_owned)))
}

/// Those among `ids` whom the employer of the posting may see, in their order: in full where there is a consent for
/// this posting, masked where the person is visible to verified employers.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn cards(db: &Db, grant: &Grant<EditPosting>, ids: &[SeekerId]) -> Result<Vec<Card>, Error> {
    let Some((about, by)) = with_employer(db, *grant.subject()).await? else { return Ok(Vec::new()) };
    let Some(code) = code_of(&by).filter(|_| !ids.is_empty()) else { return Ok(Vec::new()) };
    let ids_text: Vec<String> = ids.iter().map(|id| id.text()).collect();
    let agreed = consents::known_to_employer(db.read(), ids_text.iter().map(String::as_str), &about, &by).await?;
    let rows = seeker::Entity::find()
        .filter(seeker::Column::Id.is_in(&ids_text))
        .filter(not_hidden_from(code))
        .filter(Condition::any().add(visible_to_employer(code)).add(seeker::Column::Id.is_in(agreed.iter().cloned())))
        .all(db.read())
        .await?;
    let mut found = HashMap::new();
    for row in rows {
        let full = agreed.contains(&row.id);
        let card = if full { in_full(&row)? } else { masked(&row)? };
        found.insert(card.id, card);
    }
    Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
}

/// One of them.
///
/// # Errors
/// `not-found` where the employer may not see the person.
pub async fn card(db: &Db, grant: &Grant<EditPosting>, id: SeekerId) -> Result<Card, Error> {
    cards(db, grant, &[id]).await?.pop().ok_or_else(|| Code::NotFound.into())
}

fn in_full(row: &seeker::Model) -> Result<Card, Error> {
    Ok(Card {
        id: SeekerId::from_row(&row.id)?,
        name: row.name.clone(),
        masked: false,
        contact: Some(Contact {
            phone: row.phone.clone().unwrap_or_default(),
            email: row.email.clone().unwrap_or_default(),
        }),
        profile: for_employers(rows::profile(row)?),
        updated_at: Moment(row.updated_at),
    })
}

fn masked(row: &seeker::Model) -> Result<Card, Error> {
    Ok(Card {
        id: SeekerId::from_row(&row.id)?,
        name: masked_name(&row.name),
        masked: true,
        contact: None,
        profile: without_traces(for_employers(rows::profile(row)?), &row.name),
        updated_at: Moment(row.updated_at),
    })
}

/// The first character of a name and two stars: `李**`, `L**`; only the stars where it does not begin with a letter.
#[must_use]
pub fn masked_name(name: &str) -> String {
    let first = name.chars().find(|c| !c.is_whitespace()).filter(|c| c.is_alphabetic());
    first.map(String::from).unwrap_or_default() + "**"
}

/// The profile without limits and musts.
pub(crate) fn for_employers(mut profile: Profile) -> Profile {
    profile.limits.clear();
    profile.must.clear();
    profile
}

/// The profile without past employers, and its free texts without the name, these employers, numbers that one could
/// call and addresses that one could write to.
fn without_traces(mut profile: Profile, name: &str) -> Profile {
    let mut hidden: Vec<String> = profile.work.iter().map(|work| work.employer.clone()).collect();
    hidden.push(name.to_owned());
    hidden.retain(|part| part.chars().count() >= 2);
    // The longest first, so that no part of one stays behind.
    hidden.sort_by_key(|part| std::cmp::Reverse(part.len()));
    profile.summary = redacted(&profile.summary, &hidden);
    for work in &mut profile.work {
        work.employer = String::new();
        work.title = redacted(&work.title, &hidden);
        work.summary = redacted(&work.summary, &hidden);
    }
    profile
}

/// The shortest run of digits that may be a number to call.
const CALLABLE: usize = 7;

fn redacted(text: &str, hidden: &[String]) -> String {
    let text = hidden.iter().fold(text.to_owned(), |text, part| text.replace(part.as_str(), "**"));
    let characters: Vec<char> = text.chars().collect();
    let is_digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let is_address = |c: char| c.is_ascii_alphanumeric() || "@._-+".contains(c);
    let mut kept = String::with_capacity(text.len());
    let mut at = 0;
    while at < characters.len() {
        let run = characters[at..].iter().take_while(|c| is_address(**c)).count();
        if characters[at..at + run].contains(&'@') {
            kept.push_str("***");
            at += run;
            continue;
        }
        if is_digit(characters[at]) {
            let mut end = at;
            let (mut digits, mut longest, mut row) = (0, 0, 0);
            while end < characters.len() {
                let c = characters[end];
                let joins = matches!(c, ' ' | '-') && characters.get(end + 1).is_some_and(|next| is_digit(*next));
                if is_digit(c) {
                    digits += 1;
                    row += 1;
                    longest = longest.max(row);
                } else if joins {
                    row = 0;
                } else {
                    break;
                }
                end += 1;
            }
            if longest >= CALLABLE || digits >= 11 {
                kept.push_str("***");
            } else {
                kept.extend(&characters[at..end]);
            }
            at = end;
            continue;
        }
        kept.push(characters[at]);
        at += 1;
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_masked_name_tells_neither_who_nor_how_long() {
        for (name, shown) in
            [("李秀英", "李**"), ("Li Wei", "L**"), (" 欧阳 ", "欧**"), ("", "**"), ("🐦鸟", "**"), ("7号", "**")]
        {
            assert_eq!(masked_name(name), shown, "{name}");
        }
    }

    #[test]
    fn free_texts_lose_what_leads_to_the_person() {
        let hidden = ["李秀英".to_owned(), "某养老院".to_owned()];
        for (text, shown) in [
            ("我叫李秀英，在某养老院工作", "我叫**，在**工作"),
            ("电话 138 0000 0000，请来电", "电话 ***，请来电"),
            ("微信１３８００００００００", "微信***"),
            ("写信到 li.xiu@example.org 即可", "写信到 *** 即可"),
            ("2019-2021 年，月薪 6000-8000", "2019-2021 年，月薪 6000-8000"),
            ("C++、@ 与 🐦 a-b", "C++、*** 与 🐦 a-b"),
        ] {
            assert_eq!(redacted(text, &hidden), shown);
        }
    }
}
