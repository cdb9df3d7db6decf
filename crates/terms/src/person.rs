//! Who a seeker is: name, telephone and mail, apart from the profile that is ranked.
//!
//! Rule: nobody needs a telephone or an address of their own, so only the name is required; and there is no field for
//! sex, age, birth, household or photo here either.

use crate::contact::{Email, Phone};
use crate::text;
use crate::violation::{Fault, Violations};
use serde::{Deserialize, Serialize};

/// Name and contact as sent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct PersonInput {
    /// The name, 1 to 60 characters.
    pub name: String,
    /// Telephone; may be empty.
    pub phone: String,
    /// Mail address; may be empty.
    pub email: String,
}

/// A valid name with what contact there is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Person {
    /// The name.
    pub name: String,
    /// Telephone.
    pub phone: Option<Phone>,
    /// Mail address.
    pub email: Option<Email>,
}

impl Person {
    /// Parses name and contact.
    ///
    /// # Errors
    /// All violations, by field.
    pub fn parse(input: &PersonInput) -> Result<Self, Violations> {
        let mut violations = Violations::default();
        let name = violations.keep("name", text::line(&input.name, 1, 60));
        let phone = optional(&mut violations, "phone", &input.phone, Phone::parse);
        let email = optional(&mut violations, "email", &input.email, Email::parse);
        let person = (|| Some(Self { name: name?, phone: phone?, email: email? }))();
        violations.finish(person)
    }

    /// The fields that would give this person again.
    #[must_use]
    pub fn to_input(&self) -> PersonInput {
        PersonInput {
            name: self.name.clone(),
            phone: self.phone.as_ref().map(|phone| phone.as_str().to_owned()).unwrap_or_default(),
            email: self.email.as_ref().map(|email| email.as_str().to_owned()).unwrap_or_default(),
        }
    }
}

/// The digits by which two writings of one number are one: without the prefix of China and without an extension.
#[must_use]
pub fn phone_key(phone: &str) -> String {
    let number = text::folded(phone);
    let number = number.split(['x', '转']).next().unwrap_or_default();
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let without_prefix = if number.starts_with('+') { digits.strip_prefix("86") } else { digits.strip_prefix("0086") };
    without_prefix.unwrap_or(&digits).to_owned()
}

fn optional<T>(
    violations: &mut Violations,
    field: &str,
    text: &str,
    parse: impl FnOnce(&str) -> Result<T, Fault>,
) -> Option<Option<T>> {
    match text.trim() {
        "" => Some(None),
        text => violations.keep(field, parse(text)).map(Some),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input(name: &str, phone: &str, email: &str) -> PersonInput {
        PersonInput { name: name.into(), phone: phone.into(), email: email.into() }
    }

    #[test]
    fn a_name_is_enough_and_all_faults_come_at_once() {
        let person = Person::parse(&input(" 李 秀英 ", "", "")).unwrap();
        assert_eq!((person.name.as_str(), &person.phone, &person.email), ("李 秀英", &None, &None));
        assert_eq!(Person::parse(&person.to_input()).unwrap(), person);
        let found = Person::parse(&input("", "call me", "a@b")).unwrap_err();
        let fields: Vec<&str> = found.0.iter().map(|v| v.field.as_str()).collect();
        assert_eq!(fields, ["name", "phone", "email"]);
    }

    #[test]
    fn one_number_has_one_key() {
        for text in ["138 0000 0000", "+86 138-0000-0000", "008613800000000", "１３８００００００００", "(138)00000000"]
        {
            assert_eq!(phone_key(text), "13800000000", "{text}");
        }
        assert_eq!(phone_key("010-62515678转801"), "01062515678");
        assert_ne!(phone_key("8612345678"), phone_key("12345678"), "only a written prefix is one");
    }

    #[test]
    fn fields_about_the_person_do_not_exist() {
        for name in ["sex", "gender", "age", "birth", "marriage", "household", "photo", "id_card", "ethnicity"] {
            assert!(serde_json::from_str::<PersonInput>(&format!("{{\"{name}\":\"x\"}}")).is_err(), "{name}");
        }
    }
}
