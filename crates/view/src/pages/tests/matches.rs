//! The pages of matches, with data and without.

use super::{NOW, ODD, keep, posting};
use crate::pages::matches::{
    Candidate, CandidatePage, Candidates, Fit, Hindrance, Kind, List, Matched, Order, Reason, Why,
};
use crate::{Frame, Pager};
use magpie_domain::ids::{PostingId, SeekerId};
use magpie_domain::seekers::candidates::{Card, Contact};
use magpie_terms::{Profile, ProfileInput, StudyInput, WorkInput};

fn fit() -> Fit {
    let reason = |kind| Reason { kind, sentence: ODD.to_owned() };
    let reasons = [Kind::Fits, Kind::Fits, Kind::Partly, Kind::Fits, Kind::Missing].map(reason).to_vec();
    Fit { score: 86, both: 79, mutual: true, reasons }
}

fn card(masked: bool) -> Card {
    let input = ProfileInput {
        desired_titles: ODD.into(),
        pay_min: "6000".into(),
        districts: "110108".into(),
        education: "junior_high".into(),
        skills: "护理".into(),
        summary: ODD.into(),
        studies: vec![StudyInput { institution: ODD.into(), ..StudyInput::default() }],
        work: vec![WorkInput { title: ODD.into(), start: "2019-03".into(), ..WorkInput::default() }],
        ..ProfileInput::default()
    };
    Card {
        id: SeekerId::new(),
        name: ODD.to_owned(),
        masked,
        contact: (!masked).then(|| Contact { phone: "13800001234".to_owned(), email: String::new() }),
        profile: if masked { Profile::default() } else { Profile::parse(&input).unwrap() },
        updated_at: NOW,
    }
}

pub(super) fn rendered(pages: &mut Vec<(String, String)>, frame: Frame<'_>, full: bool) {
    let (seeker, id) = (SeekerId::new(), PostingId::new());
    let shown = posting(true);
    let total = if full { 41 } else { 0 };
    let pager = || Pager::new("/seekers/x/matches", "", 2, 20, total);
    for (name, order, preparing) in [
        ("matches-ranked", Order::Ranked, None),
        ("matches-fallback", Order::Fallback, None),
        ("matches-preparing", Order::Ranked, Some(40)),
        ("matches_by_date", Order::Plain, None),
    ] {
        let fit = (order == Order::Ranked).then(fit);
        let matches = if full { vec![Matched { posting: &shown, fit }] } else { Vec::new() };
        let list = List { frame, seeker, own: true, name: "", order, matches, pager: pager(), preparing };
        keep(pages, name, &list);
    }
    keep(pages, "match_why", &Why { frame, seeker, own: true, posting: &shown, fit: fit() });
    let person = card(!full);
    for (name, hindrance) in [
        ("candidates-none", None),
        ("candidates-unverified", Some(Hindrance::NotApproved)),
        ("candidates-hidden", Some(Hindrance::NotLive)),
    ] {
        let candidates = if full { vec![Candidate { card: &person, fit: fit() }] } else { Vec::new() };
        let page =
            Candidates { frame, posting: id, title: ODD, candidates, pager: pager(), hindrance, preparing: None };
        keep(pages, name, &page);
    }
    let page = CandidatePage { frame, posting: id, title: ODD, card: &person, fit: full.then(fit) };
    keep(pages, "candidate", &page);
}

#[test]
fn a_card_tells_what_is_missing_among_the_few() {
    let fit = fit();
    let few: Vec<Kind> = fit.few().iter().map(|reason| reason.kind).collect();
    assert_eq!(few, [Kind::Fits, Kind::Fits, Kind::Partly, Kind::Missing]);
}
