//! Every route for every persona, against a checked-in table.
//!
//! Rule kept: a route without a row fails, a row that changes is seen in review, no answer to anybody is a 5xx, and
//! what one may not see is not there.

use crate::access_world::{PERSONAS, World, is_about_applicant};
use crate::client::Reply;
use magpie_web::ROUTES;
use std::collections::BTreeMap;
use std::fmt::Write;

/// The status, or where one is sent first.
fn cell(reply: &Reply) -> String {
    match reply.status {
        303 if reply.location().starts_with("/sign-in?") => "sign-in".to_owned(),
        status => status.to_string(),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_table_of_access_is_the_one_that_was_agreed() {
    let world = World::prepare().await;
    let mut cells: BTreeMap<(usize, usize), String> = BTreeMap::new();
    // Reads first: what the others do changes what a persona is a member of.
    for reads in [true, false] {
        for (row, (method, route)) in ROUTES.iter().enumerate().filter(|(_, (method, _))| (*method == "get") == reads) {
            for (column, persona) in PERSONAS.iter().enumerate() {
                let reply = world.ask(method, route, persona).await;
                assert!(reply.status < 500, "{persona}: {reply:?}");
                cells.insert((row, column), cell(&reply));
            }
        }
    }
    world.app.settle().await;
    let width = ROUTES.iter().map(|(_, route)| route.len()).max().unwrap_or(0);
    let mut table = format!("{:<6} {:<width$}", "method", "route");
    PERSONAS.iter().for_each(|persona| write!(table, "  {persona:<9}").expect("text"));
    for (row, (method, route)) in ROUTES.iter().enumerate() {
        write!(table, "\n{:<6} {route:<width$}", method.to_uppercase()).expect("text");
        for (column, persona) in PERSONAS.iter().enumerate() {
            write!(table, "  {:<1$}", cells[&(row, column)], persona.len().max(9)).expect("text");
        }
    }
    let table = table.lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("access", table));
}

/// An employer's own things, with the ids that others would have to guess.
const HIDDEN: [&str; 14] = [
    "/alerts/{alert}",
    "/api/v1/alerts/{alert}",
    "/seekers/{",
    "/applications/{",
    "/handled/{",
    "/candidate-invitations/{",
    "/api/v1/applications/{",
    "/my-postings/",
    "/console/{",
    "/imports/",
    "/api/v1/own-postings/",
    "/api/v1/employers/{employer}/postings",
    "/api/v1/employers/{employer}/imports",
    "/invitations/{",
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_one_may_not_see_is_not_there() {
    let world = World::prepare().await;
    for (method, route) in ROUTES.iter().filter(|(_, route)| route.contains('{')) {
        let is_profile = route.contains("{seeker}") && !is_about_applicant(route);
        let is_hidden = route.contains("{seeker}")
            || HIDDEN.iter().any(|hidden| route.starts_with(hidden)) && !route.contains("{token}");
        for persona in ["seeker", "stranger", "adviser"] {
            // The applicant asked for help, so an adviser sees as much.
            const HELPED: [&str; 6] = [
                "/seekers/{",
                "/applications/{",
                "/candidate-invitations/{",
                "/api/v1/seekers/{",
                "/api/v1/applications/{",
                "/api/v1/candidate-invitations/{",
            ];
            let helps = persona == "adviser" && HELPED.iter().any(|helped| route.starts_with(helped));
            // The persona "seeker" has the profile.
            let may = helps || (is_profile && persona != "stranger");
            let client = world.client(persona);
            let method_of = method.to_uppercase().parse::<reqwest::Method>().expect("a method");
            let send = async |path: &str| {
                let request = client.request(method_of.clone(), path);
                client
                    .send(if *method == "get" || *method == "delete" {
                        request
                    } else {
                        request.header("content-type", "application/x-www-form-urlencoded")
                    })
                    .await
            };
            if is_hidden && !may && !route.ends_with("/publish") {
                let path = world.path(method, route, persona).await;
                let there = send(&path).await;
                assert_eq!(there.status, 404, "{persona}: {there:?}");
            }
            // An id that there is not, and what is no id at all, look the same.
            let mut statuses = Vec::new();
            for id in [
                "018f0000-0000-7000-8000-000000000000",
                "x",
                "..%2f",
                "%00",
                "%E2%80%AE",
                "018F0000-0000-7000-8000-000000000000",
            ] {
                let path = [
                    "{employer}",
                    "{seeker}",
                    "{entry}",
                    "{merge}",
                    "{posting}",
                    "{batch}",
                    "{alert}",
                    "{account}",
                    "{invitation}",
                    "{application}",
                    "{invite}",
                    "{token}",
                    "{action}",
                    "{file}",
                    "{page}",
                    "{code}",
                ]
                .iter()
                .fold((*route).to_owned(), |path, name| path.replace(name, id));
                let reply = send(&path).await;
                assert!(reply.status < 500, "{persona}: {reply:?}");
                statuses.push(reply.status);
            }
            if is_hidden {
                statuses.dedup();
                // Who may publish imports is asked by role, before the id.
                let by_role = *route == "/imports/{batch}/publish";
                assert!(
                    statuses.iter().all(|status| *status == 404 || by_role && *status == 403),
                    "{method} {route} for {persona}: {statuses:?}"
                );
            }
        }
    }
    world.app.settle().await;
}
