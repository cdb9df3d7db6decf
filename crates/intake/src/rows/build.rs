//! One row of cells becomes a posting, or the list of what is wrong with it.
//!
//! Rule: a value is taken from the row, else from the person's map, else it is the usual one and noted as assumed.
//! What is missing and has no usual value is a flaw. All flaws of a row are found at once.

use super::by_field::Cells;
use super::describe::description;
use super::terms::{pay_between, pay_in, place_of};
use super::{EmployerRef, Flaw, Note, Outcome, Ready};
use crate::cells;
use crate::columns::{Field, Layout, Meaning};
use crate::grid::cell_reference;
use crate::occupations::guess_occupation;
use magpie_terms::text::{self, folded, shortened};
use magpie_terms::violation::{Fault, Violation};
use magpie_terms::{
    CreditCode, Day, Division, Education, EmploymentType, Occupation, Pay, PostingContent, PostingInput, Violations,
    pay,
};

/// What holds for all rows of a sheet.
pub(crate) struct Context<'a> {
    pub(crate) layout: &'a Layout,
    pub(crate) defaults: &'a crate::columns::Defaults,
    pub(crate) today: Day,
    pub(crate) valid_days: u16,
}

/// Builds a row; `formulas` and `errors` are the columns of its cells that hold one.
pub(crate) fn build(
    context: &Context<'_>,
    row: usize,
    cells: &[String],
    formulas: &[usize],
    errors: &[usize],
) -> Outcome {
    let mut builder = Builder {
        context,
        cells: Cells::new(context.layout, cells),
        row,
        notes: Vec::new(),
        violations: Violations::default(),
    };
    let outcome = builder.posting(errors);
    let mut flaws: Vec<Flaw> = formulas.iter().map(|column| builder.formula(*column)).collect();
    match outcome {
        Some(ready) if flaws.is_empty() && builder.violations.is_empty() => Outcome::Ready(Box::new(ready)),
        _ => {
            let found = std::mem::take(&mut builder.violations.0);
            flaws.extend(found.into_iter().map(|violation| builder.cells.flaw(builder.row, violation)));
            Outcome::Refused(flaws)
        }
    }
}

struct Builder<'a> {
    context: &'a Context<'a>,
    cells: Cells<'a>,
    row: usize,
    notes: Vec<Note>,
    violations: Violations,
}

impl Builder<'_> {
    fn posting(&mut self, errors: &[usize]) -> Option<Ready> {
        for column in errors {
            if let Some(Meaning::Field(field)) = self.cells.layout.columns.get(*column).map(|found| found.meaning) {
                self.note(Note::CELL_ERROR, field.code(), "");
            }
        }
        let mut input = PostingInput { title: self.title(), ..PostingInput::default() };
        let place = self.place(&mut input);
        self.pay(&mut input);
        self.requirements(&mut input);
        self.work(&mut input);
        self.tags(&mut input);
        let (text, is_composed) = description(&self.cells, &input.title, &place);
        if is_composed {
            self.note(Note::COMPOSED, "description", &text);
        }
        input.description = text;
        let validity_assumed = self.validity(&mut input);
        self.occupation(&mut input);
        let employer = self.employer(&place);
        let external_ref = self.cells.texts(Field::ExternalRef).map(|(_, text)| cells::line(text)).next();
        let external_ref = external_ref.map(|reference| shortened(&reference, 200));
        let content = match PostingContent::parse(&input, self.context.today) {
            Ok(content) => Some(content),
            Err(found) => {
                // A field whose own parser has spoken is not named twice.
                let known: Vec<String> = self.violations.0.iter().map(|violation| violation.field.clone()).collect();
                // A description that could be put together, were title and place there, is not missed by itself.
                let is_consequence = input.description.is_empty() && (input.title.is_empty() || place.is_empty());
                self.violations.0.extend(found.0.into_iter().filter(|violation| {
                    let is_known = known.contains(&violation.field);
                    !(is_known || is_consequence && violation.field == "description")
                }));
                None
            }
        };
        Some(Ready {
            employer,
            content: content?,
            external_ref,
            import_key: String::new(),
            content_hash: String::new(),
            validity_assumed,
            notes: std::mem::take(&mut self.notes),
        })
    }

    fn title(&self) -> String {
        self.cells
            .texts(Field::Title)
            .map(|(_, text)| cells::line(text))
            .find(|text| !text.is_empty())
            .unwrap_or_default()
    }

    /// Sets district and address and gives the place in words.
    fn place(&mut self, input: &mut PostingInput) -> String {
        let default = self.context.defaults.district.as_deref().and_then(Division::by_code);
        let (districts, addresses) = (self.cells.all(Field::District), self.cells.all(Field::Address));
        let mut found = place_of(&districts, &addresses, default);
        if found.is_none() && default.is_none() {
            // 南山区 is in two cities; the employer's name or the title may tell which is meant.
            let beside = self.cells.texts(Field::Employer).chain(self.cells.texts(Field::Title));
            let context = beside.filter_map(|(_, text)| cells::place(text, None)).map(|place| place.division).next();
            found = context.and_then(|context| place_of(&districts, &addresses, Some(context)));
            if let Some(place) = &found {
                self.note(Note::GUESSED, "district", place.division.name);
            }
        }
        if found.is_none() {
            let beside: Vec<String> = self
                .cells
                .texts(Field::Employer)
                .filter_map(|(_, text)| cells::employer::place_in_its_stead(text).map(str::to_owned))
                .collect();
            found = place_of(&beside, &[], default);
            if let Some(place) = &found {
                self.note(Note::GUESSED, "district", place.division.name);
            }
        }
        if let Some(place) = found {
            input.district = place.division.code.to_owned();
            input.address = place.address;
            return format!("{}{}", place.division.full_name(), input.address);
        }
        let written = districts.first().or(addresses.first()).map(|text| cells::line(text)).unwrap_or_default();
        match default {
            Some(division) => {
                self.note(Note::ASSUMED, "district", division.code);
                input.district = division.code.to_owned();
                input.address = written;
                division.full_name()
            }
            None if written.is_empty() => String::new(),
            None => {
                let args = vec![("value", shortened(&written, 40))];
                self.violations.add_with("district", "bad_place", args);
                String::new()
            }
        }
    }

    fn pay(&mut self, input: &mut PostingInput) {
        let layout = self.cells.layout;
        let found = if layout.of(Field::PayMin).is_empty() && layout.of(Field::PayMax).is_empty() {
            self.cells.texts(Field::Pay).next().map(|(heading, text)| pay_in(text, heading))
        } else {
            let [min, max, kind, months] =
                [Field::PayMin, Field::PayMax, Field::PayKind, Field::PayMonths].map(|field| self.cells.first(field));
            let in_one = self.cells.texts(Field::Pay).next();
            match in_one {
                Some((heading, text)) if min.is_empty() && max.is_empty() => Some(pay_in(text, heading)),
                _ if min.is_empty() && max.is_empty() => None,
                _ => Some(pay_between(min, max, kind, months)),
            }
        };
        let found = match found {
            Some(Ok(found)) => found,
            Some(Err(fault)) if fault.code == "pay_only_upper" => {
                let text = fault.args.first().map(|arg| arg.1.clone()).unwrap_or_default();
                self.note(Note::READ_AS, "pay", &text);
                Pay::Negotiable
            }
            Some(Err(fault)) => {
                self.fault("pay_min", fault);
                Pay::Negotiable
            }
            None => {
                self.note(Note::ASSUMED, "pay", "negotiable");
                Pay::Negotiable
            }
        };
        match found {
            Pay::Negotiable => input.pay_kind = "negotiable".to_owned(),
            Pay::Range(range) => {
                input.pay_kind = "range".to_owned();
                input.pay_min = pay::fen_to_yuan(range.min_fen);
                input.pay_max = pay::fen_to_yuan(range.max_fen);
                input.pay_period = range.period.code().to_owned();
                input.pay_months = range.months.to_string();
            }
        }
    }

    /// Education and experience, which tables often have in each other's column.
    fn requirements(&mut self, input: &mut PostingInput) {
        let layout = self.cells.layout;
        let education: Vec<(&str, &str)> = self.cells.texts(Field::Education).collect();
        let experience: Vec<(&str, &str)> = self.cells.texts(Field::Experience).collect();
        let both = || education.iter().chain(&experience);
        let coded =
            education.iter().find_map(|(_, text)| cells::education::from_digit(text)).map(|level| (level, false));
        let level = both().find_map(|(_, text)| cells::education(text)).or(coded);
        let (level, full_time) = match level {
            Some(found) => found,
            None => {
                let default = self.context.defaults.education.as_deref().and_then(Education::from_code);
                let default = default.unwrap_or(Education::None);
                self.usual(
                    "education",
                    layout.of(Field::Education),
                    education.first().map(|cell| cell.1),
                    default.code(),
                );
                (default, false)
            }
        };
        input.education = level.code().to_owned();
        input.education_full_time = if full_time { "yes" } else { "" }.to_owned();
        let years = experience
            .iter()
            .chain(&education)
            .find_map(|(_, text)| cells::experience(text))
            .or_else(|| experience.iter().find_map(|(_, text)| cells::experience::from_number(text)));
        match years {
            Some(years) => {
                input.experience_min = years.min_years.to_string();
                input.experience_max = years.max_years.map(|max| max.to_string()).unwrap_or_default();
                input.graduates = if years.graduates { "yes" } else { "" }.to_owned();
            }
            None => {
                self.usual("experience", layout.of(Field::Experience), experience.first().map(|cell| cell.1), "any");
            }
        }
    }

    fn work(&mut self, input: &mut PostingInput) {
        let layout = self.cells.layout;
        let defaults = self.context.defaults;
        let written = self.cells.first(Field::Headcount);
        let count = match cells::headcount(written) {
            Some((count, is_exact)) => {
                if !is_exact {
                    self.note(Note::READ_AS, "headcount", written);
                }
                count
            }
            None if written.is_empty() => {
                let count = defaults.headcount.unwrap_or(1);
                self.note(Note::ASSUMED, "headcount", &count.to_string());
                count
            }
            None => {
                self.violations.add_with("headcount", "bad_headcount", vec![("value", shortened(written.trim(), 40))]);
                1
            }
        };
        input.headcount = count.to_string();
        let written = self.cells.texts(Field::EmploymentType).next().map(|cell| cell.1);
        let kind = written.and_then(cells::employment_type);
        let in_title = || match cells::employment_type(&input.title) {
            found @ Some(EmploymentType::Intern | EmploymentType::PartTime) => found,
            _ => None,
        };
        let kind = kind.unwrap_or_else(|| {
            if let Some(kind) = in_title() {
                self.notes.push(Note { code: Note::GUESSED, field: "employment_type", value: kind.code().to_owned() });
                return kind;
            }
            let default = defaults.employment_type.as_deref().and_then(EmploymentType::from_code);
            let default = default.unwrap_or(EmploymentType::FullTime);
            self.usual("employment_type", layout.of(Field::EmploymentType), written, default.code());
            default
        });
        input.employment_type = kind.code().to_owned();
        if let Some((_, text)) = self.cells.texts(Field::Shift).next() {
            match cells::shift(text) {
                Some(shift) => input.shift = shift.code().to_owned(),
                None => self.note(Note::DROPPED, "shift", text),
            }
        }
    }

    fn tags(&mut self, input: &mut PostingInput) {
        for (field, most, max_chars) in [(Field::Benefits, 20, 20), (Field::Skills, 30, 40)] {
            let text = self.cells.all(field).join("\n");
            let (kept, left) = cells::tags(&text, most, max_chars);
            if !left.is_empty() {
                self.note(Note::DROPPED, field.code(), &left.join("、"));
            }
            let kept = kept.join("、");
            if field == Field::Benefits { input.benefits = kept } else { input.skills = kept }
        }
    }

    /// Sets the last day and tells whether it was assumed.
    fn validity(&mut self, input: &mut PostingInput) -> bool {
        let today = self.context.today;
        match cells::validity(self.cells.first(Field::ValidThrough), today) {
            Ok(Some(day)) => {
                input.valid_through = day.to_string();
                false
            }
            Ok(None) => {
                let days = self.context.defaults.valid_days.unwrap_or(self.context.valid_days).clamp(1, 90);
                input.valid_through = today.plus_days(i64::from(days)).to_string();
                self.note(Note::ASSUMED, "valid_through", &input.valid_through);
                true
            }
            Err(fault) => {
                self.fault("valid_through", fault);
                true
            }
        }
    }

    fn occupation(&mut self, input: &mut PostingInput) {
        let written = cells::line(self.cells.first(Field::Occupation));
        let named = Occupation::by_code(&written)
            .or_else(|| Occupation::all().iter().find(|entry| !written.is_empty() && entry.name == written));
        if let Some(found) = named {
            found.code.clone_into(&mut input.occupation);
        } else if let Some(found) = guess_occupation(&input.title) {
            self.note(Note::GUESSED, "occupation", found.code);
            found.code.clone_into(&mut input.occupation);
        } else if !written.is_empty() {
            self.note(Note::DROPPED, "occupation", &written);
        }
    }

    fn employer(&mut self, place: &str) -> Option<EmployerRef> {
        // A building that stands in both columns is the place and not the employer.
        let place = folded(place);
        let is_place = |name: &str| place.ends_with(&folded(name)) && !cells::employer::looks_like_a_name(name);
        let names = self.cells.texts(Field::Employer).filter_map(|(_, text)| cells::employer::name(text));
        let written = names.into_iter().find(|name| !is_place(name));
        let name = written.or_else(|| self.context.defaults.employer.clone());
        let code = self.cells.first(Field::CreditCode);
        let credit_code = match code {
            "" => None,
            code => self.violations.keep("credit_code", CreditCode::parse(code)),
        };
        let name = name.and_then(|name| text::line(&name, 2, 80).ok());
        let Some(name) = name else {
            self.note(Note::EMPLOYER_NOT_NAMED, "employer", self.cells.first(Field::Employer));
            return None;
        };
        // Tables with a missing cell have the trade in the column for the size and the other way round.
        let both: Vec<&str> = [Field::Size, Field::Industry]
            .iter()
            .flat_map(|field| self.cells.texts(*field))
            .map(|cell| cell.1)
            .collect();
        let size = both.iter().find_map(|text| cells::employer::size(text));
        let industry = both.iter().rev().find_map(|text| cells::employer::industry(text));
        Some(EmployerRef { name, credit_code, size, industry })
    }

    /// Notes that the usual value was taken, because nothing or nothing understood stands in the row.
    fn usual(&mut self, field: &'static str, columns: &[usize], written: Option<&str>, value: &str) {
        match written {
            Some(text) if !columns.is_empty() && !folded(text).is_empty() => self.note(Note::READ_AS, field, text),
            _ => self.note(Note::ASSUMED, field, value),
        }
    }

    fn note(&mut self, code: &'static str, field: &'static str, value: &str) {
        self.notes.push(Note { code, field, value: shortened(&cells::line(value), 60) });
    }

    fn fault(&mut self, field: &str, fault: Fault) {
        self.violations.add_with(field, fault.code, fault.args);
    }

    fn formula(&self, column: usize) -> Flaw {
        let violation = Violation { field: "cell".to_owned(), code: "formula", args: Vec::new() };
        Flaw { violation, column: Some(column), cell: Some(cell_reference(self.row, column)) }
    }
}
