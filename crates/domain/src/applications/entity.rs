//! Rows of applications, invitations of candidates, and screening questions.

pub mod question {
    //! A question that an employer asks of everybody who applies.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "screening_question")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: String,
        pub posting_id: String,
        pub position: i64,
        pub kind: String,
        pub question: String,
        pub options: String,
        pub required: bool,
        pub created_at: i64,
        pub retired_at: Option<i64>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod application {
    //! A seeker wants a posting.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "application")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: String,
        pub posting_id: String,
        pub seeker_id: String,
        pub state: String,
        pub origin: String,
        pub message: String,
        pub answers: String,
        pub applied_by: Option<String>,
        pub refusal_reason: Option<String>,
        pub version: i64,
        pub created_at: i64,
        pub updated_at: i64,
        pub answered_at: Option<i64>,
        pub remind_at: Option<i64>,
        pub reminders: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(
            belongs_to = "crate::postings::entity::posting::Entity",
            from = "Column::PostingId",
            to = "crate::postings::entity::posting::Column::Id"
        )]
        Posting,
        #[sea_orm(
            belongs_to = "crate::seekers::entity::seeker::Entity",
            from = "Column::SeekerId",
            to = "crate::seekers::entity::seeker::Column::Id"
        )]
        Seeker,
    }

    impl ActiveModelBehavior for ActiveModel {}

    impl Related<crate::postings::entity::posting::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Posting.def()
        }
    }

    impl Related<crate::seekers::entity::seeker::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Seeker.def()
        }
    }
}

pub mod event {
    //! One step of an application.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "application_event")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: String,
        pub application_id: String,
        pub at: i64,
        pub state: String,
        pub side: String,
        pub account_id: Option<String>,
        pub reason: Option<String>,
        pub note: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(
            belongs_to = "super::application::Entity",
            from = "Column::ApplicationId",
            to = "super::application::Column::Id"
        )]
        Application,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod note {
    //! A note of the employer's own about an application.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "application_note")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: String,
        pub application_id: String,
        pub at: i64,
        pub account_id: Option<String>,
        pub note: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod invitation {
    //! An employer wants a seeker for a posting.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "candidate_invitation")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: String,
        pub posting_id: String,
        pub seeker_id: String,
        pub state: String,
        pub message: String,
        pub invited_by: Option<String>,
        pub created_at: i64,
        pub expires_at: i64,
        pub answered_at: Option<i64>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(
            belongs_to = "crate::postings::entity::posting::Entity",
            from = "Column::PostingId",
            to = "crate::postings::entity::posting::Column::Id"
        )]
        Posting,
        #[sea_orm(
            belongs_to = "crate::seekers::entity::seeker::Entity",
            from = "Column::SeekerId",
            to = "crate::seekers::entity::seeker::Column::Id"
        )]
        Seeker,
    }

    impl ActiveModelBehavior for ActiveModel {}

    impl Related<crate::postings::entity::posting::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Posting.def()
        }
    }

    impl Related<crate::seekers::entity::seeker::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Seeker.def()
        }
    }
}
