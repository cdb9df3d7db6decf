//! Screening questions of a posting: what everybody who applies is asked.
//!
//! Rule: a question that was asked stays as it was asked. Changing the questions retires the old ones, so that every
//! answer stays readable under its own question; and none asks what the law forbids to ask.

use crate::applications::entity::question;
use crate::applications::values::{MOST_QUESTIONS, QuestionKind};
use crate::authority::Grant;
use crate::db::Db;
use crate::error::{Code, Error};
use crate::ids::{PostingId, QuestionId};
use crate::postings::entity::posting;
use crate::postings::policy::EditPosting;
use magpie_terms::violation::Fault;
use magpie_terms::{Violations, text};
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, QuerySelect, Set};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};

/// A question as sent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct QuestionInput {
    /// `yes_no`, `choice`, `number` or `text`.
    pub kind: String,
    /// What is asked, 2 to 200 characters.
    pub question: String,
    /// What to choose from, 2 to 12 options of up to 60 characters; only of a `choice`.
    pub options: Vec<String>,
    /// Whether nobody can apply without an answer.
    pub required: bool,
}

/// A valid question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionContent {
    /// How it is answered.
    pub kind: QuestionKind,
    /// What is asked.
    pub question: String,
    /// What to choose from.
    pub options: Vec<String>,
    /// Whether nobody can apply without an answer.
    pub required: bool,
}

/// A question that is asked now, or was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Its id; the answer's field is `answer-ID`.
    pub id: QuestionId,
    /// What it says.
    pub content: QuestionContent,
}

/// An answer as it is kept: under the id of its question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Kept {
    pub question: String,
    pub answer: String,
}

/// An answer under its question, as it was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// How it was asked.
    pub kind: QuestionKind,
    /// What was asked.
    pub question: String,
    /// `yes` or `no`, the option, the number or the text.
    pub answer: String,
}

/// Parses the questions of a posting.
///
/// # Errors
/// All violations, by field: `question-0`, `kind-0`, `options-0`; `questions` where there are too many.
pub fn parse(input: &[QuestionInput]) -> Result<Vec<QuestionContent>, Violations> {
    let mut violations = Violations::default();
    let v = &mut violations;
    if input.len() > MOST_QUESTIONS {
        let args = vec![("max", MOST_QUESTIONS.to_string()), ("found", input.len().to_string())];
        v.add_with("questions", "too_many", args);
    }
    let mut parsed: Vec<QuestionContent> = Vec::new();
    for (index, one) in input.iter().enumerate().take(MOST_QUESTIONS) {
        let (field, options_field) = (format!("question-{index}"), format!("options-{index}"));
        let asked = v.keep(&field, text::line(&one.question, 2, 200));
        if let Some(asked) = &asked {
            v.keep(&field, magpie_terms::lawful::check(asked));
            if parsed.iter().any(|known| known.question == *asked) {
                v.add(&field, "doubled_question");
            }
        }
        let kind = magpie_terms::employer::chosen(&format!("kind-{index}"), &one.kind, QuestionKind::from_code, v);
        let options = match kind {
            Some(QuestionKind::Choice) => v.keep(&options_field, options(&one.options)),
            _ => Some(Vec::new()),
        };
        if let (Some(question), Some(kind), Some(options)) = (asked, kind, options) {
            parsed.push(QuestionContent { kind, question, options, required: one.required });
        }
    }
    violations.finish(Some(parsed))
}

fn options(sent: &[String]) -> Result<Vec<String>, Fault> {
    let mut found: Vec<String> = Vec::new();
    for option in sent {
        let option = text::line(option, 0, 60)?;
        magpie_terms::lawful::check(&option)?;
        if !option.is_empty() && !found.contains(&option) {
            found.push(option);
        }
    }
    match found.len() {
        0 | 1 => Err(Fault::new("few_options")),
        2..=12 => Ok(found),
        more => Err(Fault::with("too_many", &[("max", &12), ("found", &more)])),
    }
}

impl QuestionContent {
    /// The fields that would give this question again.
    #[must_use]
    pub fn to_input(&self) -> QuestionInput {
        QuestionInput {
            kind: self.kind.code().to_owned(),
            question: self.question.clone(),
            options: self.options.clone(),
            required: self.required,
        }
    }
}

/// Asks these questions from now on. What stays as it was keeps its id; what is left out or changed is retired.
///
/// # Errors
/// `not-found`.
pub async fn replace(db: &Db, grant: &Grant<EditPosting>, wanted: &[QuestionContent]) -> Result<(), Error> {
    let posting = grant.subject().text();
    let mut tx = db.begin(grant).await?;
    // On PostgreSQL two members who save at once wait for each other here, so that the questions do not add up.
    let locked = posting::Entity::find_by_id(&posting).lock_exclusive().one(tx.conn()).await?;
    locked.ok_or(Error::Rule(Code::NotFound))?;
    let mut asked = current(tx.conn(), *grant.subject()).await?;
    let now = tx.now().0;
    for (position, content) in wanted.iter().enumerate() {
        let position = i64::try_from(position).unwrap_or(i64::MAX);
        if let Some(at) = asked.iter().position(|known| known.content == *content) {
            let stays = asked.swap_remove(at);
            question::Entity::update_many()
                .col_expr(question::Column::Position, position.into())
                .filter(question::Column::Id.eq(stays.id.text()))
                .exec(tx.conn())
                .await?;
            continue;
        }
        question::ActiveModel {
            id: Set(QuestionId::new().text()),
            posting_id: Set(posting.clone()),
            position: Set(position),
            kind: Set(content.kind.code().to_owned()),
            question: Set(content.question.clone()),
            options: Set(content.options.join("\n")),
            required: Set(content.required),
            created_at: Set(now),
            retired_at: Set(None),
        }
        .insert(tx.conn())
        .await?;
    }
    question::Entity::update_many()
        .col_expr(question::Column::RetiredAt, Some(now).into())
        .filter(question::Column::Id.is_in(asked.iter().map(|gone| gone.id.text())))
        .exec(tx.conn())
        .await?;
    tx.audit("change-questions", grant.subject(), wanted.len().to_string());
    tx.commit().await
}

/// The questions that are asked now, for the members of the employer.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn of_posting(db: &Db, grant: &Grant<EditPosting>) -> Result<Vec<Question>, Error> {
    current(db.read(), *grant.subject()).await
}

pub(crate) async fn current(conn: &impl ConnectionTrait, posting: PostingId) -> Result<Vec<Question>, Error> {
    let rows = question::Entity::find()
        .filter(question::Column::PostingId.eq(posting.text()))
        .filter(question::Column::RetiredAt.is_null())
        .order_by_asc(question::Column::Position)
        .order_by_asc(question::Column::Id)
        .all(conn)
        .await?;
    rows.iter().map(from_row).collect()
}

fn from_row(row: &question::Model) -> Result<Question, Error> {
    Ok(Question {
        id: QuestionId::from_row(&row.id)?,
        content: QuestionContent {
            kind: QuestionKind::from_code(&row.kind).ok_or_else(|| Error::internal("a question of unknown kind"))?,
            question: row.question.clone(),
            options: row.options.lines().map(str::to_owned).collect(),
            required: row.required,
        },
    })
}

/// Parses the answers to these questions; `given` is by the id of the question.
///
/// # Errors
/// All violations, by field `answer-ID`; `questions_changed` where an answer is to a question that is not asked now.
pub(crate) fn parse_answers(asked: &[Question], given: &BTreeMap<String, String>) -> Result<Vec<Kept>, Violations> {
    let mut violations = Violations::default();
    let mut kept = Vec::new();
    for question in asked {
        let id = question.id.text();
        let sent = given.get(&id).map_or("", |answer| answer.trim());
        if sent.is_empty() && !question.content.required {
            continue;
        }
        if let Some(answer) = violations.keep(&format!("answer-{id}"), parse_answer(&question.content, sent)) {
            kept.push(Kept { question: id, answer });
        }
    }
    let known = |id: &String| asked.iter().any(|question| question.id.text() == *id);
    if given.iter().any(|(id, answer)| !known(id) && !answer.trim().is_empty()) {
        violations.add("answers", "questions_changed");
    }
    violations.finish(Some(kept))
}

fn parse_answer(question: &QuestionContent, sent: &str) -> Result<String, Fault> {
    if sent.is_empty() {
        return Err(Fault::new("required"));
    }
    let unknown = || Fault::with("unknown_value", &[("value", &text::shortened(sent, 40))]);
    match question.kind {
        QuestionKind::YesNo => matches!(sent, "yes" | "no").then(|| sent.to_owned()).ok_or_else(unknown),
        QuestionKind::Choice => question.options.iter().find(|option| *option == sent).cloned().ok_or_else(unknown),
        QuestionKind::Number => {
            text::whole_number(sent, -1_000_000_000, 1_000_000_000).map(|number| number.to_string())
        }
        QuestionKind::Text => text::block(sent, 1, 1000),
    }
}

/// The answers under their questions, as they were asked.
pub(crate) async fn answered(conn: &impl ConnectionTrait, answers: &str) -> Result<Vec<Answered>, Error> {
    let kept: Vec<Kept> =
        serde_json::from_str(answers).map_err(|cause| Error::internal(format!("answers as JSON: {cause}")))?;
    if kept.is_empty() {
        return Ok(Vec::new());
    }
    let rows = question::Entity::find()
        .filter(question::Column::Id.is_in(kept.iter().map(|answer| &answer.question)))
        .all(conn)
        .await?;
    let asked: HashMap<&str, &question::Model> = rows.iter().map(|row| (row.id.as_str(), row)).collect();
    kept.into_iter()
        .filter_map(|answer| Some((asked.get(answer.question.as_str())?, answer)))
        .map(|(row, answer)| {
            let content = from_row(row)?.content;
            Ok(Answered { kind: content.kind, question: content.question, answer: answer.answer })
        })
        .collect()
}
