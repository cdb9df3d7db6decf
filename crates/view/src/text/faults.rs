//! What is wrong, in words: violations, reasons of refused rows, faults of files, refusals of the product.
//!
//! Rule: the sentence says what would be right. Codes come from the crates that find the fault, arguments with them.

use super::Text;
use magpie_domain::imports::values::Reason;
use magpie_domain::{Code, Error};
use magpie_terms::Violation;

impl Text {
    /// The name of a field.
    #[must_use]
    pub fn field(self, name: &str) -> String {
        self.member("field-", name)
    }

    /// What is wrong with a field, without its name.
    #[must_use]
    pub fn violation(self, violation: &Violation) -> String {
        self.fault(violation.code, &violation.args)
    }

    /// What is wrong with a row, with the name of the field.
    #[must_use]
    pub fn reason(self, reason: &Reason) -> String {
        let fault = self.fault(&reason.code, &reason.args);
        self.with("field-and-fault", &[("field", self.field(&reason.field)), ("fault", fault)])
    }

    /// Title and advice of a refusal.
    #[must_use]
    pub fn problem(self, code: Code) -> (String, String) {
        let key = format!("problem-{}", code.name());
        (self.text(&key).into_owned(), self.text(&format!("{key}-help")).into_owned())
    }

    /// What is wrong with a file, by the code of its fault.
    #[must_use]
    pub fn file_fault<N: AsRef<str>>(self, code: &str, args: &[(N, String)]) -> String {
        self.with(&format!("file-{code}"), &pairs(args))
    }

    /// What was assumed, guessed or dropped in a row.
    #[must_use]
    pub fn note(self, code: &str, field: &str, value: &str) -> String {
        let field = self.field(field);
        self.with(&format!("note-{code}"), &[("field", field.as_str()), ("value", value)])
    }

    /// Title and advice of an error; what is ours says that it was noted.
    #[must_use]
    pub fn error(self, error: &Error) -> (String, String) {
        let internal = || (self.text("problem-internal").into_owned(), self.text("problem-internal-help").into_owned());
        match error {
            Error::Internal(_) => internal(),
            Error::Throttled(seconds) => (self.problem(Code::SignInThrottled).0, self.wait(*seconds)),
            Error::File(code, args) => (self.problem(Code::FileUnreadable).0, self.file_fault(code, args)),
            Error::Rule(_) | Error::Invalid(_) => error.code().map_or_else(internal, |code| self.problem(code)),
        }
    }

    fn fault<N: AsRef<str>>(self, code: &str, args: &[(N, String)]) -> String {
        self.with(&format!("violation-{code}"), &pairs(args))
    }
}

fn pairs<N: AsRef<str>>(args: &[(N, String)]) -> Vec<(&str, &str)> {
    args.iter().map(|(name, value)| (name.as_ref(), value.as_str())).collect()
}
