//! Every page of the site, with who sees it: with data, empty, and with faults.
//!
//! Rule: the routes themselves are the list, so a new page is walked to without anyone's doing.

use crate::access_world::World;
use crate::files;
use crate::personas::employer_input;
use magpie_domain::employers::values::EmployerState;
use magpie_domain::{Grant, postings};
use magpie_terms::PostingInput;
use magpie_web::routes::ROUTES;

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
        () if starts(&["/account"]) => Some("seeker"),
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
