//! A world in which every address of the site leads somewhere.
//!
//! Rule: what a request destroys, it alone has. Reads share their subjects, everything else gets fresh ones.

use crate::app::TestApp;
use crate::client::{Client, Reply};
use crate::files;
use crate::personas::Person;
use magpie_domain::Grant;
use magpie_domain::accounts::values::Role;
use magpie_domain::applications::invitations;
use magpie_domain::employers::members;
use magpie_domain::employers::policy::ManageEmployer;
use magpie_domain::employers::values::{EmployerState, MemberRole};
use magpie_domain::ids::{AccountId, ApplicationId, BatchId, EmployerId, PostingId, SeekerId};
use magpie_domain::imports::values::Import;
use magpie_domain::seekers::values::Visibility;
use magpie_domain::{imports, postings};
use reqwest::Method;

/// Everybody who may come, in the order of the table.
pub(crate) const PERSONAS: [&str; 9] =
    ["nobody", "seeker", "applicant", "stranger", "recruiter", "owner", "adviser", "organizer", "administrator"];

/// Whether the person of a route is the applicant, and not the persona "seeker" with the profile.
pub(crate) fn is_about_applicant(route: &str) -> bool {
    ["/applications", "/apply/", "/invite/", "/candidates/", "/invitations"].iter().any(|part| route.contains(part))
}

/// What the path of a request is about.
pub(crate) struct Subjects {
    employer: EmployerId,
    posting: PostingId,
    batch: BatchId,
}

pub(crate) struct World {
    pub(crate) app: TestApp,
    pub(crate) owner: Person,
    recruiter: Person,
    people: Vec<(&'static str, Person)>,
    acme: Subjects,
    published: PostingId,
    in_review: PostingId,
    waiting: EmployerId,
    applicant: SeekerId,
    applied: ApplicationId,
}

impl World {
    pub(crate) async fn prepare() -> Self {
        let app = TestApp::spawn().await;
        let owner = app.owner("Acme 家政").await;
        let recruiter = app.recruiter(&owner).await;
        let stranger = app.owner("远山物业").await;
        let people = vec![
            ("seeker", app.seeker().await),
            ("stranger", stranger),
            ("recruiter", recruiter.clone()),
            ("owner", owner.clone()),
            ("adviser", app.adviser().await),
            ("organizer", app.organizer().await),
            ("administrator", app.administrator().await),
        ];
        let employer = owner.employer_id();
        let new = app.owner_of("新来公司", EmployerState::Approved, false).await.employer_id();
        let applicant = app.person("applicant", Role::Seeker).await;
        let seeker = app.profile(Some(applicant.account), Visibility::Verified).await;
        let published = app.handed_in(employer, &app.posting("养老护理员")).await;
        let wanted = app.handed_in(employer, &app.posting("护工")).await;
        let applied = app.applied(seeker, wanted).await;
        let mut people = people;
        people.push(("applicant", applicant));
        let world = Self {
            applicant: seeker,
            applied,
            acme: Subjects {
                employer,
                posting: app.draft(employer, &app.posting("草稿")).await,
                batch: keep_batch(&app, Some(employer)).await,
            },
            published,
            in_review: app.handed_in(new, &app.posting("月嫂")).await,
            waiting: app.employer("等待公司", EmployerState::Waiting, false, Vec::new()).await,
            app,
            owner,
            recruiter,
            people,
        };
        world.app.settle().await;
        world
    }

    /// The client of a persona.
    pub(crate) fn client(&self, persona: &str) -> Client {
        let found = self.people.iter().find(|(name, _)| *name == persona);
        found.map_or_else(|| self.app.nobody(), |(_, person)| person.client.clone())
    }

    /// The address of a persona, to sign in with.
    pub(crate) fn email(&self, persona: &str) -> String {
        let found = self.people.iter().find(|(name, _)| *name == persona);
        found.map(|(_, person)| person.email.clone()).expect("a persona with an account")
    }

    /// Somebody of the same rights as a persona whose session may be lost.
    async fn expendable(&self, persona: &str) -> Client {
        let role = match persona {
            "nobody" => return self.app.nobody(),
            "adviser" => Role::Adviser,
            "organizer" => Role::Organizer,
            "administrator" => Role::Administrator,
            _ => Role::Seeker,
        };
        self.app.person(persona, role).await.client
    }

    /// Asks for what a route is about, with an empty form or empty JSON where something is to be done.
    pub(crate) async fn ask(&self, method: &str, route: &str, persona: &str) -> Reply {
        let ends_session = route.contains("sign-") || route == "/api/v1/session";
        let client = if ends_session { self.expendable(persona).await } else { self.client(persona) };
        let path = self.path(method, route, persona).await;
        let request = client.request(method.to_uppercase().parse::<Method>().expect("a method"), &path);
        let is_machine = route.starts_with("/api/");
        let request = if is_machine { request } else { request.header("accept", "text/html") };
        client
            .send(match method {
                "get" | "delete" => request,
                _ if route.ends_with("/imports") => request.body(Vec::new()),
                _ if is_machine => request.header("content-type", "application/json").body("{}"),
                _ => request.header("content-type", "application/x-www-form-urlencoded"),
            })
            .await
    }

    /// The path of a route with everything filled in.
    pub(crate) async fn path(&self, method: &str, route: &str, persona: &str) -> String {
        let mut path = route.to_owned();
        let invitation = route.contains("/invitations/");
        let subjects = match method {
            "get" => None,
            _ if route.contains("{employer}") || route.contains("{posting}") || route.contains("{batch}") => {
                Some(self.fresh(route).await)
            }
            _ => None,
        };
        let subjects = subjects.as_ref().unwrap_or(&self.acme);
        let is_public = route.starts_with("/postings/") || route.starts_with("/api/v1/postings/");
        let posting = match method {
            "get" if is_public || route.contains("/matches/") => self.published,
            _ if route.contains("/apply") || route.ends_with("/invite/{seeker}") => self.another_public().await,
            _ if route == "/api/v1/postings/{posting}/applications" => self.another_public().await,
            "get" if route.starts_with("/review/") => self.in_review,
            _ => subjects.posting,
        };
        let employer = if method == "get" && route.starts_with("/review/") { self.waiting } else { subjects.employer };
        if route.contains("{seeker}") && !is_about_applicant(route) {
            // Changes get a profile of their own state each time: one of them erases it.
            let seeker = self.profile().await;
            path = path.replace("{seeker}", &seeker).replace("{entry}", "0");
        }
        if invitation {
            let email = self.people.iter().find(|(name, _)| *name == persona).map(|(_, person)| person.email.clone());
            let (employer, id, token) = self.invited(&email.unwrap_or_else(|| "nobody@example.org".to_owned())).await;
            path = path
                .replace("{employer}", &employer.to_string())
                .replace("{invitation}", &id)
                .replace("{token}", &token);
        }
        if route.contains("{alert}") || route.starts_with("/alerts/end/") {
            let (id, token) = self.alert().await;
            path = path.replace("{alert}", &id).replace("{token}", &token);
        }
        if route == "/sign-up/confirm/{token}" && method == "post" {
            path = self.signed_up().await;
        }
        for (name, value) in [
            ("{employer}", employer.to_string()),
            ("{posting}", posting.to_string()),
            ("{batch}", subjects.batch.to_string()),
            ("{token}", "made-up".to_owned()),
            ("{merge}", "018f0000-0000-7000-8000-000000000000".to_owned()),
            ("{seeker}", if route.contains("{seeker}") { self.candidate(method, route).await } else { String::new() }),
            ("{application}", self.application_of(method, route).await),
            ("{invite}", self.candidate_invitation(route).await),
            ("{action}", action(route).to_owned()),
            ("{page}", "0.xml".to_owned()),
            ("{code}", "forbidden".to_owned()),
            ("{file}", magpie_view::assets::url("tokens.css").trim_start_matches("/static/").to_owned()),
        ] {
            path = path.replace(name, &value);
        }
        if path.contains("{account}") {
            let account =
                if route.starts_with("/admin/") { self.app.seeker().await.account } else { self.extra(employer).await };
            path = path.replace("{account}", &account.to_string());
        }
        assert!(!path.contains('{'), "{path}: say in World::path what stands here");
        path
    }

    /// The profile of the persona "seeker", who asked for an adviser's help, with an entry of each kind.
    async fn profile(&self) -> String {
        let seeker = self.client("seeker");
        let reply = seeker.get("/api/v1/seekers/own").await;
        if reply.status == 200 {
            return reply.value()["id"].as_str().expect("an id").to_owned();
        }
        let id = seeker.post("/profile", &[]).await.location().trim_start_matches("/seekers/").to_owned();
        for (section, field) in [("work", "title"), ("studies", "institution")] {
            let version = seeker.get("/api/v1/seekers/own").await.value()["version"].to_string();
            let path = format!("/seekers/{id}/{section}");
            seeker.post(&path, &[("version", &version), (field, "某")]).await.leads_to(&path);
        }
        let path = format!("/seekers/{id}/privacy");
        seeker.post(&path, &[("visibility", "nobody"), ("ranked", "yes"), ("assisted", "yes")]).await.leads_to(&path);
        id
    }

    /// A public posting of Acme that nobody applied for yet.
    async fn another_public(&self) -> PostingId {
        self.app.handed_in(self.acme.employer, &self.app.posting("护工")).await
    }

    /// Whose applications a route is about: the applicant's, whom an adviser helps. Of who is invited, somebody new.
    async fn candidate(&self, method: &str, route: &str) -> String {
        if method == "post" && route.contains("/invite/") {
            return self.app.profile(None, Visibility::Verified).await.to_string();
        }
        self.applicant.to_string()
    }

    /// An application of the applicant; where something is done to it, one of its own.
    async fn application_of(&self, method: &str, route: &str) -> String {
        match (route.contains("{application}"), method) {
            (false, _) => String::new(),
            // Empty forms leave these as they are.
            (true, _) if method == "get" || route.ends_with("/move") || route.ends_with("/notes") => {
                self.applied.to_string()
            }
            (true, _) => self.app.applied(self.applicant, self.another_public().await).await.to_string(),
        }
    }

    /// An invitation of the applicant by an employer that has no other.
    async fn candidate_invitation(&self, route: &str) -> String {
        if !route.contains("{invite}") {
            return String::new();
        }
        let employer = self.app.employer("邀请公司", EmployerState::Approved, true, Vec::new()).await;
        let posting = self.app.handed_in(employer, &self.app.posting("护工")).await;
        let grant = Grant::of_system(self.app.system(), posting);
        let id = invitations::invite(self.app.db(), &grant, self.applicant, "").await.expect("an invitation");
        id.to_string()
    }

    /// An employer with a posting and a batch in the states that the route asks for.
    async fn fresh(&self, route: &str) -> Subjects {
        let is_review_of_employer = route.starts_with("/review/employers/");
        let state = if is_review_of_employer { EmployerState::Waiting } else { EmployerState::Approved };
        let needs_review =
            route == "/review/postings/{posting}/approve" || route == "/review/postings/{posting}/refuse";
        let members = vec![(self.owner.account, MemberRole::Owner), (self.recruiter.account, MemberRole::Recruiter)];
        let employer = self.app.employer("Acme 分部", state, !needs_review, members).await;
        let (db, system) = (self.app.db(), self.app.system());
        let input = self.app.posting("保洁员");
        let posting = if !route.contains("{posting}") {
            self.acme.posting
        } else if ["close", "withdraw", "renew", "reopen", "take-down"].iter().any(|action| route.ends_with(action))
            || needs_review
        {
            self.app.handed_in(employer, &input).await
        } else {
            self.app.draft(employer, &input).await
        };
        if route.ends_with("/reopen") {
            postings::write::close(db, &Grant::of_system(system, posting)).await.expect("a closing");
        }
        let batch = if !route.contains("{batch}") {
            self.acme.batch
        } else if route.ends_with("/publish") {
            let (import, _) = magpie_web::importing::read(
                files::csv(&files::postings(true)).as_bytes(),
                "a.csv",
                self.app.today(),
                None,
            )
            .expect("a table");
            self.import(&import).await
        } else {
            keep_batch(&self.app, Some(employer)).await
        };
        Subjects { employer, posting, batch }
    }

    /// An import of unregistered employers that waits, with names that no other has.
    async fn import(&self, import: &Import) -> BatchId {
        let mut import = import.clone();
        let number = crate::personas::number();
        import.ready.iter_mut().for_each(|row| row.employer_name = format!("无名公司{number}"));
        let grant = Grant::of_system(self.app.system(), None);
        imports::write::run(self.app.db(), &grant, &import, false).await.expect("an import").0
    }

    /// One more recruiter of an employer, who can be removed.
    async fn extra(&self, employer: EmployerId) -> AccountId {
        let person = self.app.seeker().await;
        let (_, token) = self.invitation(employer, &person.email).await;
        person.post(&format!("/invitations/{token}"), &[]).await.expect(303);
        person.account
    }

    /// An employer that invites this address, the invitation's id and its token.
    async fn invited(&self, email: &str) -> (EmployerId, String, String) {
        let members = vec![(self.owner.account, MemberRole::Owner), (self.recruiter.account, MemberRole::Recruiter)];
        let members =
            members.into_iter().filter(|(_, role)| email != self.owner.email || *role == MemberRole::Owner).collect();
        let employer = self.app.employer("Acme 分部", EmployerState::Approved, true, members).await;
        let (id, token) = self.invitation(employer, email).await;
        (employer, id, token)
    }

    async fn invitation(&self, employer: EmployerId, email: &str) -> (String, String) {
        let path = format!("/console/{employer}/members");
        self.owner.post(&path, &[("email", email), ("role", "recruiter")]).await.leads_to(&path);
        let grant = Grant::<ManageEmployer>::of_system(self.app.system(), employer);
        let (_, open) = members::list(self.app.db(), &grant).await.expect("a list");
        let id = open.iter().find(|open| open.email == email).expect("the invitation").id.to_string();
        self.app.settle().await;
        (id, self.app.link_of_newest_mail(email).trim_start_matches("/invitations/").to_owned())
    }

    /// An alert of the owner that no other request has, and the token of the link that ends it.
    async fn alert(&self) -> (String, String) {
        let kept = self.owner.get("/api/v1/alerts").await.expect(200).value();
        for alert in kept["alerts"].as_array().expect("a list") {
            self.owner.delete(&format!("/api/v1/alerts/{}", alert["id"].as_str().expect("an id"))).await.expect(204);
        }
        let body = serde_json::json!({"query": "q=a", "cadence": "weekly"});
        let kept = self.owner.json(Method::POST, "/api/v1/alerts", &body).await.expect(201).value();
        let id = kept["id"].as_str().expect("an id").to_owned();
        let token = self.app.database.token_of_alert(&id).await;
        (id, token)
    }

    /// The path of a link that confirms a sign-up.
    async fn signed_up(&self) -> String {
        let email = format!("new{}@example.org", crate::personas::number());
        let form = [("email", email.as_str()), ("display_name", "新人"), ("password", crate::personas::PASSWORD)];
        self.app.nobody().post("/sign-up", &form).await.expect(200);
        self.app.settle().await;
        self.app.link_of_newest_mail(&email)
    }
}

/// What is done where a route leaves it open.
fn action(route: &str) -> &'static str {
    match route {
        "/api/v1/applications/{application}/{action}" => "withdraw",
        "/api/v1/candidate-invitations/{invite}/{action}" => "decline",
        _ => "publish",
    }
}

/// A file that waits for its import and has a row that will be refused.
async fn keep_batch(app: &TestApp, employer: Option<EmployerId>) -> BatchId {
    let mut table = files::postings(false);
    table[2][0] = String::new();
    let grant = Grant::of_system(app.system(), employer);
    imports::write::keep(app.db(), &grant, "a.csv", "", files::csv(&table).into_bytes()).await.expect("a batch")
}
