//! The database of one test.
//!
//! Rule: each test has its own and leaves nothing behind: an SQLite file in the test's folder, or with
//! `TEST_DATABASE_URL` a database on that PostgreSQL server, made for the test and dropped with it.

use sea_orm::{ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement};
use std::path::Path;

/// Tables that a refused import must leave as they were.
const COUNTED: [&str; 5] = ["employer", "posting", "posting_version", "change", "import_batch"];

pub(crate) struct TestDatabase {
    pub(crate) url: String,
    /// The server's own database and the name of ours.
    server: Option<(String, String)>,
}

impl TestDatabase {
    pub(crate) async fn create(folder: &Path) -> Self {
        match std::env::var("TEST_DATABASE_URL") {
            Ok(admin) => {
                let name = format!("magpie_it_{}", uuid::Uuid::from_bytes(random_bytes()).simple());
                run(&admin, &format!("CREATE DATABASE {name} TEMPLATE template0")).await;
                let server = admin.rsplit_once('/').expect("a URL with the name of a database").0;
                Self { url: format!("{server}/{name}"), server: Some((admin, name)) }
            }
            Err(_) => {
                let file = folder.join("magpie.db");
                Self { url: format!("sqlite:{}?mode=rwc", file.display()), server: None }
            }
        }
    }

    pub(crate) fn is_shared(&self) -> bool {
        self.server.is_some()
    }

    pub(crate) async fn connect(&self) -> DatabaseConnection {
        Database::connect(&self.url).await.expect("the test's database")
    }

    /// How many rows the tables of the trade have.
    pub(crate) async fn counts(&self) -> Vec<(&'static str, i64)> {
        let connection = self.connect().await;
        let mut counts = Vec::new();
        for table in COUNTED {
            counts.push((table, number(&connection, &format!("SELECT COUNT(*) FROM {table}")).await));
        }
        connection.close().await.expect("an end");
        counts
    }

    /// Every table that holds `marker` in a text column.
    pub(crate) async fn tables_with(&self, marker: &str) -> Vec<String> {
        const TEXTS: [(&str, &[&str]); 5] = [
            ("posting", &["title", "description", "address", "benefits", "skills"]),
            ("posting_version", &["content"]),
            ("employer", &["name", "description"]),
            ("import_batch", &["report", "mapping", "file_name"]),
            ("audit", &["detail"]),
        ];
        let connection = self.connect().await;
        let mut found = Vec::new();
        for (table, columns) in TEXTS {
            for column in columns {
                let sql = format!("SELECT COUNT(*) FROM {table} WHERE CAST({column} AS TEXT) LIKE '%{marker}%'");
                if number(&connection, &sql).await > 0 {
                    found.push(format!("{table}.{column}"));
                }
            }
        }
        connection.close().await.expect("an end");
        found
    }

    /// The token by which a mail ends an alert, for who would wait a week for the mail.
    pub(crate) async fn token_of_alert(&self, id: &str) -> String {
        let connection = self.connect().await;
        let sql = format!("SELECT token FROM alert WHERE id = '{id}'");
        let statement = Statement::from_string(backend(&connection), &sql);
        let row = connection.query_one_raw(statement).await.expect(&sql).expect("a row");
        connection.close().await.expect("an end");
        row.try_get_by_index(0).expect("a text")
    }

    /// Drops a database on a server, once. On a thread of its own, because a runtime cannot wait inside another.
    pub(crate) fn remove(&mut self) {
        let Some((admin, name)) = self.server.take() else { return };
        let dropped = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
            runtime.block_on(run(&admin, &format!("DROP DATABASE {name} WITH (FORCE)")));
        })
        .join();
        assert!(dropped.is_ok() || std::thread::panicking(), "the test's database is left behind");
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        self.remove();
    }
}

async fn number(connection: &DatabaseConnection, sql: &str) -> i64 {
    let statement = Statement::from_string(backend(connection), sql);
    let row = connection.query_one_raw(statement).await.expect(sql).expect("a row");
    row.try_get_by_index(0).expect("a number")
}

fn backend(connection: &DatabaseConnection) -> DbBackend {
    connection.get_database_backend()
}

async fn run(url: &str, sql: &str) {
    let connection = Database::connect(url).await.expect("the PostgreSQL of TEST_DATABASE_URL");
    connection.execute_unprepared(sql).await.expect(sql);
    connection.close().await.expect("an end");
}

fn random_bytes() -> [u8; 16] {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).expect("randomness");
    bytes
}
