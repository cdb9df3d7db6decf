//! What goes before what, and what an error says.

use super::*;
use secrecy::ExposeSecret;

fn load(
    file: &str,
    environment: &[(&str, &str)],
    flags: &[(&'static str, &'static str, &str)],
) -> Result<Config, ConfigError> {
    let data = tempfile::tempdir().unwrap();
    std::fs::write(data.path().join("config.toml"), file).unwrap();
    Config::load(&Sources {
        data: data.path().to_owned(),
        file: None,
        environment: environment.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
        flags: flags.iter().map(|(section, key, value)| (*section, *key, (*value).to_owned())).collect(),
    })
}

#[test]
fn the_defaults_can_be_used_as_they_are() {
    let config = Config::load(&Sources::of("somewhere")).unwrap();
    assert_eq!(config.server.public_url, "http://127.0.0.1:8080");
    assert_eq!(config.database.url.expose_secret(), "sqlite:somewhere/magpie.db?mode=rwc");
    assert_eq!(config.index.dir, Path::new("somewhere/index"));
    assert!(matches!(config.mail.transport, Transport::File(folder) if folder == Path::new("somewhere/mail")));
}

#[test]
fn every_default_has_a_comment() {
    let mut last_was_comment = false;
    for line in DEFAULTS.lines() {
        if line.contains(" = ") && !line.starts_with('#') {
            assert!(last_was_comment, "{line}");
        }
        last_was_comment = line.starts_with('#');
    }
}

#[test]
fn flags_go_before_the_environment_before_the_file_before_the_defaults() {
    let file = "[server]\nbind = \"127.0.0.1:1\"\nsite_name = \"file\"\nhotline = \"file\"\n";
    let environment =
        [("MAGPIE__SERVER__BIND", "127.0.0.1:2"), ("MAGPIE__SERVER__HOTLINE", "environment"), ("HOME", "x")];
    let config = load(file, &environment, &[("server", "bind", "127.0.0.1:3")]).unwrap();
    assert_eq!(config.server.bind.port(), 3);
    assert_eq!(config.server.hotline, "environment");
    assert_eq!(config.server.site_name, "file");
    assert_eq!(config.server.upload_bytes, 20 << 20);
}

#[test]
fn numbers_and_switches_are_read_from_the_environment() {
    let environment = [("MAGPIE__SERVER__WORKERS", "3"), ("MAGPIE__SERVER__BEHIND_PROXY", "true")];
    let config = load("", &environment, &[]).unwrap();
    assert_eq!((config.server.workers, config.server.behind_proxy), (3, true));
}

#[test]
fn an_unknown_key_is_named_with_its_place_and_a_near_one() {
    let error = load("\n[server]\nprot = \"x\"\n", &[], &[]).unwrap_err().to_string();
    assert!(error.contains("there is no key `prot` in [server]") && error.contains("config.toml line 3"), "{error}");
    let error = load("[server]\nbnd = \"x\"\n", &[], &[]).unwrap_err().to_string();
    assert!(error.contains("Did you mean `bind`?"), "{error}");
    let error = load("\n\n[sever]\n", &[], &[]).unwrap_err().to_string();
    assert!(error.contains("section [sever]") && error.contains("line 3") && error.contains("`server`"), "{error}");
    let error = load("", &[("MAGPIE__MAIL__HOST", "x")], &[]).unwrap_err().to_string();
    assert!(error.contains("MAGPIE__MAIL__HOST") && error.contains("from, smtp_url, transport"), "{error}");
}

#[test]
fn a_value_of_the_wrong_kind_says_what_is_wanted() {
    let error = load("[server]\nworkers = \"two\"\n", &[], &[]).unwrap_err().to_string();
    assert!(
        error.contains("`server.workers` must be a whole number, not a text") && error.contains("line 2"),
        "{error}"
    );
    let error = load("", &[("MAGPIE__SERVER__WORKERS", "two")], &[]).unwrap_err().to_string();
    assert!(error.contains("MAGPIE__SERVER__WORKERS"), "{error}");
    for (file, wanted) in [
        ("[server]\nbind = \"8080\"\n", "127.0.0.1:8080"),
        ("[server]\nworkers = -1\n", "Write 0 to 256"),
        ("[server]\npublic_url = \"jobs.example.org\"\n", "https://jobs.example.org"),
        ("[database]\nurl = \"mysql://x\"\n", "postgres://"),
        ("[mail]\ntransport = \"pigeon\"\n", "file, smtp"),
        ("[mail]\nfrom = \"nobody\"\n", "jobs@example.org"),
        ("[log]\nformat = \"xml\"\n", "text, json"),
        ("server = 1\n", "[server]"),
        ("[server\n", "line 1"),
    ] {
        let error = load(file, &[], &[]).unwrap_err().to_string();
        assert!(error.contains(wanted), "{file}: {error}");
    }
}

#[test]
fn a_file_that_was_named_and_is_not_there_is_an_error() {
    let sources = Sources { file: Some("no/such/file.toml".into()), ..Sources::of("x") };
    assert!(Config::load(&sources).unwrap_err().to_string().contains("no/such/file.toml"));
}

#[test]
fn secrets_are_not_printed() {
    let file = "[database]\nurl = \"postgres://magpie:hunter2@db/magpie\"\n[mail]\ntransport = \"smtp\"\nsmtp_url = \"smtps://magpie:hunter2@mail\"\n";
    let config = load(file, &[], &[]).unwrap();
    assert!(!format!("{config:?}").contains("hunter2"));
    for broken in [
        "[mail]\nsmtp_url = smtps://magpie:hunter2@mail\n",
        "[mail]\nsmtp_url = [\"smtps://magpie:hunter2@mail\"]\n",
        "[mail]\ntransport = \"smtp\"\nsmtp_url = \"http://magpie:hunter2@mail\"\n",
        "[database]\nurl = \"mysql://magpie:hunter2@db\"\n",
        "[server]\nworkers = \"hunter2\"\n",
    ] {
        let error = load(broken, &[], &[]).unwrap_err();
        assert!(!error.to_string().contains("hunter2") && !format!("{error:?}").contains("hunter2"), "{error}");
    }
}

#[test]
fn a_folder_with_odd_letters_is_escaped() {
    let config = Config::load(&Sources::of("a?b#c%d")).unwrap();
    assert_eq!(config.database.url.expose_secret(), "sqlite:a%3Fb%23c%25d/magpie.db?mode=rwc");
}
