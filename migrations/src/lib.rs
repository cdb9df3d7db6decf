//! The schema's history, forward only, one file for each change, the same for SQLite and PostgreSQL.
//!
//! Rule: a migration knows nothing of the product and never asks the clock; expand first, contract in a later release.

use sea_orm_migration::prelude::*;

pub use sea_orm_migration::MigratorTrait;

mod m20261124_000001_outbox;
mod m20261124_000002_accounts;
mod m20261124_000003_employers;
mod m20261124_000004_postings;
mod m20261124_000005_imports;
mod m20261125_000006_seekers;
mod m20261125_000007_applications;
mod m20261125_000008_alerts;

/// Every migration in order.
#[derive(Debug)]
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261124_000001_outbox::Migration),
            Box::new(m20261124_000002_accounts::Migration),
            Box::new(m20261124_000003_employers::Migration),
            Box::new(m20261124_000004_postings::Migration),
            Box::new(m20261124_000005_imports::Migration),
            Box::new(m20261125_000006_seekers::Migration),
            Box::new(m20261125_000007_applications::Migration),
            Box::new(m20261125_000008_alerts::Migration),
        ]
    }
}

/// Each change and the note that it was made are one transaction, on SQLite too: a start that was killed half-way does
/// not leave a schema that no later start can mend.
const WHOLE_OR_NOT_AT_ALL: Option<bool> = Some(true);

/// Columns as every table writes them: ids and codes are text, times are whole seconds, money is whole fen.
mod columns {
    use sea_orm_migration::prelude::*;

    pub fn id(name: &str) -> ColumnDef {
        ColumnDef::new(Alias::new(name)).text().not_null().primary_key().to_owned()
    }

    pub fn text(name: &str) -> ColumnDef {
        ColumnDef::new(Alias::new(name)).text().not_null().to_owned()
    }

    pub fn text_null(name: &str) -> ColumnDef {
        ColumnDef::new(Alias::new(name)).text().to_owned()
    }

    pub fn number(name: &str) -> ColumnDef {
        ColumnDef::new(Alias::new(name)).big_integer().not_null().to_owned()
    }

    pub fn number_null(name: &str) -> ColumnDef {
        ColumnDef::new(Alias::new(name)).big_integer().to_owned()
    }

    pub fn flag(name: &str) -> ColumnDef {
        ColumnDef::new(Alias::new(name)).boolean().not_null().to_owned()
    }

    /// A table of these columns.
    pub fn table(name: &str, columns: Vec<ColumnDef>) -> TableCreateStatement {
        let mut table = Table::create().table(Alias::new(name)).to_owned();
        for mut column in columns {
            table.col(&mut column);
        }
        table
    }

    /// A reference to the id of another table that must exist.
    pub fn references(table: &mut TableCreateStatement, from: &str, column: &str, to: &str) {
        table.foreign_key(
            ForeignKey::create().from(Alias::new(from), Alias::new(column)).to(Alias::new(to), Alias::new("id")),
        );
    }

    /// An index over columns; its name follows from theirs.
    pub fn index(table: &str, columns: &[&str], unique: bool) -> IndexCreateStatement {
        let name = format!("{table}_{}", columns.join("_"));
        let mut index = Index::create().name(name).table(Alias::new(table)).to_owned();
        for column in columns {
            index.col(Alias::new(*column));
        }
        if unique {
            index.unique();
        }
        index
    }
}
