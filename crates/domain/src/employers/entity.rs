//! Rows of employers, members and invitations.

pub mod employer {
    //! An employer.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "employer")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: String,
        pub name: String,
        pub name_key: String,
        /// Unique among the registered; what a file claims for an unverified one, or a refused one claimed, stands in
        /// `claimed_code`.
        pub credit_code: Option<String>,
        pub claimed_code: Option<String>,
        pub industry: Option<String>,
        pub size: Option<String>,
        pub district: Option<String>,
        pub address: String,
        pub description: String,
        pub contact_name: Option<String>,
        pub contact_phone: Option<String>,
        pub contact_email: Option<String>,
        pub state: String,
        pub trusted: bool,
        pub refusal_reason: Option<String>,
        pub created_at: i64,
        pub updated_at: i64,
        pub decided_at: Option<i64>,
        pub decided_by: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod member {
    //! An account that acts for an employer.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "employer_member")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: String,
        pub employer_id: String,
        pub account_id: String,
        pub role: String,
        pub created_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(
            belongs_to = "super::employer::Entity",
            from = "Column::EmployerId",
            to = "super::employer::Column::Id"
        )]
        Employer,
        #[sea_orm(
            belongs_to = "crate::accounts::entity::account::Entity",
            from = "Column::AccountId",
            to = "crate::accounts::entity::account::Column::Id"
        )]
        Account,
    }

    impl Related<super::employer::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Employer.def()
        }
    }

    impl Related<crate::accounts::entity::account::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Account.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod invitation {
    //! An invitation to become a member.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "employer_invitation")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: String,
        pub employer_id: String,
        pub email: String,
        pub role: String,
        pub locale: String,
        pub token_hash: Option<String>,
        pub invited_by: String,
        pub created_at: i64,
        pub expires_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
