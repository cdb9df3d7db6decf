//! Profiles that may be one person's: found for advisers, who look and decide.
//!
//! Rule: a pair is shown where an adviser keeps at least one of the two. The other, where its owner did not ask for
//! help, is shown masked and only on the evidence of the same number or address: so a person who was registered at a
//! station and then signed up can be found, and nothing else is learnt about them.

use crate::authority::Grant;
use crate::db::{Db, Tx};
use crate::error::{Code, Error};
use crate::ids::{SeekerId, row_id};
use crate::seekers::candidates::{masked_name, standing};
use crate::seekers::entity::{distinct, seeker};
use crate::seekers::policy::AssistSeekers;
use crate::seekers::rows;
use magpie_terms::{Moment, closed_set, text};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict, Query, SelectStatement};
use sea_orm::{Condition, QueryOrder, QuerySelect, Set};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

closed_set! {
    /// Why two profiles may be one person's, the strongest first.
    Likeness { Phone = "phone", Email = "email", Name = "name" }
}

/// One of the two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// Its id.
    pub id: SeekerId,
    /// The name; masked where the reader may not see the profile.
    pub name: String,
    /// Telephone, where the reader may see the profile.
    pub phone: Option<String>,
    /// Mail, where the reader may see the profile.
    pub email: Option<String>,
    /// The wished titles, where the reader may see the profile.
    pub titles: Vec<String>,
    /// Whether the person has an account.
    pub has_account: bool,
    /// Whether the reader may see the profile.
    pub assisted: bool,
    /// Since when.
    pub created_at: Moment,
}

/// Two profiles that may be one person's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Double {
    /// The older one, or the one with an account.
    pub first: Side,
    /// The other.
    pub second: Side,
    /// Why.
    pub because: Vec<Likeness>,
}

impl Double {
    /// Whether the second can be merged into the first.
    #[must_use]
    pub const fn can_keep_first(&self) -> bool {
        !self.second.has_account && self.second.assisted
    }

    /// Whether the first can be merged into the second.
    #[must_use]
    pub const fn can_keep_second(&self) -> bool {
        !self.first.has_account && self.first.assisted
    }
}

/// Doubles on one page.
pub const PAGE: usize = 20;
/// So many profiles are looked at for each kind of likeness; what is decided on makes room for the next.
const MOST_ROWS: u64 = 2000;
/// A number that so many profiles share is a station's or a family's, and tells nothing.
const MOST_ALIKE: usize = 12;

/// A page of the doubles found, the surest first, with the number of all.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn found(db: &Db, _: &Grant<AssistSeekers>, page: u64) -> Result<(Vec<Double>, u64), Error> {
    let mut rows = HashMap::new();
    for column in [seeker::Column::PhoneKey, seeker::Column::Email, seeker::Column::NameKey] {
        let alike = Condition::all().add(column.in_subquery(shared(column)));
        collect(db, &mut rows, column, alike).await?;
    }
    let all = pairs(db, rows, None).await?;
    let total = all.len() as u64;
    let skipped = usize::try_from(page.saturating_sub(1)).unwrap_or(usize::MAX).saturating_mul(PAGE);
    Ok((all.into_iter().skip(skipped).take(PAGE).collect(), total))
}

/// The doubles of one profile, the surest first.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn of(db: &Db, _: &Grant<AssistSeekers>, id: SeekerId) -> Result<Vec<Double>, Error> {
    let found = seeker::Entity::find_by_id(id.text()).filter(standing()).one(db.read()).await?;
    let Some(row) = found else { return Ok(Vec::new()) };
    let mut rows = HashMap::new();
    for (column, key) in [
        (seeker::Column::PhoneKey, row.phone_key.clone()),
        (seeker::Column::Email, row.email.clone()),
        (seeker::Column::NameKey, Some(row.name_key.clone()).filter(|key| !key.is_empty())),
    ] {
        if let Some(key) = key {
            collect(db, &mut rows, column, Condition::all().add(column.eq(key))).await?;
        }
    }
    pairs(db, rows, Some(&row.id)).await
}

/// Notes that two profiles are two persons': they are not shown as doubles any more.
///
/// # Errors
/// `not-found` where the reader may not see that they are alike.
pub async fn mark_distinct(db: &Db, grant: &Grant<AssistSeekers>, a: SeekerId, b: SeekerId) -> Result<(), Error> {
    let mut tx = db.begin(grant).await?;
    both(&tx, a, b).await?;
    let (first, second) = (a.min(b), a.max(b));
    let model = distinct::ActiveModel {
        id: Set(row_id()),
        first_id: Set(first.text()),
        second_id: Set(second.text()),
        at: Set(tx.now().0),
    };
    let once = OnConflict::columns([distinct::Column::FirstId, distinct::Column::SecondId]).do_nothing().to_owned();
    distinct::Entity::insert(model).on_conflict(once).exec_without_returning(tx.conn()).await?;
    tx.audit("mark-distinct", first, second.to_string());
    tx.commit().await
}

/// Both rows, where an adviser may know of the pair.
pub(crate) async fn both(tx: &Tx, a: SeekerId, b: SeekerId) -> Result<(seeker::Model, seeker::Model), Error> {
    let first = rows::load(tx, a).await?;
    let second = rows::load(tx, b).await?;
    let may_know = first.id != second.id
        && (first.assisted && second.assisted || (first.assisted || second.assisted) && same_contact(&first, &second));
    if may_know { Ok((first, second)) } else { Err(Code::NotFound.into()) }
}

fn same_contact(a: &seeker::Model, b: &seeker::Model) -> bool {
    (a.phone_key.is_some() && a.phone_key == b.phone_key) || (a.email.is_some() && a.email == b.email)
}

/// The values of a column that several standing profiles share.
fn shared(column: seeker::Column) -> SelectStatement {
    let mut query = Query::select();
    query
        .column(column)
        .from(seeker::Entity)
        .cond_where(standing())
        .and_where(column.is_not_null())
        .and_where(column.ne(""))
        .group_by_col(column)
        .and_having(Expr::col(seeker::Column::Id).count().gt(1));
    query
}

async fn collect(
    db: &Db,
    rows: &mut HashMap<String, seeker::Model>,
    column: seeker::Column,
    alike: Condition,
) -> Result<(), Error> {
    let mut query = seeker::Entity::find().filter(standing()).filter(alike);
    if matches!(column, seeker::Column::NameKey) {
        query = query.filter(seeker::Column::Assisted.eq(true));
    }
    let found = query.order_by_desc(seeker::Column::CreatedAt).limit(MOST_ROWS).all(db.read()).await?;
    rows.extend(found.into_iter().map(|row| (row.id.clone(), row)));
    Ok(())
}

/// The pairs among these rows, without those that were marked as two persons.
async fn pairs(db: &Db, rows: HashMap<String, seeker::Model>, of: Option<&str>) -> Result<Vec<Double>, Error> {
    let titles = titles_of(&rows)?;
    let mut because: BTreeMap<(&str, &str), BTreeSet<Likeness>> = BTreeMap::new();
    for likeness in Likeness::ALL {
        let mut groups: BTreeMap<&str, Vec<&seeker::Model>> = BTreeMap::new();
        for row in rows.values() {
            if let Some(key) = key_of(row, *likeness) {
                groups.entry(key).or_default().push(row);
            }
        }
        for group in groups.into_values().filter(|group| group.len() <= MOST_ALIKE || of.is_some()) {
            for (a, b) in group.iter().enumerate().flat_map(|(n, a)| group[n + 1..].iter().map(move |b| (*a, *b))) {
                let (a, b) = if a.id < b.id { (a, b) } else { (b, a) };
                let known = of.is_none_or(|id| a.id == id || b.id == id);
                let wanted = match likeness {
                    Likeness::Name => {
                        a.assisted && b.assisted && wishes_are_alike(&titles[a.id.as_str()], &titles[b.id.as_str()])
                    }
                    Likeness::Phone | Likeness::Email => a.assisted || b.assisted,
                };
                // Two accounts stay two: nobody is to lose the own profile to somebody else's decision.
                if known && wanted && (a.account_id.is_none() || b.account_id.is_none()) {
                    because.entry((&a.id, &b.id)).or_default().insert(*likeness);
                }
            }
        }
    }
    let distinct = marked(db, &because).await?;
    let mut found = Vec::new();
    for ((a, b), because) in &because {
        if distinct.contains(&((*a).to_owned(), (*b).to_owned())) {
            continue;
        }
        let sides = |id: &str| side(&rows[id], &titles[id]);
        let (first, second) = if rows[*b].account_id.is_some() { (*b, *a) } else { (*a, *b) };
        found.push(Double { first: sides(first)?, second: sides(second)?, because: because.iter().copied().collect() });
    }
    found.sort_by(|x, y| {
        let sure = |double: &Double| (std::cmp::Reverse(double.because.len()), double.because.first().copied());
        sure(x).cmp(&sure(y)).then_with(|| y.second.id.cmp(&x.second.id)).then_with(|| x.first.id.cmp(&y.first.id))
    });
    Ok(found)
}

fn key_of(row: &seeker::Model, likeness: Likeness) -> Option<&str> {
    let key = match likeness {
        Likeness::Phone => row.phone_key.as_deref(),
        Likeness::Email => row.email.as_deref(),
        Likeness::Name => Some(row.name_key.as_str()),
    };
    key.filter(|key| !key.is_empty())
}

fn titles_of(rows: &HashMap<String, seeker::Model>) -> Result<HashMap<&str, Vec<String>>, Error> {
    rows.values().map(|row| Ok((row.id.as_str(), rows::profile(row)?.desired_titles))).collect()
}

async fn marked(
    db: &Db,
    pairs: &BTreeMap<(&str, &str), BTreeSet<Likeness>>,
) -> Result<HashSet<(String, String)>, Error> {
    let firsts: Vec<String> = pairs.keys().map(|(first, _)| (*first).to_owned()).collect();
    let mut found = HashSet::new();
    for some in firsts.chunks(500) {
        let rows = distinct::Entity::find()
            .filter(distinct::Column::FirstId.is_in(some.iter().cloned()))
            .all(db.read())
            .await?;
        found.extend(rows.into_iter().map(|row| (row.first_id, row.second_id)));
    }
    Ok(found)
}

fn side(row: &seeker::Model, titles: &[String]) -> Result<Side, Error> {
    Ok(Side {
        id: SeekerId::from_row(&row.id)?,
        name: if row.assisted { row.name.clone() } else { masked_name(&row.name) },
        phone: row.phone.clone().filter(|_| row.assisted),
        email: row.email.clone().filter(|_| row.assisted),
        titles: if row.assisted { titles.to_vec() } else { Vec::new() },
        has_account: row.account_id.is_some(),
        assisted: row.assisted,
        created_at: Moment(row.created_at),
    })
}

/// Whether two lists of wished titles could be one person's: one title of each alike, or one list empty.
fn wishes_are_alike(a: &[String], b: &[String]) -> bool {
    a.is_empty() || b.is_empty() || a.iter().any(|a| b.iter().any(|b| titles_are_alike(a, b)))
}

/// Titles are alike where one holds the other or they share half of their pairs of characters.
fn titles_are_alike(a: &str, b: &str) -> bool {
    let (a, b) = (text::folded(a), text::folded(b));
    if a.contains(&b) || b.contains(&a) {
        return true;
    }
    let grams = |text: &str| -> BTreeSet<(char, char)> { text.chars().zip(text.chars().skip(1)).collect() };
    let (a, b) = (grams(&a), grams(&b));
    2 * a.intersection(&b).count() >= a.len().min(b.len()).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_that_one_person_may_wish_for() {
        for (a, b) in [("养老护理员", "护理员"), ("Java 工程师", "java工程师"), ("养老护理员", "养老护理师")]
        {
            assert!(titles_are_alike(a, b), "{a} {b}");
        }
        for (a, b) in [("司机", "会计"), ("养老护理员", "保安员"), ("cook", "driver")] {
            assert!(!titles_are_alike(a, b), "{a} {b}");
        }
    }
}
