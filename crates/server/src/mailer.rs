//! How a mail leaves: to a mail server, into a folder, or into memory for tests.
//!
//! Rule: a mail is built in one way whatever becomes of it, with an id that follows from its job, so that a mail that is
//! sent again after a failure can be recognised as the same.

use crate::config::{self, Transport};
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message, MultiPart};
use lettre::transport::smtp::AsyncSmtpTransport;
use lettre::{Address, AsyncTransport, Tokio1Executor};
use magpie_terms::Moment;
use secrecy::ExposeSecret;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

/// A mail server that does not answer for so long is not there.
const PATIENCE: Duration = Duration::from_secs(20);

/// A mail to one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// The address.
    pub to: String,
    /// The name of the person; may be empty.
    pub name: String,
    /// The subject.
    pub subject: String,
    /// The text.
    pub text: String,
    /// The same as HTML.
    pub html: String,
    /// Tells this mail from all others, the same at every try.
    pub key: String,
    /// Further headers, by name and value.
    pub headers: Vec<(&'static str, String)>,
}

/// Why a mail did not leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// It may leave later.
    NotNow(String),
    /// It never will.
    Never(String),
}

/// The way out.
#[derive(Clone)]
pub enum Mailer {
    /// To a mail server.
    Smtp(Box<Sender>),
    /// Each mail as a file in a folder.
    Files(PathBuf, Mailbox),
    /// Into memory, for tests.
    Memory(Outbox),
}

/// A connection to a mail server and who sends.
#[derive(Clone)]
pub struct Sender {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

/// The mails of a test.
#[derive(Debug, Clone, Default)]
pub struct Outbox(Arc<Mutex<Vec<Letter>>>);

impl Outbox {
    /// An empty one.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// All mails so far.
    #[must_use]
    pub fn all(&self) -> Vec<Letter> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The mails to an address so far, the newest last.
    #[must_use]
    pub fn to(&self, address: &str) -> Vec<Letter> {
        self.all().into_iter().filter(|letter| letter.to == address).collect()
    }

    fn keep(&self, letter: &Letter) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|old| old.key != letter.key);
        kept.push(letter.clone());
    }
}

impl std::fmt::Debug for Mailer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // The transport knows the password.
        match self {
            Self::Smtp(_) => f.write_str("Smtp"),
            Self::Files(folder, _) => f.debug_tuple("Files").field(folder).finish(),
            Self::Memory(_) => f.write_str("Memory"),
        }
    }
}

impl std::fmt::Display for Mailer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Smtp(_) => f.write_str("sent by a mail server"),
            Self::Files(folder, _) => write!(f, "written into {}", folder.display()),
            Self::Memory(_) => f.write_str("kept in memory"),
        }
    }
}

impl Mailer {
    /// The way out that the configuration names. Nothing is connected yet.
    ///
    /// # Errors
    /// A sentence where the address of the server is not one; without the address, which may hold a password.
    pub fn open(mail: &config::Mail) -> Result<Self, String> {
        match &mail.transport {
            Transport::File(folder) => Ok(Self::Files(folder.clone(), mail.from.clone())),
            Transport::Smtp(url) => {
                let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(url.expose_secret()).map_err(|_| {
                    "`mail.smtp_url` is not the address of a mail server; write smtps://USER:PASSWORD@HOST:465"
                        .to_owned()
                })?;
                let transport = builder.timeout(Some(PATIENCE)).build();
                Ok(Self::Smtp(Box::new(Sender { transport, from: mail.from.clone() })))
            }
        }
    }

    /// Hands a mail over, dated `now`.
    ///
    /// # Errors
    /// [`Refusal`].
    pub async fn send(&self, letter: &Letter, now: Moment) -> Result<(), Refusal> {
        match self {
            Self::Smtp(sender) => {
                let message = build(letter, &sender.from, now)?;
                sender.transport.send(message).await.map_err(|error| refusal(&error))?;
            }
            Self::Files(folder, from) => {
                let bytes = build(letter, from, now)?.formatted();
                let (folder, name) = (folder.clone(), format!("{}.eml", letter.key));
                let written = tokio::task::spawn_blocking(move || write(&folder, &name, &bytes)).await;
                let written = written.map_err(|error| Refusal::NotNow(error.to_string()))?;
                written.map_err(|error| Refusal::NotNow(format!("writing into the folder of mails: {error}")))?;
            }
            Self::Memory(outbox) => {
                let from = Mailbox::new(None, address("noreply@magpie.example")?);
                build(letter, &from, now)?;
                outbox.keep(letter);
            }
        }
        metrics::counter!("mails_sent").increment(1);
        Ok(())
    }

    /// Whether a mail could be handed over now.
    ///
    /// # Errors
    /// A sentence that says why not.
    pub async fn check(&self) -> Result<(), String> {
        match self {
            Self::Smtp(sender) => match sender.transport.test_connection().await {
                Ok(true) => Ok(()),
                Ok(false) => Err("the mail server takes no mail".to_owned()),
                Err(error) => Err(format!("the mail server cannot be used: {}", with_causes(&error))),
            },
            Self::Files(folder, _) => {
                let probe = folder.join(".probe");
                std::fs::create_dir_all(folder)
                    .and_then(|()| std::fs::write(&probe, b""))
                    .and_then(|()| std::fs::remove_file(&probe))
                    .map_err(|error| format!("{} cannot be written: {error}", folder.display()))
            }
            Self::Memory(_) => Ok(()),
        }
    }
}

fn build(letter: &Letter, from: &Mailbox, now: Moment) -> Result<Message, Refusal> {
    let name = Some(letter.name.clone()).filter(|name| !name.is_empty());
    let domain = from.email.domain();
    let seconds = u64::try_from(now.0).unwrap_or(0);
    let mut message = Message::builder()
        .from(from.clone())
        .to(Mailbox::new(name, address(&letter.to)?))
        .subject(letter.subject.clone())
        .message_id(Some(format!("<{}@{domain}>", letter.key)))
        .date(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds))
        .multipart(MultiPart::alternative_plain_html(letter.text.clone(), letter.html.clone()))
        .map_err(|error| Refusal::Never(format!("the mail cannot be written: {error}")))?;
    for (name, value) in &letter.headers {
        let name = HeaderName::new_from_ascii((*name).to_owned())
            .map_err(|_| Refusal::Never(format!("the mail cannot be written: {name} is no header")))?;
        message.headers_mut().insert_raw(HeaderValue::new(name, value.clone()));
    }
    Ok(message)
}

fn address(text: &str) -> Result<Address, Refusal> {
    text.parse().map_err(|error| Refusal::Never(format!("the address cannot be written to: {error}")))
}

/// Written under another name first, so that nobody finds half a mail.
fn write(folder: &Path, name: &str, bytes: &[u8]) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let half = folder.join(format!(".{name}.part"));
    std::fs::write(&half, bytes)?;
    std::fs::rename(&half, folder.join(name))
}

fn refusal(error: &lettre::transport::smtp::Error) -> Refusal {
    let told = with_causes(error);
    // 53x is about our own right to send: the mail is good, and goes out once the settings are mended.
    let ours = error.status().is_some_and(|code| {
        let code = u16::from(code);
        (530..540).contains(&code)
    });
    if error.is_permanent() && !ours { Refusal::Never(told) } else { Refusal::NotNow(told) }
}

fn with_causes(error: &dyn std::error::Error) -> String {
    let mut told = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        let inner_told = inner.to_string();
        if !told.contains(&inner_told) {
            told = format!("{told}: {inner_told}");
        }
        cause = inner.source();
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter() -> Letter {
        Letter {
            to: "reader@magpie.example".to_owned(),
            name: "读者".to_owned(),
            subject: "确认您的邮箱".to_owned(),
            text: "请打开 https://jobs.example.org/sign-up/confirm/token".to_owned(),
            html: "<p>请打开</p>".to_owned(),
            key: "0192-1".to_owned(),
            headers: vec![
                ("List-Unsubscribe", format!("<https://jobs.example.org/alerts/end/{}>", "t".repeat(43))),
                ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".to_owned()),
            ],
        }
    }

    #[tokio::test]
    async fn a_mail_is_a_whole_file() {
        let data = tempfile::tempdir().unwrap();
        let folder = data.path().join("mail");
        let mailer = Mailer::Files(folder.clone(), "Magpie <noreply@magpie.example>".parse().unwrap());
        mailer.check().await.unwrap();
        for _ in 0..2 {
            mailer.send(&letter(), Moment(1_795_507_200)).await.unwrap();
        }
        let names: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(names, ["0192-1.eml"], "sent again, it is the same mail");
        let text = std::fs::read_to_string(folder.join("0192-1.eml")).unwrap();
        for wanted in [
            "Message-ID: <0192-1@magpie.example>",
            "Date: Tue, 24 Nov 2026 08:00:00 +0000",
            &format!("List-Unsubscribe: <https://jobs.example.org/alerts/end/{}>\r\n", "t".repeat(43)),
            "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n",
            "multipart/alternative",
            "text/plain",
            "text/html",
        ] {
            assert!(text.contains(wanted), "{wanted} in {text}");
        }
    }

    #[tokio::test]
    async fn what_is_no_address_is_refused_for_good() {
        let mailer = Mailer::Memory(Outbox::new());
        let broken = Letter { to: "nobody".to_owned(), ..letter() };
        assert!(matches!(mailer.send(&broken, Moment(0)).await, Err(Refusal::Never(_))));
    }

    #[tokio::test]
    async fn a_server_that_is_not_there_is_tried_again() {
        // Port 9 of this machine: nothing listens there.
        let mail = config::Mail {
            from: "noreply@magpie.example".parse().unwrap(),
            transport: Transport::Smtp("smtp://magpie:hunter2@127.0.0.1:9".into()),
        };
        let mailer = Mailer::open(&mail).unwrap();
        assert!(!format!("{mailer:?}").contains("hunter2"));
        let refused = mailer.send(&letter(), Moment(0)).await.unwrap_err();
        assert!(matches!(&refused, Refusal::NotNow(why) if !why.contains("hunter2")), "{refused:?}");
        assert!(!mailer.check().await.unwrap_err().contains("hunter2"));
    }
}
