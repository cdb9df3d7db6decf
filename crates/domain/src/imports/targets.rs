//! Which employer a row of a file goes to.
//!
//! Rule: the code names the employer, the name only where there is no code to tell otherwise. A registration that
//! nobody has approved yet gets nothing: whoever fills in a form with another's name must not come by its postings.
//! What a file brings for it stays unverified and moves with the approval.

use crate::authority::Grant;
use crate::db::Tx;
use crate::employers::entity::employer;
use crate::employers::values::{EmployerState, name_key};
use crate::employers::write::{other_employer_fault, unverified_row};
use crate::error::{Code, Error};
use crate::ids::EmployerId;
use crate::imports::policy::ImportPostings;
use crate::imports::values::{Import, ReadyRow, Reason, RefusedRow};
use magpie_terms::violation::Fault;
use magpie_terms::{Violation, text};
use sea_orm::entity::prelude::*;
use std::collections::{HashMap, HashSet};

/// An employer that rows go to.
#[derive(Clone, Copy)]
pub(crate) struct Target {
    /// Its id.
    pub(crate) id: EmployerId,
    /// Where it stands.
    pub(crate) state: EmployerState,
    /// Whether a member's postings are public at once.
    pub(crate) trusted: bool,
}

/// The employer that a member imports for.
struct Own {
    target: Target,
    key: String,
    code: Option<String>,
}

/// Where postings go of which the file names no employer: an unverified one that says so, never a guess. An organizer
/// sees it in the batch and decides. It is nobody: no code comes to mean it, and no registration takes it over.
pub(crate) const NAMELESS: &str = "用人单位未注明（来自导入文件）";

/// The employer's name as the row has it, or the one for rows without.
fn named(row: &ReadyRow) -> &str {
    if name_key(&row.employer_name).is_empty() { NAMELESS } else { &row.employer_name }
}

/// Finds for each row the employer it goes to, and gathers those that are new.
pub(crate) struct Targets {
    own: Option<Own>,
    by_code: HashMap<String, Target>,
    /// With the code of the employer, where one is known.
    by_name: HashMap<String, (Target, Option<String>)>,
    new: Vec<employer::ActiveModel>,
    now: i64,
}

impl Targets {
    /// Reads the employers that the file may mean.
    pub(crate) async fn load(tx: &Tx, grant: &Grant<ImportPostings>, import: &Import) -> Result<Self, Error> {
        let mut targets =
            Self { own: None, by_code: HashMap::new(), by_name: HashMap::new(), new: Vec::new(), now: tx.now().0 };
        if let Some(id) = grant.subject() {
            let row = employer::Entity::find_by_id(id.text()).one(tx.conn()).await?.ok_or(Code::NotFound)?;
            targets.own =
                Some(Own { target: target(&row)?, key: row.name_key, code: row.credit_code.or(row.claimed_code) });
            return Ok(targets);
        }
        let names: HashSet<String> = import.ready.iter().map(|row| name_key(named(row))).collect();
        let codes: HashSet<&str> = import.ready.iter().filter_map(|row| row.credit_code.as_deref()).collect();
        let names: Vec<String> = names.into_iter().collect();
        let codes: Vec<&str> = codes.into_iter().collect();
        let open = [EmployerState::Approved.code(), EmployerState::Unverified.code()];
        let mut found = Vec::new();
        for some in names.chunks(1000) {
            let some = employer::Column::NameKey.is_in(some);
            let query = employer::Entity::find().filter(some).filter(employer::Column::State.is_in(open));
            found.extend(query.all(tx.conn()).await?);
        }
        for some in codes.chunks(1000) {
            for column in [employer::Column::CreditCode, employer::Column::ClaimedCode] {
                let some = column.is_in(some.iter().copied());
                let query = employer::Entity::find().filter(some).filter(employer::Column::State.is_in(open));
                found.extend(query.all(tx.conn()).await?);
            }
        }
        // A registered employer goes before an unverified one of the same name.
        found.sort_by_key(|row| (row.state == EmployerState::Unverified.code(), row.created_at, row.id.clone()));
        for row in found {
            let target = target(&row)?;
            let code = row.credit_code.or(row.claimed_code);
            if let Some(code) = &code {
                targets.by_code.entry(code.clone()).or_insert(target);
            }
            if row.name != NAMELESS || code.is_none() {
                targets.by_name.entry(row.name_key).or_insert((target, code));
            }
        }
        Ok(targets)
    }

    /// The employer that the row goes to.
    pub(crate) fn of(&mut self, row: &ReadyRow) -> Result<Target, RefusedRow> {
        let key = name_key(&row.employer_name);
        if let Some(own) = &self.own {
            let same_name = key.is_empty() || own.key.contains(&key) || key.contains(own.key.as_str());
            let same_code = match (&row.credit_code, &own.code) {
                (Some(named), Some(code)) => named == code,
                _ => true,
            };
            return match (same_name, same_code) {
                (true, true) => Ok(own.target),
                (false, _) => Err(refused(row, &other_employer_fault(&row.employer_name))),
                (true, false) => {
                    Err(refused(row, &other_employer_fault(row.credit_code.as_deref().unwrap_or_default())))
                }
            };
        }
        let is_nameless = key.is_empty();
        let key = if is_nameless { name_key(NAMELESS) } else { key };
        if let Some(target) = row.credit_code.as_ref().and_then(|code| self.by_code.get(code)) {
            return Ok(*target);
        }
        if let Some((target, code)) = self.by_name.get(&key)
            && (row.credit_code.is_none() || code.is_none() && !is_nameless)
        {
            let target = *target;
            // From here on the code means this one, so that the order of the rows makes no difference the next time.
            if let Some(code) = &row.credit_code {
                self.by_code.insert(code.clone(), target);
            }
            return Ok(target);
        }
        let name = text::line(named(row), 1, 160).map_err(|fault| refused(row, &fault))?;
        let target = Target { id: EmployerId::new(), state: EmployerState::Unverified, trusted: false };
        self.new.push(unverified_row(target.id, &name, row.credit_code.as_deref(), self.now));
        if !is_nameless || row.credit_code.is_none() {
            self.by_name.entry(key).or_insert((target, row.credit_code.clone()));
        }
        if let Some(code) = &row.credit_code {
            self.by_code.insert(code.clone(), target);
        }
        Ok(target)
    }

    /// Writes the new ones and gives their number.
    pub(crate) async fn insert_new(&self, tx: &Tx) -> Result<u64, Error> {
        for some in self.new.chunks(1000) {
            employer::Entity::insert_many(some.to_vec()).exec_without_returning(tx.conn()).await?;
        }
        Ok(self.new.len() as u64)
    }
}

fn target(row: &employer::Model) -> Result<Target, Error> {
    let state = crate::employers::read::state(row)?;
    Ok(Target { id: EmployerId::from_row(&row.id)?, state, trusted: row.trusted })
}

fn refused(row: &ReadyRow, fault: &Fault) -> RefusedRow {
    let violation = Violation { field: "employer".to_owned(), code: fault.code, args: fault.args.clone() };
    let named = row.cells.iter().position(|cell| !cell.trim().is_empty() && cell.trim() == row.employer_name.trim());
    RefusedRow {
        sheet: row.sheet.clone(),
        row: row.row,
        header: row.header.to_vec(),
        cells: row.cells.clone(),
        reasons: vec![Reason::new(&violation, named.and_then(|column| u32::try_from(column).ok()))],
    }
}
