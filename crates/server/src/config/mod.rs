//! The configuration: `config.default.toml`, then a file, then the environment, then flags.
//!
//! Rule: it is read once, at the start, into values that can be used as they are; whatever is wrong with it is said
//! before anything is opened. Secrets are of a type that does not print.

mod error;
mod layers;

#[cfg(test)]
mod tests;

use layers::Layers;
use lettre::message::Mailbox;
use secrecy::SecretString;
use serde::Deserialize;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

pub use error::ConfigError;
pub use layers::DEFAULTS;

/// Where settings come from, weakest first.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// The data folder.
    pub data: PathBuf,
    /// The file of `--config`. Without one, `config.toml` in the data folder is read where it is.
    pub file: Option<PathBuf>,
    /// Variables of the environment; those without our prefix are passed over.
    pub environment: Vec<(String, String)>,
    /// Section, key and value of flags.
    pub flags: Vec<(&'static str, &'static str, String)>,
}

impl Sources {
    /// Of this data folder and nothing else.
    #[must_use]
    pub fn of(data: impl Into<PathBuf>) -> Self {
        Self { data: data.into(), ..Self::default() }
    }
}

/// All settings, ready for use.
#[derive(Debug, Clone)]
pub struct Config {
    /// The data folder.
    pub data: PathBuf,
    /// How the site is served.
    pub server: Server,
    /// Where the database is.
    pub database: Database,
    /// Where the index is.
    pub index: Index,
    /// How mails go out.
    pub mail: Mail,
    /// How the log is written.
    pub log: Log,
}

/// The section `[server]`.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "config.default.toml explains each")]
pub struct Server {
    pub bind: SocketAddr,
    pub public_url: String,
    pub behind_proxy: bool,
    pub workers: usize,
    pub upload_bytes: usize,
    pub site_name: String,
    pub hotline: String,
}

/// The section `[database]`. The address may hold a password.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "config.default.toml explains each")]
pub struct Database {
    pub url: SecretString,
    pub connections: u32,
}

/// The section `[index]`.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "config.default.toml explains each")]
pub struct Index {
    pub dir: PathBuf,
    pub writer_bytes: usize,
}

/// The section `[mail]`.
#[derive(Debug, Clone)]
pub struct Mail {
    /// From whom mails come.
    pub from: Mailbox,
    /// How they go.
    pub transport: Transport,
}

/// How mails go out.
#[derive(Debug, Clone)]
pub enum Transport {
    /// Each as a file into this folder.
    File(PathBuf),
    /// To the server of this address, which may hold a password.
    Smtp(SecretString),
}

/// The section `[log]`.
#[derive(Debug, Clone)]
pub struct Log {
    /// As lines of JSON instead of text.
    pub json: bool,
    /// What is logged, as a filter of targets and levels.
    pub level: String,
}

impl Config {
    /// Reads the settings.
    ///
    /// # Errors
    /// The first thing that is wrong, with its place.
    pub fn load(sources: &Sources) -> Result<Self, ConfigError> {
        let mut layers = Layers::defaults()?;
        if let Some(path) = file_to_read(sources) {
            let text = std::fs::read_to_string(&path).map_err(|error| {
                let remedy = "Name a file that can be read with --config, or none.";
                ConfigError::new(
                    format!("the configuration cannot be read: {error}"),
                    path.display().to_string(),
                    remedy,
                )
            })?;
            layers.add_file(&path, &text)?;
        }
        layers.add_environment(sources.environment.iter().map(|(name, value)| (name.as_str(), value.as_str())))?;
        for (section, key, value) in &sources.flags {
            layers.add_text(section, key, value, format!("the flag --{key}"))?;
        }
        let raw: Raw = layers.values.clone().try_into().map_err(|error: toml::de::Error| {
            ConfigError::new(error.message(), "the configuration", "See config.default.toml.")
        })?;
        raw.check(&sources.data, &layers)
    }
}

fn file_to_read(sources: &Sources) -> Option<PathBuf> {
    let usual = sources.data.join("config.toml");
    sources.file.clone().or_else(|| usual.exists().then_some(usual))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    server: RawServer,
    database: RawDatabase,
    index: RawIndex,
    mail: RawMail,
    log: RawLog,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawServer {
    bind: String,
    public_url: String,
    behind_proxy: bool,
    workers: i64,
    upload_mib: i64,
    site_name: String,
    hotline: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawDatabase {
    url: String,
    connections: i64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawIndex {
    dir: String,
    writer_mib: i64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawMail {
    transport: String,
    from: String,
    smtp_url: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawLog {
    format: String,
    level: String,
}

impl Raw {
    fn check(self, data: &Path, layers: &Layers) -> Result<Config, ConfigError> {
        let within = |section: &str, key: &str, value: i64, least: i64, most: i64| {
            if (least..=most).contains(&value) {
                return Ok(value.unsigned_abs());
            }
            let what = format!("`{value}` is out of range");
            Err(ConfigError::new(what, layers.place(section, key), format!("Write {least} to {most}.")))
        };
        let workers = within("server", "workers", self.server.workers, 0, 256)?;
        let upload_mib = within("server", "upload_mib", self.server.upload_mib, 1, 64)?;
        let connections = within("database", "connections", self.database.connections, 1, 256)?;
        let writer_mib = within("index", "writer_mib", self.index.writer_mib, 32, 4096)?;
        let bind = self.server.bind.parse::<SocketAddr>().map_err(|_| {
            let what = format!("`{}` is not an address with a port", self.server.bind);
            ConfigError::new(what, layers.place("server", "bind"), "Write for example 127.0.0.1:8080 or [::1]:8080.")
        })?;
        Ok(Config {
            data: data.to_owned(),
            server: Server {
                bind,
                public_url: public_url(&self.server.public_url, bind, layers)?,
                behind_proxy: self.server.behind_proxy,
                workers: usize::try_from(workers).unwrap_or(0),
                upload_bytes: usize::try_from(upload_mib << 20).unwrap_or(usize::MAX),
                site_name: self.server.site_name,
                hotline: self.server.hotline,
            },
            database: Database {
                url: database_url(&self.database.url, data, layers)?,
                connections: u32::try_from(connections).unwrap_or(1),
            },
            index: Index {
                dir: if self.index.dir.is_empty() { data.join("index") } else { PathBuf::from(self.index.dir) },
                writer_bytes: usize::try_from(writer_mib << 20).unwrap_or(usize::MAX),
            },
            mail: self.mail.check(data, layers)?,
            log: Log {
                json: chosen(&self.log.format, &["text", "json"], "log", "format", layers)? == "json",
                level: self.log.level,
            },
        })
    }
}

impl RawMail {
    fn check(self, data: &Path, layers: &Layers) -> Result<Mail, ConfigError> {
        let from = self.from.parse::<Mailbox>().map_err(|_| {
            let what = format!("`{}` is not a mail address", self.from);
            ConfigError::new(what, layers.place("mail", "from"), "Write for example Magpie <jobs@example.org>.")
        })?;
        let transport = match chosen(&self.transport, &["file", "smtp"], "mail", "transport", layers)? {
            "smtp" => {
                let known = ["smtp://", "smtps://"].iter().any(|scheme| self.smtp_url.starts_with(scheme));
                if !known {
                    let place = layers.place("mail", "smtp_url");
                    let remedy = "Set MAGPIE__MAIL__SMTP_URL to smtps://USER:PASSWORD@HOST:465.";
                    return Err(ConfigError::new("mail goes by smtp and no server is named", place, remedy));
                }
                Transport::Smtp(self.smtp_url.into())
            }
            _ => Transport::File(data.join("mail")),
        };
        Ok(Mail { from, transport })
    }
}

fn chosen<'a>(
    value: &str,
    known: &[&'a str],
    section: &str,
    key: &str,
    layers: &Layers,
) -> Result<&'a str, ConfigError> {
    known.iter().find(|known| **known == value).copied().ok_or_else(|| {
        let what = format!("`{value}` is not known here");
        ConfigError::new(what, layers.place(section, key), format!("Write one of: {}.", known.join(", ")))
    })
}

fn public_url(said: &str, bind: SocketAddr, layers: &Layers) -> Result<String, ConfigError> {
    if said.is_empty() {
        // The unspecified address is for listening; nobody can open it.
        return Ok(if bind.ip().is_unspecified() {
            format!("http://localhost:{}", bind.port())
        } else {
            format!("http://{bind}")
        });
    }
    let rest = said.strip_prefix("https://").or_else(|| said.strip_prefix("http://"));
    let host = rest.map(|rest| rest.trim_end_matches('/')).filter(|host| !host.is_empty() && !host.contains('/'));
    match host {
        Some(_) => Ok(said.trim_end_matches('/').to_owned()),
        None => {
            let what = format!("`{said}` is not the address of a site");
            let remedy = "Write https:// and the name of the host, without a path: https://jobs.example.org.";
            Err(ConfigError::new(what, layers.place("server", "public_url"), remedy))
        }
    }
}

fn database_url(said: &str, data: &Path, layers: &Layers) -> Result<SecretString, ConfigError> {
    if said.is_empty() {
        return Ok(format!("sqlite:{}?mode=rwc", escaped(&data.join("magpie.db"))).into());
    }
    if ["sqlite:", "postgres://", "postgresql://"].iter().any(|scheme| said.starts_with(scheme)) {
        return Ok(said.into());
    }
    let remedy = "Write sqlite:PATH?mode=rwc or postgres://USER:PASSWORD@HOST:5432/NAME.";
    Err(ConfigError::new("the database is of no known kind", layers.place("database", "url"), remedy))
}

/// A path inside a URL: the few letters that a URL takes for its own are written by number.
fn escaped(path: &Path) -> String {
    path.to_string_lossy().replace('%', "%25").replace('?', "%3F").replace('#', "%23")
}
