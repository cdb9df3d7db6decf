//! Every page in both languages, with data and without: complete, well formed, and the same twice.

mod applications;
mod markup;
mod matches;
mod samples;

use super::*;
use crate::{Frame, Pager, Template, Text};
use applications::{answer_figures, keep_applications, waiting};
use magpie_domain::accounts::read::Row as AccountRow;
use magpie_domain::accounts::sessions::Session;
use magpie_domain::accounts::values::{Locale, Role};
use magpie_domain::alerts::ending::Ending;
use magpie_domain::alerts::read::Alert;
use magpie_domain::alerts::values::{AlertInput, AlertKind, AlertState, Cadence};
use magpie_domain::employers::members::{Invitation, Member};
use magpie_domain::employers::public::{Contact, Employer};
use magpie_domain::employers::read::{Detail as EmployerDetail, Membership, Row as EmployerRow};
use magpie_domain::employers::values::MemberRole;
use magpie_domain::ids::{AccountId, AlertId, BatchId, EmployerId, InvitationId, PostingId, SessionId};
use magpie_domain::imports::read::Batch;
use magpie_domain::imports::values::{BatchState, Reason, RefusedRow, Report};
use magpie_domain::postings::public::{Figures, Posting, Version};
use magpie_domain::postings::read::{Detail as PostingDetail, Row as PostingRow};
use magpie_domain::{Code, Error};
use magpie_terms::{Day, EmployerInput, EmployerSize, Industry, Moment, PostingContent, PostingInput, Violations};
use markup::{check, title};
use samples::*;
use std::collections::{BTreeMap, BTreeSet};

const NOW: Moment = Moment(1_795_575_909);
/// Text from outside: it must come out as text.
const ODD: &str = "<b>\"&'</script> 护理";

fn frame(locale: Locale) -> Frame<'static> {
    let flash = Some(crate::Flash::Saved);
    Frame {
        text: Text::of(locale),
        actor: None,
        path_and_query: "/search?q=%3Cb%3E&page=2",
        search: ODD,
        flash,
        now: NOW,
        hotline: "010-5550-0000",
    }
}

/// Renders twice, and keeps the page under its name.
fn keep(pages: &mut Vec<(String, String)>, name: &str, page: &impl Template) {
    let html = page.render().unwrap();
    assert_eq!(html, page.render().unwrap(), "{name} differs from itself");
    pages.push((name.to_owned(), html));
}

#[expect(clippy::too_many_lines, reason = "a list of all pages")]
fn rendered(frame: Frame<'_>, full: bool) -> Vec<(String, String)> {
    let mut pages = Vec::new();
    let some = |n: usize| if full { n } else { 0 };
    let postings: Vec<Posting> = (0..some(2)).map(|n| posting(n == 0)).collect();
    let total = some(256) as u64;
    let pager = |path: &str| Pager::new(path, "q=x", 2, 20, total);
    let text = frame.text;
    let none = Violations::default();

    let districts = (0..some(2)).map(|n| home::District { code: format!("11010{}", n + 5), count: 1200 }).collect();
    let trades = if full { home::Trade::all(|_| Some(12)) } else { Vec::new() };
    let figures = Figures { postings: total, headcount: 38_412, employers: 300 };
    keep(&mut pages, "home", &home::Home { frame, figures, newest: &postings, trades, districts });

    let mut form = search::SearchForm::default();
    if full {
        form.q = ODD.to_owned();
        form.district = vec!["110108".to_owned(), "999999".to_owned()];
        form.occupation = vec!["4-10-01-05".to_owned()];
        form.pay_min = "6000".to_owned();
        form.negotiable = "exclude".to_owned();
        form.education = "bachelor".to_owned();
        form.experience = "3".to_owned();
        form.graduates = "yes".to_owned();
        form.employment_type = vec!["full_time".to_owned()];
        form.shift = vec!["night".to_owned()];
        form.employer = EmployerId::new().to_string();
        form.since = "7".to_owned();
        form.sort = "newest".to_owned();
    }
    let count = |value: &str, count| search::Count { value: value.to_owned(), count };
    let places: Vec<search::Count> =
        magpie_terms::Division::all().iter().take(some(40)).map(|d| count(d.code, 7)).collect();
    let years: Vec<search::Count> = ["0", "1", "3"].iter().take(some(3)).map(|years| count(years, 9)).collect();
    keep(
        &mut pages,
        "results",
        &search::Results {
            frame,
            form: &form,
            cards: postings
                .iter()
                .map(|posting| search::Card {
                    posting,
                    title: vec![("养老".to_owned(), false), (ODD.to_owned(), true)],
                    snippet: vec![(ODD.to_owned(), true)],
                })
                .collect(),
            facets: vec![
                search::FacetGroup::new(text, "district", &places, &form),
                search::FacetGroup::new(text, "occupation", &[], &form),
                search::FacetGroup::new(text, "education", &[count("bachelor", 9)], &form),
                search::FacetGroup::new(text, "experience", &years, &form),
                search::FacetGroup::new(text, "employment_type", &[count("full_time", 2)], &form),
                search::FacetGroup::new(text, "shift", &[count("night", 2)], &form),
            ],
            chips: form.chips(text, Some(ODD)),
            did_you_mean: full.then(|| ("家政".to_owned(), form.with_words("家政").url())),
            saving: if full {
                alerts::Saving::Offered(ODD.to_owned())
            } else {
                alerts::Saving::SignIn("/alerts/new?q=a".to_owned())
            },
            related: if full { vec![search::Card::plain(&postings[0])] } else { Vec::new() },
            relaxed: full,
            total_without_filters: 12,
            pager: form.pager(2, 20, total, 100),
            atom_url: form.url_at("/search.atom"),
            api_url: form.url_at("/api/v1/search"),
            newest: &postings,
        },
    );

    let shown = posting(full);
    let contact =
        Contact {
            name: "王敏".to_owned(), phone: "010-6251 5678转801".to_owned(), email: "hr@example.org".to_owned()
        };
    keep(
        &mut pages,
        "posting",
        &postings::Show {
            frame,
            posting: &shown,
            contact: full.then_some(&contact),
            json_ld: format!("{{\"title\": \"{}\"}}", "</script><script>alert(1)</script>"),
            url: "https://jobs.example.org/postings/x".to_owned(),
            related: &postings,
            answers: full.then_some(answer_figures()),
        },
    );
    keep(
        &mut pages,
        "ended",
        &postings::Ended { frame, title: ODD, employer: EmployerId::new(), employer_name: ODD, related: &postings },
    );
    let versions: Vec<Version> = (0..some(2))
        .map(|n| Version {
            number: 2 - n as i64,
            published_at: NOW,
            fields: PostingInput { headcount: (n + 3).to_string(), education: "none".into(), ..input() },
        })
        .collect();
    keep(
        &mut pages,
        "versions",
        &postings::Versions { frame, posting: PostingId::new(), title: ODD, versions: &versions },
    );

    let employer = Employer {
        id: EmployerId::new(),
        name: format!("北京市海淀区安心{ODD}"),
        verified: full,
        credit_code: full.then(|| "91110108MA01ABCD2X".to_owned()),
        industry: full.then_some(Industry::Health),
        size: full.then_some(EmployerSize::From100),
        district: full.then(|| "110108".to_owned()),
        address: "1 号".to_owned(),
        description: if full { ODD.to_owned() } else { String::new() },
        postings: 14,
    };
    let employers: Vec<Employer> = (0..some(2)).map(|_| employer.clone()).collect();
    keep(
        &mut pages,
        "employers",
        &employers::List { frame, employers: &employers, filter: ODD, pager: pager("/employers") },
    );
    keep(
        &mut pages,
        "employer",
        &employers::Show {
            frame,
            employer: &employer,
            contact: full.then_some(&contact),
            postings: &postings,
            pager: pager("/employers/x"),
        },
    );

    let error = full.then_some(accounts::SignInRefusal::Throttled(300));
    keep(&mut pages, "sign-in", &accounts::SignIn { frame, email: ODD, next: "/account", error });
    let wrong = all_wrong(&["email", "display_name", "password"]);
    let found = if full { &wrong } else { &none };
    keep(&mut pages, "sign-up", &accounts::SignUp { frame, email: ODD, display_name: ODD, violations: found });
    keep(&mut pages, "sign-up-sent", &accounts::SignUpSent { frame, email: "li@example.org" });
    keep(&mut pages, "confirm", &accounts::Confirm { frame, token: "abc", refused: false });
    keep(&mut pages, "confirm-refused", &accounts::Confirm { frame, token: "abc", refused: true });
    let sessions: Vec<Session> = (0..some(2))
        .map(|n| Session {
            id: SessionId::new(),
            user_agent: ODD.to_owned(),
            created_at: NOW,
            last_seen_at: NOW,
            is_this: n == 0,
        })
        .collect();
    let memberships: Vec<Membership> = EmployerState::ALL
        .iter()
        .take(some(4))
        .map(|state| Membership {
            employer: EmployerId::new(),
            name: ODD.to_owned(),
            state: *state,
            role: MemberRole::Owner,
        })
        .collect();
    keep(&mut pages, "account", &accounts::Account { frame, sessions: &sessions, memberships: &memberships });
    keep(&mut pages, "console", &console::Console { frame, memberships: &memberships, waiting: &[waiting(); 9] });

    let fields = if full { employer_input() } else { EmployerInput::default() };
    let employer_fields = [
        "name",
        "credit_code",
        "industry",
        "size",
        "district",
        "address",
        "description",
        "contact_name",
        "contact_phone",
        "contact_email",
    ];
    let wrong = all_wrong(&employer_fields);
    let found = if full { &wrong } else { &none };
    keep(&mut pages, "register", &console::Register { frame, fields: &fields, violations: found });
    let detail = employer_detail(if full { EmployerState::Refused } else { EmployerState::Approved });
    keep(
        &mut pages,
        "employer-edit",
        &console::EditEmployer { frame, employer: &detail, fields: &fields, violations: found },
    );
    let counts: Vec<(PostingState, u64)> = PostingState::ALL.iter().map(|state| (*state, 3)).collect();
    let rows: Vec<PostingRow> = PostingState::ALL.iter().take(some(6)).map(|state| posting_row(*state)).collect();
    keep(
        &mut pages,
        "console-postings",
        &console::Postings {
            frame,
            employer: &detail,
            counts: &counts,
            rows: &rows,
            state: full.then_some(PostingState::Draft),
            waiting: &rows.iter().map(|row| (row.id, waiting())).collect(),
            pager: pager("/console/x"),
        },
    );
    let members: Vec<Member> = (0..some(2))
        .map(|_| Member {
            account: AccountId::new(),
            display_name: ODD.to_owned(),
            email: "a@b.cn".to_owned(),
            role: MemberRole::Recruiter,
            created_at: NOW,
        })
        .collect();
    let invitations: Vec<Invitation> = (0..some(1))
        .map(|_| Invitation {
            id: InvitationId::new(),
            email: "a@b.cn".to_owned(),
            role: MemberRole::Owner,
            expires_at: NOW,
        })
        .collect();
    let wrong = all_wrong(&["email", "role"]);
    let found = if full { &wrong } else { &none };
    keep(
        &mut pages,
        "members",
        &console::Members {
            frame,
            employer: &detail,
            members: &members,
            invitations: &invitations,
            email: ODD,
            role: "",
            violations: found,
        },
    );
    let fields = if full { input() } else { PostingInput::default() };
    let names = serde_json::to_value(&fields).unwrap();
    let names: Vec<&str> = names.as_object().unwrap().keys().map(String::as_str).collect();
    let wrong = all_wrong(&names);
    keep(
        &mut pages,
        "editor",
        &console::Editor {
            frame,
            employer: EmployerId::new(),
            employer_name: ODD,
            posting: full.then(|| (PostingId::new(), 3)),
            fields: &fields,
            violations: if full { &wrong } else { &none },
        },
    );
    for state in PostingState::ALL {
        let detail = posting_detail(*state);
        keep(&mut pages, &format!("manage-{state}"), &console::Manage { frame, posting: &detail });
        let wrong = all_wrong(&["reason"]);
        let violations = if full { &wrong } else { &none };
        let page = review::PostingReview { frame, posting: &detail, reason: ODD, violations };
        keep(&mut pages, &format!("review-posting-{state}"), &page);
    }
    keep_applications(&mut pages, frame, full);
    matches::rendered(&mut pages, frame, full);
    keep(&mut pages, "invitation", &console::Invitation { frame, employer: ODD, token: "abc" });

    let importer = imports::ImportFor { id: EmployerId::new(), name: ODD.to_owned() };
    let of = full.then_some(&importer);
    let batches: Vec<Batch> = (0..some(2)).map(|_| batch(BatchState::Done)).collect();
    keep(
        &mut pages,
        "import",
        &imports::Upload {
            frame,
            employer: of,
            batches: &batches,
            error: full.then(|| text.file_fault::<&str>("empty", &[])),
        },
    );
    let looked_at = if full {
        batch(BatchState::Previewed)
    } else {
        Batch { report: Report::default(), waiting: 0, ..batch(BatchState::Discarded) }
    };
    let column = |index, code: &str| imports::PreviewColumn {
        index,
        letters: "B".to_owned(),
        header: ODD.to_owned(),
        field_code: code.to_owned(),
        confidence: 88,
        found_by: ["map", "header", "looks", "nothing"][index],
        samples: vec![ODD.to_owned()],
    };
    let sheets = (0..some(2))
        .map(|_| imports::PreviewSheet {
            name: ODD.to_owned(),
            header_row: Some(1),
            columns: vec![column(0, "title"), column(1, "unused"), column(2, "unlawful"), column(3, "pay")],
        })
        .collect();
    keep(
        &mut pages,
        "import-preview",
        &imports::Preview {
            frame,
            batch: &looked_at,
            employer: of,
            sheets,
            fields: vec!["title", "pay"],
            report: &looked_at.report,
            ready: postings.iter().map(|p| imports::ReadySample { employer_name: ODD, content: &p.content }).collect(),
            can_publish: full,
        },
    );
    let done = if full { batch(BatchState::Done) } else { looked_at.clone() };
    keep(&mut pages, "import-report", &imports::Report { frame, batch: &done, employer: of, can_publish: full });

    let waiting: Vec<EmployerRow> = (0..some(2))
        .map(|_| EmployerRow {
            id: EmployerId::new(),
            name: ODD.to_owned(),
            credit_code: Some("91110108MA01ABCD2X".to_owned()),
            state: EmployerState::Waiting,
            updated_at: NOW,
        })
        .collect();
    for tab in review::QueueTab::ALL {
        keep(
            &mut pages,
            &format!("review-{}", tab.code()),
            &review::Queue {
                frame,
                tab: *tab,
                employers: &waiting,
                employers_total: total,
                postings: &rows,
                postings_total: total,
                batches: &batches,
                pager: pager("/review"),
            },
        );
    }
    for state in EmployerState::ALL {
        let detail = employer_detail(*state);
        let wrong = all_wrong(&["reason"]);
        let violations = if full { &wrong } else { &none };
        let page = review::EmployerReview { frame, employer: &detail, reason: ODD, violations };
        keep(&mut pages, &format!("review-employer-{state}"), &page);
    }
    let rows: Vec<AccountRow> = (0..some(3))
        .map(|_| AccountRow {
            id: AccountId::new(),
            email: "a@b.cn".to_owned(),
            display_name: ODD.to_owned(),
            role: Role::Adviser,
            created_at: NOW,
        })
        .collect();
    keep(&mut pages, "accounts", &admin::Accounts { frame, rows: &rows, filter: ODD, pager: pager("/admin/accounts") });
    keep(&mut pages, "design", &design::Design { frame });
    let operations: Vec<api_docs::Operation> = (0..some(2))
        .map(|_| api_docs::Operation {
            method: "GET".to_owned(),
            path: "/api/v1/postings/{posting}".to_owned(),
            summary: ODD.to_owned(),
            description: ODD.to_owned(),
            parameters: vec![api_docs::Parameter { name: "q".to_owned(), required: true, ..Default::default() }],
            responses: vec![("200".to_owned(), ODD.to_owned())],
            example: "curl 'http://127.0.0.1:8080/api/v1/search?q=a&page=2'".to_owned(),
        })
        .collect();
    keep(&mut pages, "api", &api_docs::ApiDocs { frame, operations: &operations });
    for error in [Error::Rule(Code::NotFound), Error::internal("secret"), Error::Throttled(90)] {
        let page = error::Problem::new(frame, 500, &error, "0195c3f2");
        keep(&mut pages, &format!("error-{}", page.code.map_or("internal", Code::name)), &page);
    }
    let alert = |state: AlertState| Alert {
        id: AlertId::new(),
        kind: if state == AlertState::Ended { AlertKind::Matches } else { AlertKind::Search },
        name: if full { ODD.to_owned() } else { String::new() },
        query: "q=a".to_owned(),
        cadence: Cadence::Weekly,
        state,
        mails: 3,
        told: 1_042,
        sent_at: full.then_some(NOW),
        created_at: NOW,
    };
    let kept: Vec<Alert> = if full { AlertState::ALL.iter().map(|state| alert(*state)).collect() } else { Vec::new() };
    let line = |alert| alerts::Line {
        alert,
        title: ODD.to_owned(),
        words: format!("{ODD} · 1"),
        url: full.then(|| "/search?q=a".to_owned()),
    };
    keep(&mut pages, "alerts", &alerts::List { frame, lines: kept.iter().map(line).collect(), matches: !full });
    let faults = if full { all_wrong(&["query", "name", "cadence"]) } else { Violations::default() };
    let fields = AlertInput { query: ODD.to_owned(), name: ODD.to_owned(), ..AlertInput::default() };
    let (words, back) = (ODD, "/search?q=a");
    keep(&mut pages, "alert_new", &alerts::New { frame, fields: &fields, words, back, violations: &faults });
    let faults = all_wrong(&["name", "cadence"]);
    for one in &kept {
        let page = alerts::Edit { frame, line: line(one), called: ODD, cadence: "weekly", violations: &faults };
        keep(&mut pages, &format!("alert_edit-{}", one.state), &page);
    }
    for (name, is_active, all) in [("on", true, false), ("off", false, false), ("all", false, true)] {
        let ending = Ending {
            kind: AlertKind::Search,
            name: String::new(),
            query: String::new(),
            is_active,
            others: some(2) as u64,
        };
        keep(
            &mut pages,
            &format!("alert_end_{name}"),
            &alerts::End { frame, token: "TOKEN", ending: &ending, title: ODD, all },
        );
    }
    pages
}

#[test]
fn every_page_is_complete_in_every_language() {
    for locale in Locale::ALL {
        for full in [true, false] {
            let mut titles = BTreeMap::new();
            for (name, html) in rendered(frame(*locale), full) {
                check(&format!("{name} in {locale}"), &html);
                assert!(html.contains(&format!("<html lang=\"{locale}\">")), "{name}");
                let kind = name.rsplit_once('-').map_or(name.as_str(), |(kind, _)| kind).to_owned();
                let known = titles.entry(title(&html).to_owned()).or_insert_with(|| kind.clone());
                assert!(
                    *known == kind || name.starts_with("review-"),
                    "{name} has the title of {known}: {}",
                    title(&html)
                );
            }
        }
    }
}

#[test]
fn english_pages_hold_no_chinese_but_what_was_typed_or_is_a_name() {
    for (name, html) in rendered(frame(Locale::En), false) {
        if matches!(name.as_str(), "editor" | "import" | "design")
            || name.starts_with("manage")
            || name.starts_with("review")
        {
            continue;
        }
        let left: String = html.replace("中文", "").chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).collect();
        let typed: BTreeSet<char> =
            "护理北京安心养老员市海淀区号丹棱街证包吃住照料人的起居协助用餐和散步家政王敏".chars().collect();
        let strange: String = left.chars().filter(|c| !typed.contains(c)).collect();
        assert!(strange.is_empty(), "{name}: {strange}");
    }
}

#[test]
fn what_is_typed_stays_text_in_json_ld_too() {
    let (_, html) = rendered(frame(Locale::ZhCn), true).into_iter().find(|(name, _)| name == "posting").unwrap();
    assert!(html.contains("\\u003c/script\\u003e"), "the JSON-LD can end its script");
}

#[test]
fn a_pages_url_is_its_whole_state() {
    let form = search::SearchForm {
        q: "护理 & 陪护".to_owned(),
        district: vec!["110108".to_owned(), "110105".to_owned()],
        negotiable: "include".to_owned(),
        sort: "newest".to_owned(),
        ..search::SearchForm::default()
    };
    let url = form.url();
    assert_eq!(url, "/search?q=%E6%8A%A4%E7%90%86+%26+%E9%99%AA%E6%8A%A4&district=110108&district=110105&sort=newest");
    assert_eq!(form.without("district", "110108").district, ["110105"]);
    assert_eq!(form.chips(Text::of(Locale::En), None).len(), 2);
    assert_eq!(search::SearchForm::default().url(), "/search");
}

#[test]
fn differences_between_versions_in_words() {
    let before = PostingInput { headcount: "12".into(), education: "none".into(), ..input() };
    let after = PostingInput { headcount: "20".into(), education: "bachelor".into(), ..input() };
    let found = postings::differences(Text::of(Locale::ZhCn), &before, &after);
    let found: Vec<(&str, &str, &str)> =
        found.iter().map(|d| (d.field.as_str(), d.before.as_str(), d.after.as_str())).collect();
    assert_eq!(found, [("招聘人数", "12", "20"), ("学历", "不限学历", "本科")]);
}

#[test]
fn small_helpers() {
    assert_eq!(postings::dial("010-6251 5678转801"), "01062515678,801");
    assert_eq!(postings::dial("+86 138 0000 0000"), "+8613800000000");
    assert_eq!(employers::monogram("北京市海淀区安心家政"), "安");
    assert_eq!(employers::monogram("北京"), "北");
    assert_eq!(employers::monogram(""), "");
}
