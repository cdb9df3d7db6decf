//! Rows of postings and their public versions.

pub mod posting {
    //! A posting.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "posting")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: String,
        pub employer_id: String,
        pub state: String,
        pub version: i64,
        pub title: String,
        pub occupation: Option<String>,
        pub headcount: i64,
        pub pay_min_fen: Option<i64>,
        pub pay_max_fen: Option<i64>,
        pub pay_period: Option<String>,
        pub pay_months: Option<i64>,
        pub education: String,
        pub education_full_time: bool,
        pub experience_min: i64,
        pub experience_max: Option<i64>,
        pub graduates: bool,
        pub district: String,
        pub address: String,
        pub employment_type: String,
        pub shift: Option<String>,
        pub benefits: String,
        pub skills: String,
        pub description: String,
        pub valid_through: String,
        pub expires_at: i64,
        pub created_at: i64,
        pub updated_at: i64,
        pub published_at: Option<i64>,
        pub reminded_at: Option<i64>,
        pub refusal_reason: Option<String>,
        pub import_batch_id: Option<String>,
        pub import_key: Option<String>,
        pub content_hash: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(
            belongs_to = "crate::employers::entity::employer::Entity",
            from = "Column::EmployerId",
            to = "crate::employers::entity::employer::Column::Id"
        )]
        Employer,
    }

    impl Related<crate::employers::entity::employer::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Employer.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod version {
    //! A version of a posting that was public.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "posting_version")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: String,
        pub posting_id: String,
        pub version: i64,
        pub content: String,
        pub published_at: i64,
        pub published_by: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
