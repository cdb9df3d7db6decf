//! Rows of saved searches and of what was sent.

pub mod alert {
    //! A saved search, or the matches of a profile, that a person wants to hear of.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "alert")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: String,
        pub account_id: String,
        pub kind: String,
        pub name: String,
        pub query: String,
        pub query_key: String,
        pub cadence: String,
        pub state: String,
        pub token: String,
        pub cursor: i64,
        pub next_at: i64,
        pub mails: i64,
        pub told: i64,
        pub sent_at: Option<i64>,
        pub created_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(
            belongs_to = "crate::accounts::entity::account::Entity",
            from = "Column::AccountId",
            to = "crate::accounts::entity::account::Column::Id"
        )]
        Account,
    }

    impl Related<crate::accounts::entity::account::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Account.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod sent {
    //! A posting that an account was told of; nobody is told twice.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "alert_sent")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub account_id: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub posting_id: String,
        pub at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod delivery {
    //! What one mail tells.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "alert_delivery")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: String,
        pub alert_id: String,
        pub postings: String,
        pub more: i64,
        pub created_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(belongs_to = "super::alert::Entity", from = "Column::AlertId", to = "super::alert::Column::Id")]
        Alert,
    }

    impl ActiveModelBehavior for ActiveModel {}

    impl Related<super::alert::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Alert.def()
        }
    }
}
