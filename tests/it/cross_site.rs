//! Requests that another site made a browser send.
//!
//! Rule kept: what may change something is taken from our own pages, from machines, and from nowhere else.

use crate::app::{SITE, TestApp};
use reqwest::Method;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_post_from_another_site_does_nothing() {
    let app = TestApp::spawn().await;
    let own_host = app.node.url.clone();
    let cases: &[(&[(&str, &str)], bool)] = &[
        (&[], true),
        (&[("sec-fetch-site", "same-origin"), ("origin", "http://magpie.test")], true),
        (&[("sec-fetch-site", "none")], true),
        (&[("sec-fetch-site", "cross-site")], false),
        (&[("sec-fetch-site", "same-site")], false),
        (&[("sec-fetch-site", "cross-site"), ("origin", "http://magpie.test")], false),
        (&[("origin", SITE)], true),
        (&[("origin", &own_host)], true),
        (&[("origin", "http://evil.example")], false),
        (&[("origin", "http://magpie.test.evil.example")], false),
        (&[("origin", "null")], false),
        (&[("origin", "")], false),
    ];
    for (headers, taken) in cases {
        let person = app.seeker().await;
        let add =
            |request: reqwest::RequestBuilder| headers.iter().fold(request, |r, (name, value)| r.header(*name, *value));
        let reply = person.send(add(person.request(Method::POST, "/sign-out"))).await;
        assert_eq!(reply.status, if *taken { 303 } else { 403 }, "{headers:?} {reply:?}");
        // Looking is free, and tells whether the sign-out was done.
        let look = person.send(add(person.request(Method::GET, "/account"))).await;
        assert_eq!(look.status, if *taken { 303 } else { 200 }, "{headers:?} {look:?}");
        let api = person.send(add(person.request(Method::DELETE, "/api/v1/session"))).await;
        if !taken {
            assert_eq!(api.expect(403).problem().0, "cross-site");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_form_of_another_kind_is_no_form() {
    let app = TestApp::spawn().await;
    // What a page of another site may send without asking first.
    for kind in ["text/plain", "multipart/form-data; boundary=x", "application/json"] {
        let person = app.seeker().await;
        let request = person.request(Method::POST, "/language").header("content-type", kind).body("language=en&back=/");
        person.send(request).await.expect(400);
    }
    for kind in ["text/plain", "application/x-www-form-urlencoded", ""] {
        let body = r#"{"email":"a@example.org","password":"correct horse battery"}"#;
        let nobody = app.nobody();
        let request = nobody.request(Method::POST, "/api/v1/session").header("content-type", kind).body(body);
        let (code, errors) = nobody.send(request).await.expect(422).problem();
        assert_eq!((code.as_str(), errors[0].1.as_str()), ("invalid", "not_json_type"), "{kind}");
    }
}
