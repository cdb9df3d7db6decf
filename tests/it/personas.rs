//! The people of the tests, and a quick way to a world for them.
//!
//! Rule: what is not the matter of a test is made by the domain's own commands with the machine's grants; what a test
//! is about goes over HTTP.

use crate::app::TestApp;
use crate::client::Client;
use argon2::password_hash::PasswordHasher;
use argon2::{Algorithm, Argon2, Params, Version};
use magpie_domain::Grant;
use magpie_domain::accounts::values::{Locale, Role};
use magpie_domain::accounts::write::{MadeUpAccount, add_made_up};
use magpie_domain::employers::values::{EmployerState, MemberRole};
use magpie_domain::employers::write::MadeUpEmployer;
use magpie_domain::ids::{AccountId, ApplicationId, EmployerId, PostingId, SeekerId};
use magpie_domain::seekers::made_up::{MadeUpSeeker, add_made_up as add_made_up_seekers};
use magpie_domain::seekers::values::Visibility;
use magpie_domain::{applications, employers, postings};
use magpie_terms::{CreditCode, EmployerContent, EmployerInput, PostingContent, PostingInput, Profile, ProfileInput};
use std::ops::Deref;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU32, Ordering};

/// The password of everybody.
pub(crate) const PASSWORD: &str = "correct horse battery";

/// Cheap, because only the tests of signing up are about a real one.
static PASSWORD_HASH: LazyLock<String> = LazyLock::new(|| {
    let params = Params::new(8, 1, 1, None).expect("parameters");
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    argon2.hash_password(PASSWORD.as_bytes()).expect("a hash").to_string()
});

/// A number that nothing else of this process has.
pub(crate) fn number() -> u32 {
    static NUMBER: AtomicU32 = AtomicU32::new(1);
    NUMBER.fetch_add(1, Ordering::Relaxed)
}

/// Somebody with an account, signed in.
#[derive(Debug, Clone)]
pub(crate) struct Person {
    pub(crate) client: Client,
    pub(crate) account: AccountId,
    pub(crate) email: String,
    /// The employer that the person acts for; of who acts for none, one that does not exist.
    pub(crate) employer: String,
}

impl Deref for Person {
    type Target = Client;

    fn deref(&self) -> &Client {
        &self.client
    }
}

impl Person {
    pub(crate) fn employer_id(&self) -> EmployerId {
        EmployerId::parse(&self.employer).expect("an employer")
    }

    /// Writes a posting by the form and asks for its publication.
    pub(crate) async fn publishes(&self, input: &PostingInput) -> String {
        let id = self.creates(&self.employer, input).await;
        self.acts(&id, "publish").await.leads_to(&format!("/my-postings/{id}"));
        id
    }
}

impl TestApp {
    pub(crate) fn nobody(&self) -> Client {
        Client::new("nobody", &self.node.url)
    }

    pub(crate) async fn account(&self, name: &str, role: Role) -> (AccountId, String) {
        let email = format!("{name}{}@example.org", number());
        let made_up = MadeUpAccount { email: email.clone(), display_name: name.to_owned(), locale: Locale::ZhCn, role };
        let ids = add_made_up(self.db(), self.system(), &[made_up], &PASSWORD_HASH).await.expect("an account");
        (ids[0], email)
    }

    pub(crate) async fn person(&self, name: &str, role: Role) -> Person {
        let (account, email) = self.account(name, role).await;
        let client = Client::new(name, &self.node.url);
        client.post("/sign-in", &[("email", &email), ("password", PASSWORD)]).await.leads_to("/");
        Person { client, account, email, employer: EmployerId::new().to_string() }
    }

    pub(crate) async fn seeker(&self) -> Person {
        self.person("seeker", Role::Seeker).await
    }

    pub(crate) async fn adviser(&self) -> Person {
        self.person("adviser", Role::Adviser).await
    }

    pub(crate) async fn organizer(&self) -> Person {
        self.person("organizer", Role::Organizer).await
    }

    pub(crate) async fn administrator(&self) -> Person {
        self.person("administrator", Role::Administrator).await
    }

    /// The owner of an approved employer whose postings need no review any more.
    pub(crate) async fn owner(&self, name: &str) -> Person {
        self.owner_of(name, EmployerState::Approved, true).await
    }

    /// The owner of an employer in a state, trusted or not.
    pub(crate) async fn owner_of(&self, name: &str, state: EmployerState, trusted: bool) -> Person {
        let mut person = self.person("owner", Role::Seeker).await;
        person.employer =
            self.employer(name, state, trusted, vec![(person.account, MemberRole::Owner)]).await.to_string();
        person
    }

    /// A recruiter beside an owner.
    pub(crate) async fn recruiter(&self, of: &Person) -> Person {
        let mut person = self.person("recruiter", Role::Seeker).await;
        of.post(&format!("/console/{}/members", of.employer), &[("email", &person.email), ("role", "recruiter")])
            .await
            .leads_to(&format!("/console/{}/members", of.employer));
        self.settle().await;
        let link = self.link_of_newest_mail(&person.email);
        person.post(&link, &[]).await.leads_to(&format!("/console/{}", of.employer));
        person.employer = of.employer.clone();
        person
    }

    pub(crate) async fn employer(
        &self,
        name: &str,
        state: EmployerState,
        trusted: bool,
        members: Vec<(AccountId, MemberRole)>,
    ) -> EmployerId {
        let content = EmployerContent::parse(&employer_input(name)).expect("a valid employer");
        let made_up = MadeUpEmployer { content, state, trusted, refusal_reason: None, members };
        employers::write::add_made_up(self.db(), self.system(), vec![made_up]).await.expect("an employer")[0]
    }

    /// A posting as its form has it, for thirty days.
    pub(crate) fn posting(&self, title: &str) -> PostingInput {
        PostingInput {
            title: title.to_owned(),
            headcount: "3".to_owned(),
            pay_kind: "range".to_owned(),
            pay_min: "6000".to_owned(),
            pay_max: "8000".to_owned(),
            pay_period: "month".to_owned(),
            pay_months: "12".to_owned(),
            education: "junior_high".to_owned(),
            district: "110108".to_owned(),
            address: "中关村大街1号".to_owned(),
            employment_type: "full_time".to_owned(),
            benefits: "包吃、包住".to_owned(),
            skills: "耐心".to_owned(),
            description: "照料老人的起居，协助用餐和散步。".to_owned(),
            valid_through: self.today().plus_days(30).to_string(),
            ..PostingInput::default()
        }
    }

    pub(crate) async fn draft(&self, employer: EmployerId, input: &PostingInput) -> PostingId {
        let content = PostingContent::parse(input, self.today()).expect("a valid posting");
        let grant = Grant::of_system(self.system(), employer);
        postings::write::create(self.db(), &grant, &content).await.expect("a draft")
    }

    /// A profile of an account, or of somebody without one; advisers help with it.
    pub(crate) async fn profile(&self, account: Option<AccountId>, visibility: Visibility) -> SeekerId {
        self.profile_of("李秀英", account, visibility, None).await
    }

    pub(crate) async fn profile_of(
        &self,
        name: &str,
        account: Option<AccountId>,
        visibility: Visibility,
        keeper: Option<AccountId>,
    ) -> SeekerId {
        let input = ProfileInput {
            desired_titles: "养老护理员".to_owned(),
            education: "junior_high".to_owned(),
            experience_years: "3".to_owned(),
            skills: "照护".to_owned(),
            ..ProfileInput::default()
        };
        let one = MadeUpSeeker {
            account,
            name: name.to_owned(),
            phone: Some("13800001234".to_owned()),
            email: None,
            profile: Profile::parse(&input).expect("a valid profile"),
            visibility,
            assisted: true,
            keeper,
            consent_note: None,
        };
        add_made_up_seekers(self.db(), self.system(), vec![one]).await.expect("a profile")[0]
    }

    /// An application without a word.
    pub(crate) async fn applied(&self, seeker: SeekerId, posting: PostingId) -> ApplicationId {
        let grant = Grant::of_system(self.system(), seeker);
        let input = applications::write::ApplyInput::default();
        applications::write::apply(self.db(), &grant, posting, &input).await.expect("an application")
    }

    /// A posting that has been handed in: public for a trusted employer, in review for another.
    pub(crate) async fn handed_in(&self, employer: EmployerId, input: &PostingInput) -> PostingId {
        let id = self.draft(employer, input).await;
        postings::write::publish(self.db(), &Grant::of_system(self.system(), id)).await.expect("a publication");
        id
    }
}

pub(crate) fn credit_code() -> String {
    CreditCode::with_check(&format!("91110108MA{:07}", number())).expect("a code").as_str().to_owned()
}

/// An employer as its form has it.
pub(crate) fn employer_input(name: &str) -> EmployerInput {
    EmployerInput {
        name: name.to_owned(),
        credit_code: credit_code(),
        industry: "Q".to_owned(),
        size: "20_99".to_owned(),
        district: "110108".to_owned(),
        address: "中关村大街1号".to_owned(),
        description: "照料老人。".to_owned(),
        contact_name: "王女士".to_owned(),
        contact_phone: "010-62510000".to_owned(),
        contact_email: "hr@example.org".to_owned(),
    }
}

/// The fields of an employer's form.
pub(crate) fn employer_fields(input: &EmployerInput) -> Vec<(String, String)> {
    let value = serde_json::to_value(input).expect("fields");
    let fields = value.as_object().expect("fields");
    fields.iter().map(|(name, value)| (name.clone(), value.as_str().expect("a text").to_owned())).collect()
}

/// Fields as a form takes them.
pub(crate) fn form(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}
