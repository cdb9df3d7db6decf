//! Mails: subject, text and HTML for everything that the queue can send.
//!
//! Rule: a mail is in the recipient's language, says why it came, and its text alone is enough; links are absolute.

use crate::text::Text;
use askama::Template;
use magpie_domain::alerts::values::Cadence;
use magpie_domain::postings::public::Posting;
use magpie_terms::Day;

/// A mail, ready to send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// The subject, one line.
    pub subject: String,
    /// The text.
    pub text: String,
    /// The same as HTML.
    pub html: String,
}

/// What a mail says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Letter<'a> {
    /// Confirm your address; the link is `BASE/sign-up/confirm/TOKEN`.
    SignUpConfirm {
        /// Greeting.
        display_name: &'a str,
        /// The token of the link.
        token: &'a str,
    },
    /// Somebody signed up with an address that has an account.
    SignUpAlreadyThere,
    /// Become a member; the link is `BASE/invitations/TOKEN`.
    Invitation {
        /// The employer that invites.
        employer: &'a str,
        /// The token of the link.
        token: &'a str,
    },
    /// The registration was approved.
    EmployerApproved {
        /// Its name.
        employer: &'a str,
        /// Its id.
        id: &'a str,
    },
    /// The registration was refused.
    EmployerRefused {
        /// Its name.
        employer: &'a str,
        /// Its id.
        id: &'a str,
        /// Why.
        reason: &'a str,
    },
    /// The posting is public.
    PostingApproved {
        /// Its title.
        title: &'a str,
        /// Its id.
        id: &'a str,
    },
    /// The posting was refused and is a draft again.
    PostingRefused {
        /// Its title.
        title: &'a str,
        /// Its id.
        id: &'a str,
        /// Why.
        reason: &'a str,
    },
    /// The posting was public and was taken down.
    PostingTakenDown {
        /// Its title.
        title: &'a str,
        /// Its id.
        id: &'a str,
        /// Why.
        reason: &'a str,
    },
    /// The posting ends soon.
    PostingExpiring {
        /// Its title.
        title: &'a str,
        /// Its id.
        id: &'a str,
        /// Its last day.
        last_day: Day,
    },
    /// New postings for a saved search or a profile.
    Alert(Alert<'a>),
    /// Something about an application or an invitation.
    Application(About<'a>),
}

/// New postings for a saved search or a profile; the link that ends it is `BASE/alerts/end/TOKEN`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Alert<'a> {
    /// The name of the alert, or what it looks for in words.
    pub name: &'a str,
    /// The postings that are listed.
    pub postings: &'a [Posting],
    /// Further ones.
    pub more: u64,
    /// Where all of them are: a path with its query.
    pub search: &'a str,
    /// How often it mails.
    pub cadence: Cadence,
    /// The token of the link that ends it.
    pub token: &'a str,
}

/// What a mail about an application or an invitation says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct About<'a> {
    /// Which of them: the part of the key between `mail-` and `-subject`.
    pub key: &'static str,
    /// The posting's title.
    pub title: &'a str,
    /// The employer's name.
    pub employer: &'a str,
    /// The seeker's name, masked where it must be.
    pub person: &'a str,
    /// Where the link leads: a path of the site.
    pub path: &'a str,
    /// Why, for a refusal; empty where there is no reason.
    pub reason: &'a str,
    /// A word with it.
    pub word: &'a str,
    /// Days without an answer.
    pub days: u64,
}

/// The parts of a mail, the same for text and HTML.
#[derive(Debug, Clone, Default)]
struct Parts {
    key: &'static str,
    subject: String,
    body: String,
    reason: String,
    word: String,
    link: String,
}

#[derive(Template)]
#[template(path = "mails/letter.txt", escape = "none")]
struct AsText<'a> {
    text: Text,
    parts: &'a Parts,
}

#[derive(Template)]
#[template(path = "mails/letter.html")]
struct AsHtml<'a> {
    text: Text,
    parts: &'a Parts,
}

#[derive(Template)]
#[template(path = "mails/alert.txt", escape = "none")]
struct AlertText<'a> {
    text: Text,
    base: &'a str,
    alert: Alert<'a>,
}

#[derive(Template)]
#[template(path = "mails/alert.html")]
struct AlertHtml<'a> {
    text: Text,
    base: &'a str,
    alert: Alert<'a>,
}

impl Alert<'_> {
    fn counted(&self, text: Text, key: &str) -> String {
        let found = self.postings.len() as u64 + self.more;
        text.with(key, &[("n", found.to_string()), ("name", line(self.name))])
    }

    fn subject(&self, text: Text) -> String {
        self.counted(text, "mail-alert-subject")
    }

    fn heading(&self, text: Text) -> String {
        self.counted(text, "mail-alert-heading")
    }

    /// What stands before the link to the search.
    fn rest(&self, text: Text) -> String {
        match self.more {
            0 => text.text("mail-alert-search").into_owned(),
            more => text.count("mail-alert-more", more),
        }
    }

    fn why(&self, text: Text) -> String {
        text.with("mail-alert-why", &[("cadence", text.cadence(self.cadence))])
    }

    fn write(&self, text: Text, base: &str) -> Result<Mail, askama::Error> {
        Ok(Mail {
            subject: self.subject(text),
            text: AlertText { text, base, alert: *self }.render()?,
            html: AlertHtml { text, base, alert: *self }.render()?,
        })
    }
}

impl Letter<'_> {
    /// Writes the mail in a language. `base_url` is the address of the site without a slash at its end.
    ///
    /// # Errors
    /// Where a template cannot be rendered.
    pub fn write(&self, text: Text, base_url: &str) -> Result<Mail, askama::Error> {
        let parts = match self {
            Self::Alert(alert) => return alert.write(text, base_url),
            _ => self.parts(text, base_url),
        };
        Ok(Mail {
            subject: parts.subject.clone(),
            text: AsText { text, parts: &parts }.render()?,
            html: AsHtml { text, parts: &parts }.render()?,
        })
    }

    fn parts(&self, text: Text, base: &str) -> Parts {
        let plain = |key: &'static str, name: &str, reason: &str, path: String| Parts {
            key,
            subject: text.with(&format!("mail-{key}-subject"), &[("name", line(name))]),
            body: text.with(&format!("mail-{key}-body"), &[("name", line(name))]),
            reason: reason.to_owned(),
            word: String::new(),
            link: format!("{base}{path}"),
        };
        match *self {
            Self::SignUpConfirm { display_name, token } => {
                plain("sign-up-confirm", display_name, "", format!("/sign-up/confirm/{token}"))
            }
            Self::SignUpAlreadyThere => plain("sign-up-already-there", "", "", "/sign-in".to_owned()),
            Self::Invitation { employer, token } => plain("invitation", employer, "", format!("/invitations/{token}")),
            Self::EmployerApproved { employer, id } => {
                plain("employer-approved", employer, "", format!("/console/{id}"))
            }
            Self::EmployerRefused { employer, id, reason } => {
                plain("employer-refused", employer, reason, format!("/console/{id}/edit"))
            }
            Self::PostingApproved { title, id } => plain("posting-approved", title, "", format!("/postings/{id}")),
            Self::PostingRefused { title, id, reason } => {
                plain("posting-refused", title, reason, format!("/my-postings/{id}/edit"))
            }
            Self::PostingTakenDown { title, id, reason } => {
                plain("posting-taken-down", title, reason, format!("/my-postings/{id}"))
            }
            Self::PostingExpiring { title, id, last_day } => {
                let mut parts = plain("posting-expiring", title, "", format!("/my-postings/{id}"));
                let args = [("name", line(title)), ("day", text.day(last_day))];
                parts.body = text.with("mail-posting-expiring-body", &args);
                parts
            }
            // Written by templates of its own.
            Self::Alert(alert) => plain("alert", alert.name, "", alert.search.to_owned()),
            Self::Application(about) => application(text, base, about),
        }
    }
}

fn application(text: Text, base: &str, about: About<'_>) -> Parts {
    let args = [
        ("name", line(about.title)),
        ("employer", line(about.employer)),
        ("person", line(about.person)),
        ("days", about.days.to_string()),
    ];
    Parts {
        key: about.key,
        subject: text.with(&format!("mail-{}-subject", about.key), &args),
        body: text.with(&format!("mail-{}-body", about.key), &args),
        reason: about.reason.to_owned(),
        word: about.word.to_owned(),
        link: format!("{base}{}", about.path),
    }
}

impl Parts {
    /// The word on the link.
    fn action(&self, text: &Text) -> String {
        text.text(&format!("mail-{}-action", self.key)).into_owned()
    }
}

/// One line without control characters: a subject must not hold a line end.
fn line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use magpie_domain::accounts::values::Locale;

    const ABOUT: [&str; 12] = [
        "application-received",
        "application-shortlisted",
        "application-interview",
        "application-offer",
        "application-hired",
        "application-refused",
        "application-withdrawn",
        "application-unanswered",
        "application-ended",
        "candidate-invited",
        "candidate-accepted",
        "candidate-declined",
    ];

    #[test]
    fn every_letter_is_complete_in_every_language() {
        let (name, reason) = ("护理员 <b>", "请写明\n工作地点 <b>");
        let last_day = Day::parse("2026-12-31").unwrap();
        let letters = [
            Letter::SignUpConfirm { display_name: name, token: "TOKEN" },
            Letter::SignUpAlreadyThere,
            Letter::Invitation { employer: name, token: "TOKEN" },
            Letter::EmployerApproved { employer: name, id: "ID" },
            Letter::EmployerRefused { employer: name, id: "ID", reason },
            Letter::PostingApproved { title: name, id: "ID" },
            Letter::PostingRefused { title: name, id: "ID", reason },
            Letter::PostingTakenDown { title: name, id: "ID", reason },
            Letter::PostingExpiring { title: name, id: "ID", last_day },
            Letter::Alert(Alert {
                name,
                postings: &[],
                more: 3,
                search: "/search?q=a",
                cadence: Cadence::AtOnce,
                token: "TOKEN",
            }),
        ]
        .into_iter()
        .chain(ABOUT.map(|key| {
            let about =
                About { key, title: name, employer: name, person: name, path: "/x", reason, word: reason, days: 9 };
            Letter::Application(about)
        }))
        .collect::<Vec<_>>();
        for locale in Locale::ALL {
            for letter in &letters {
                let mail = letter.write(Text::of(*locale), "https://jobs.example.org").unwrap();
                assert_eq!(mail, letter.write(Text::of(*locale), "https://jobs.example.org").unwrap());
                for part in [&mail.subject, &mail.text, &mail.html] {
                    assert!(!part.contains("??") && !part.trim().is_empty(), "{letter:?}: {part}");
                }
                assert!(!mail.subject.contains('\n'));
                assert!(mail.text.contains("https://jobs.example.org/"), "{}", mail.text);
                assert!(mail.html.contains("href=\"https://jobs.example.org/"), "{}", mail.html);
                assert!(!mail.html.contains("<b>"), "{}", mail.html);
            }
        }
    }

    #[test]
    fn a_subject_has_one_line_whatever_the_name() {
        let letter = Letter::PostingApproved { title: "a\r\nBcc: x@y.cn", id: "ID" };
        let mail = letter.write(Text::of(Locale::En), "http://127.0.0.1:8080").unwrap();
        assert_eq!(mail.subject.lines().count(), 1);
    }
}
