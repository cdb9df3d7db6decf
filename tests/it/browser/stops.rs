//! Every page of the site, with who sees it: with data, empty, and with faults.
//!
//! Rule: the routes themselves are the list, so a new page is walked to without anyone's doing.

use crate::access_world::World;
use crate::client::Client;
use crate::files;
use crate::personas::employer_input;
use magpie_domain::employers::values::EmployerState;
use magpie_domain::{Grant, postings};
use magpie_terms::PostingInput;
use magpie_web::routes::ROUTES;
use reqwest::Method;
use serde_json::json;

/// A page, and the form in it that is sent empty, if it is the faults that are wanted.
pub(crate) struct Stop {
    pub(crate) path: String,
    pub(crate) form: Option<&'static str>,
}

/// Pages that one person sees.
pub(crate) struct Round {
    pub(crate) who: &'static str,
    /// Where to sign in, if at all.
    pub(crate) email: Option<String>,
    pub(crate) stops: Vec<Stop>,
}

/// Whether the route gives a page, and who sees it.
fn seen_by(route: &str) -> Option<&'static str> {
    let starts = |beginnings: &[&str]| beginnings.iter().any(|beginning| route.starts_with(beginning));
    let is_no_page = starts(&["/api/", "/static/", "/sitemap"])
        || route.rsplit('/').next().is_some_and(|last| last.contains('.'))
        || matches!(route, "/healthz" | "/readyz" | "/metrics");
    match () {
        () if is_no_page => None,
        () if starts(&["/console", "/my-postings", "/imports", "/invitations"]) => Some("owner"),
        () if starts(&["/review"]) => Some("organizer"),
        () if starts(&["/admin"]) => Some("administrator"),
        () if starts(&["/account", "/profile"]) => Some("seeker"),
        () if starts(&["/seekers"]) => Some("person"),
        () if starts(&["/desk"]) => Some("adviser"),
        () => Some("nobody"),
    }
}

/// Everybody's pages.
pub(crate) async fn rounds(world: &World) -> Vec<Round> {
    let app = &world.app;
    let people = [
        ("nobody", None),
        ("seeker", Some(app.seeker().await.email)),
        ("owner", Some(world.owner.email.clone())),
        ("organizer", Some(app.organizer().await.email)),
        ("administrator", Some(app.administrator().await.email)),
        ("person", Some(world.email("seeker"))),
        ("adviser", Some(world.email("adviser"))),
    ];
    let mut rounds = Vec::new();
    for (who, email) in people {
        let mut stops = Vec::new();
        for (_, route) in ROUTES.iter().filter(|(method, route)| *method == "get" && seen_by(route) == Some(who)) {
            stops.push(Stop { path: world.path("get", route, who).await, form: None });
        }
        let more = match who {
            "nobody" => public(world).await,
            "seeker" => vec![
                ("/console".to_owned(), None),
                ("/review".to_owned(), None),
                ("/console/register".to_owned(), Some("form[action='/console/register']")),
            ],
            "owner" => of_owner(world).await,
            "organizer" => of_organizer(world).await,
            "person" => of_person(world).await,
            "adviser" => of_adviser(world).await,
            _ => vec![("/admin/accounts?q=zzqqxx".to_owned(), None)],
        };
        stops.extend(more.into_iter().map(|(path, form)| Stop { path, form }));
        rounds.push(Round { who, email, stops });
    }
    app.settle().await;
    rounds
}

type Extra = (String, Option<&'static str>);

async fn public(world: &World) -> Vec<Extra> {
    let app = &world.app;
    let ended = app.handed_in(world.owner.employer_id(), &app.posting("保洁员")).await;
    postings::write::close(app.db(), &Grant::of_system(app.system(), ended)).await.expect("a closing");
    let unverified = app.employer("无名公司", EmployerState::Unverified, false, Vec::new()).await;
    let paths = [
        "/search?q=护理员&district=110108&pay_min=1000&graduates=yes".to_owned(),
        "/search?q=护理员".to_owned(),
        "/search?q=zzqqxx&district=110108".to_owned(),
        "/search?page=40".to_owned(),
        "/employers?q=zzqqxx".to_owned(),
        "/nowhere".to_owned(),
        format!("/postings/{ended}"),
        format!("/employers/{unverified}"),
    ];
    let mut found: Vec<Extra> = paths.into_iter().map(|path| (path, None)).collect();
    found.push(("/sign-up".to_owned(), Some("form[action='/sign-up']")));
    found.push(("/sign-in".to_owned(), Some("form[action='/sign-in']")));
    found
}

async fn of_owner(world: &World) -> Vec<Extra> {
    let (app, owner) = (&world.app, &world.owner);
    let employer = owner.employer_id();
    let console = format!("/console/{employer}");
    let soon = PostingInput { valid_through: app.today().plus_days(3).to_string(), ..app.posting("夜班保安员") };
    let published = app.handed_in(employer, &soon).await;
    let closed = app.handed_in(employer, &app.posting("月嫂")).await;
    postings::write::close(app.db(), &Grant::of_system(app.system(), closed)).await.expect("a closing");
    owner.post(&format!("{console}/members"), &[("email", "new@example.org"), ("role", "owner")]).await.expect(303);
    let mut table = files::postings(false);
    table[2][0] = String::new();
    let uploaded =
        owner.upload(&format!("{console}/import"), "岗位.csv", files::csv(&table).into_bytes()).await.expect(303);
    let report = uploaded.location().to_owned();
    owner.post(&format!("{report}/finish"), &[]).await.expect(303);
    let refused = app.employer(
        "退回公司",
        EmployerState::Refused,
        false,
        vec![(owner.account, magpie_domain::employers::values::MemberRole::Owner)],
    );
    let refused = refused.await;
    vec![
        (format!("/my-postings/{published}"), None),
        (format!("/my-postings/{closed}"), None),
        (format!("{console}?state=withdrawn"), None),
        (format!("/console/{refused}"), None),
        (format!("/console/{refused}/edit"), None),
        (report, None),
        (format!("{console}/members"), Some("form[action$='/members']")),
        (format!("{console}/postings/new"), Some("form[action$='/postings/new']")),
        (format!("{console}/import"), Some("form[action$='/import']")),
    ]
}

async fn of_organizer(world: &World) -> Vec<Extra> {
    let (app, organizer) = (&world.app, world.client("organizer"));
    let csv = files::csv(&files::postings(true)).into_bytes();
    let uploaded = organizer.upload("/review/import", "全区.csv", csv).await.expect(303);
    let report = uploaded.location().to_owned();
    organizer.post(&format!("{report}/finish"), &[]).await.expect(303);
    let members = vec![(world.owner.account, magpie_domain::employers::values::MemberRole::Owner)];
    let waiting = app.employer(&employer_input("等待单位").name, EmployerState::Waiting, false, members).await;
    let public = app.handed_in(world.owner.employer_id(), &app.posting("护工")).await;
    let posting = world.path("get", "/review/postings/{posting}", "organizer").await;
    vec![
        ("/review?tab=postings".to_owned(), None),
        ("/review?tab=batches".to_owned(), None),
        (format!("/review/postings/{public}"), None),
        (format!("/review/employers/{waiting}"), Some("form[action$='/refuse']")),
        (posting, Some("form[action$='/refuse']")),
        (report, None),
    ]
}

async fn of_person(world: &World) -> Vec<Extra> {
    let profile = world.path("get", "/seekers/{seeker}", "seeker").await;
    let seeker = world.client("seeker");
    app_profile(&seeker, &profile).await;
    let mut found: Vec<Extra> = ["wishes", "abilities", "person", "work", "studies"]
        .iter()
        .map(|section| (format!("{profile}/{section}"), Some("form.form")))
        .collect();
    // The forms that take anything have nothing to complain of; these two do.
    found.retain(|(path, _)| path.ends_with("/work") || path.ends_with("/studies"));
    found.push((format!("{profile}/import"), Some("form[action$='/import']")));
    found.push((format!("{profile}/privacy"), Some("form[action$='/block']")));
    found
}

/// A profile with everything in it that a page can show.
async fn app_profile(seeker: &Client, profile: &str) {
    let read = seeker.get(&format!("/api/v1{profile}")).await.expect(200).value();
    let change = json!({
        "version": read["version"],
        "person": { "name": "李秀英", "phone": "138 0000 0000", "email": "li@example.org" },
        "profile": {
            "desired_titles": "养老护理员、保洁员", "pay_min": "6000", "districts": "110108、110105、130100",
            "employment_types": "full_time、part_time", "available_from": "2026-12-01",
            "limits": "no_night_shift、care_duty", "must": "limits", "education": "junior_high", "experience_years": "6",
            "skills": "照护、做饭、打扫", "certificates": "养老护理员四级、健康证", "languages": "普通话", "licences": "C1",
            "summary": "做事细心，会说方言。照顾老人六年，从没出过差错。",
            "studies": [{ "institution": "某中学", "level": "junior_high", "end": "1998" }],
            "work": [
                { "title": "护工", "employer": "某养老院", "start": "2019-03", "summary": "照料八位老人的起居。" },
                { "title": "保洁员", "employer": "某物业", "start": "2015", "end": "2019-02" },
            ],
        },
    });
    seeker.json(Method::PUT, &format!("/api/v1{profile}"), &change).await.expect(200);
    let code = crate::personas::credit_code();
    seeker.post(&format!("{profile}/privacy/block"), &[("block", &code)]).await.expect(303);
}

async fn of_adviser(world: &World) -> Vec<Extra> {
    let adviser = world.client("adviser");
    let mut paths = Vec::new();
    for phone in ["13800001111", "138 0000 1111", "13800001112", "138 0000 1112"] {
        let form = [("name", "王奶奶"), ("phone", phone), ("consent_note", "当面同意，社工小王在场")];
        paths.push(adviser.post("/desk/register", &form).await.expect(303).location().to_owned());
    }
    let ids: Vec<&str> = paths.iter().map(|path| path.trim_start_matches("/seekers/")).collect();
    adviser.post("/desk/doubles/merge", &[("kept", ids[2]), ("merged", ids[3])]).await.expect(303);
    vec![
        (paths[0].clone(), None),
        (format!("{}/privacy", paths[0]), None),
        ("/desk?q=zzqqxx".to_owned(), None),
        ("/desk/register".to_owned(), Some("form[action='/desk/register']")),
    ]
}
