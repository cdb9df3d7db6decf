//! Closed sets, pay, experience, places and occupations in words.
//!
//! Rule: every member of a closed set has its word under `FAMILY-CODE`; a test walks all of them.

use super::Text;
use super::value::Value;
use magpie_domain::accounts::values::{Locale, Role};
use magpie_domain::alerts::values::{AlertState, Cadence};
use magpie_domain::applications::values::{
    ApplicationState, InvitationState, Origin, QuestionKind, RefusalReason, Side,
};
use magpie_domain::employers::values::{EmployerState, MemberRole};
use magpie_domain::imports::values::BatchState;
use magpie_domain::postings::values::PostingState;
use magpie_domain::seekers::doubles::Likeness;
use magpie_domain::seekers::values::{RecordedBy, Source, Visibility};
use magpie_terms::pay::fen_to_yuan;
use magpie_terms::{
    Division, Education, EmployerSize, EmploymentType, Experience, Industry, Limit, Must, Occupation, Pay, PayPeriod,
    PostingContent, Shift,
};

macro_rules! words {
    ($($(#[$meta:meta])* $method:ident($set:ty) = $family:literal;)+) => {
        impl Text { $(
            $(#[$meta])*
            #[must_use]
            pub fn $method(self, member: impl Value<$set>) -> String {
                self.member($family, member.value().code())
            }
        )+ }
    };
}

words! {
    /// 本科, Bachelor's degree.
    education(Education) = "education-";
    /// 全职, Full-time.
    employment_type(EmploymentType) = "employment-type-";
    /// 白班, Day shift.
    shift(Shift) = "shift-";
    /// A section of GB/T 4754.
    industry(Industry) = "industry-";
    /// 20–99 人.
    employer_size(EmployerSize) = "employer-size-";
    /// 草稿, Draft.
    posting_state(PostingState) = "posting-state-";
    /// 等待核验, Waiting.
    employer_state(EmployerState) = "employer-state-";
    /// What an account may do.
    role(Role) = "role-";
    /// What a member of an employer may do.
    member_role(MemberRole) = "member-role-";
    /// Where an import stands.
    batch_state(BatchState) = "batch-state-";
    /// 每月, a month.
    pay_period(PayPeriod) = "pay-period-";
    /// 每天一封, Once a day.
    cadence(Cadence) = "cadence-";
    /// Whether an alert mails.
    alert_state(AlertState) = "alert-state-";
    /// Where an application stands.
    application_state(ApplicationState) = "application-state-";
    /// How an application came about.
    application_origin(Origin) = "application-origin-";
    /// Who took a step of an application.
    application_side(Side) = "application-side-";
    /// How a screening question is answered.
    question_kind(QuestionKind) = "question-kind-";
    /// Why an employer refuses.
    refusal_reason(RefusalReason) = "refusal-reason-";
    /// What became of the invitation of a candidate.
    candidate_invitation_state(InvitationState) = "candidate-invitation-state-";
    /// A language in its own words.
    language(Locale) = "language-";
    /// 不上夜班, No night shifts.
    limit(Limit) = "limit-";
    /// A wish that must hold.
    must(Must) = "must-";
    /// Who finds a profile.
    visibility(Visibility) = "visibility-";
    /// By which way something came into a profile.
    source(Source) = "source-";
    /// Who recorded it.
    recorded_by(RecordedBy) = "recorded-by-";
    /// Why two profiles may be one person's.
    likeness(Likeness) = "likeness-";
}

impl Text {
    /// The amount of a pay without its unit: `6,500–8,500`, or 面议.
    #[must_use]
    pub fn pay_amount(self, pay: impl Value<Pay>) -> String {
        match pay.value() {
            Pay::Negotiable => self.text("pay-negotiable").into_owned(),
            Pay::Range(range) if range.min_fen == range.max_fen => {
                self.with("pay-one", &[("amount", self.number(fen_to_yuan(range.min_fen)))])
            }
            Pay::Range(range) => {
                let amount = |fen| self.number(fen_to_yuan(fen));
                self.with("pay-range", &[("from", amount(range.min_fen)), ("to", amount(range.max_fen))])
            }
        }
    }

    /// The unit of a pay: `元/月 · 14薪`; empty where it is negotiable.
    #[must_use]
    pub fn pay_unit(self, pay: impl Value<Pay>) -> String {
        let Pay::Range(range) = pay.value() else { return String::new() };
        let unit = self.member("pay-unit-", range.period.code());
        if range.months == 12 {
            return unit;
        }
        self.with("pay-unit-months", &[("unit", unit), ("months", range.months.to_string())])
    }

    /// `6,500–8,500 元/月 · 14薪`, `¥6,500–8,500 a month, 14 months`, 面议.
    #[must_use]
    pub fn pay(self, pay: impl Value<Pay>) -> String {
        let pay = pay.value();
        format!("{} {}", self.pay_amount(pay), self.pay_unit(pay)).trim_end().to_owned()
    }

    /// `1–3 年`, `应届可投`, `不限经验`.
    #[must_use]
    pub fn experience(self, asked: impl Value<Experience>) -> String {
        let asked = asked.value();
        let years = match (asked.min_years, asked.max_years) {
            (0, None) if asked.graduates => return self.text("experience-graduates").into_owned(),
            (0, None) => return self.text("experience-none").into_owned(),
            (0, Some(max)) => self.count("experience-up-to", max),
            (min, Some(max)) if max == min => self.count("experience-exactly", min),
            (min, Some(max)) => self.with("experience-range", &[("min", min), ("max", max)]),
            (min, None) => self.count("experience-at-least", min),
        };
        if asked.graduates { self.with("experience-or-graduates", &[("years", years)]) } else { years }
    }

    /// The education that a posting asks for: `本科及以上`, with 统招 where only full-time studies count.
    #[must_use]
    pub fn education_asked(self, content: &PostingContent) -> String {
        let level = self.member("education-asked-", content.education.code());
        if content.education_full_time { self.with("education-full-time", &[("level", level)]) } else { level }
    }

    /// The full name of a division by its code: 北京市海淀区; Haidian, Beijing. The code itself where it is unknown.
    #[must_use]
    pub fn district(self, code: &str) -> String {
        let Some(division) = Division::by_code(code) else { return code.to_owned() };
        if self.is_zh() {
            return division.full_name();
        }
        division.lineage().iter().map(|place| place.pinyin).collect::<Vec<_>>().join(", ")
    }

    /// The name of a division alone: 海淀区; Haidian.
    #[must_use]
    pub fn district_short(self, code: &str) -> String {
        match Division::by_code(code) {
            Some(division) if self.is_zh() => division.name.to_owned(),
            Some(division) => division.pinyin.to_owned(),
            None => code.to_owned(),
        }
    }

    /// The name of an occupation: 养老护理员. In English its own name, or the nearest one above it and the exact
    /// Chinese one: Carers and domestic workers · 养老护理员.
    #[must_use]
    pub fn occupation(self, occupation: &'static Occupation) -> String {
        if self.is_zh() {
            return occupation.name.to_owned();
        }
        match (occupation.name_en(), occupation.nearest_name_en()) {
            (Some(own), _) => own.to_owned(),
            (None, Some(nearest)) => format!("{nearest} · {}", occupation.name),
            (None, None) => occupation.name.to_owned(),
        }
    }

    /// The value of a field of a posting or an employer in words, as a reader of versions sees it.
    #[must_use]
    pub fn field_value(self, field: &str, value: &str) -> String {
        let chosen = match field {
            "education" => Education::from_code(value).map(|v| self.education(v)),
            "employment_type" => EmploymentType::from_code(value).map(|v| self.employment_type(v)),
            "shift" => Shift::from_code(value).map(|v| self.shift(v)),
            "industry" => Industry::from_code(value).map(|v| self.industry(v)),
            "size" => EmployerSize::from_code(value).map(|v| self.employer_size(v)),
            "pay_period" => PayPeriod::from_code(value).map(|v| self.pay_period(v)),
            "pay_kind" => Some(self.member("pay-kind-", value)),
            "district" => Some(self.district(value)),
            "occupation" => Occupation::by_code(value).map(|v| self.occupation(v)),
            "graduates" | "education_full_time" if value == "yes" => Some(self.text("yes").into_owned()),
            "graduates" | "education_full_time" => Some(self.text("no").into_owned()),
            _ => None,
        };
        match chosen {
            Some(words) => words,
            None if value.is_empty() => self.text("empty-value").into_owned(),
            None => value.to_owned(),
        }
    }
}
