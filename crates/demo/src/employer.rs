//! Employers: invented names, codes that check and belong to nobody, numbers that ring nowhere.
//!
//! Rule: no two employers share a name or a code, and each description ends with the note that it is made up.

use crate::draw::{Draw, Kind};
use crate::generator::Plan;
use crate::lists::lists;
use crate::place;
use crate::station::{RURAL, station, stations};
use crate::trade::{Trade, trades};
use magpie_terms::{CreditCode, EmployerContent, EmployerInput, EmployerSize, EmploymentType, Moment};

/// The note that stands at the end of each description.
pub(crate) const MADE_UP: &str = "（演示数据，纯属虚构）";

/// How far an employer has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EmployerState {
    /// Registered, nobody has looked yet.
    Waiting,
    /// May publish.
    Approved,
    /// Refused, with a reason.
    Refused,
    /// Named by an imported file, never registered.
    Unverified,
}

impl EmployerState {
    /// `waiting`, `approved`, `refused`, `unverified`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Approved => "approved",
            Self::Refused => "refused",
            Self::Unverified => "unverified",
        }
    }
}

/// An employer of the made-up district.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoEmployer {
    /// Place in the stream.
    pub index: u64,
    /// The registration.
    pub content: EmployerContent,
    /// How far it has come.
    pub state: EmployerState,
    /// Why it was refused; only where it was.
    pub reason: Option<&'static str>,
    /// Its neighbourhood, as a place in [`stations`].
    pub station: usize,
    /// What it does.
    pub trade: &'static Trade,
    /// When it registered; before any of its postings was written.
    pub registered_at: Moment,
    /// Where to sign in as its owner: `owner000123@magpie.example`, or the persona's address for employer 0.
    pub owner_email: String,
}

/// The state follows from the index alone, so that a posting knows whether its employer may publish.
pub(crate) fn state(index: u64) -> EmployerState {
    if index == 33 {
        EmployerState::Refused
    } else if matches!(index % 60, 19 | 39) {
        EmployerState::Waiting
    } else if matches!(index % 100, 25 | 75) {
        EmployerState::Unverified
    } else {
        EmployerState::Approved
    }
}

/// What is drawn first, because the postings need it too: the trade and the neighbourhood.
pub(crate) fn opening(plan: &Plan, index: u64) -> (Draw, Option<&'static Trade>, usize) {
    let mut draw = Draw::new(plan.seed, Kind::Employer, index);
    let trades = trades();
    let count = trades.len() as u64;
    let total: u64 = trades.iter().map(|trade| trade.weight).sum();
    let mut left = draw.below(total);
    let drawn = trades.iter().find(|trade| {
        let found = left < trade.weight;
        left = left.saturating_sub(trade.weight);
        found
    });
    // The first employers go through the trades in turn, so that none is missing from a small district.
    let trade = if index < 2 * count { trades.get(usize::try_from(index * 7 % count).unwrap_or(0)) } else { drawn };
    let home = draw.index(stations().len());
    let field = RURAL[draw.index(RURAL.len())];
    (draw, trade, if trade.is_some_and(|trade| trade.rural) { field } else { home })
}

pub(crate) fn draw(plan: &Plan, index: u64) -> DemoEmployer {
    let (mut draw, trade, station_index) = opening(plan, index);
    let trade = trade.unwrap_or(&trades()[0]);
    let ending = draw.word(&trade.firms);
    let name = name(plan, index, ending, station_index);
    let station = station(station_index);
    let address = format!("{}{}", station.name, place::street_and_building(&mut draw, false));
    let size = size(&mut draw, index);
    let business = match trade.employment_type() {
        Some(EmploymentType::Intern) => "科研与创业服务",
        Some(_) => "人力资源服务",
        None => trade.zh,
    };
    let filled = |template: &str| template.replace("{place}", station.short_name).replace("{trade}", business);
    let description = [&lists().firm_opening, &lists().firm_middle, &lists().firm_ending]
        .iter()
        .map(|list| filled(draw.word(list)))
        .collect::<String>()
        + MADE_UP;
    let state = state(index);
    let refusals = &lists().refusals;
    let input = EmployerInput {
        name,
        credit_code: credit_code(index, ending),
        industry: trade.industry.code().to_owned(),
        size: size.code().to_owned(),
        district: place::haidian().code.to_owned(),
        address,
        description,
        contact_name: draw.word(&lists().contacts).to_owned(),
        contact_phone: format!("010-5550-{:04}", draw.below(10_000)),
        contact_email: format!("hr@e{index:05}.example"),
    };
    DemoEmployer {
        index,
        content: parsed(&input),
        state,
        reason: (state == EmployerState::Refused).then(|| draw.word(refusals)),
        station: station_index,
        trade,
        registered_at: plan.now.plus_days(-draw.between(75, 900)).plus_seconds(-draw.between(0, 86_399)),
        owner_email: if index == 0 {
            "owner@magpie.example".to_owned()
        } else {
            format!("owner{index:06}@magpie.example")
        },
    }
}

/// Everything drawn here is valid; the test over 20,000 employers holds it to that.
fn parsed(input: &EmployerInput) -> EmployerContent {
    match EmployerContent::parse(input) {
        Ok(content) => content,
        Err(violations) => unreachable!("a made-up employer is valid: {violations:?}"),
    }
}

/// Two invented words, the place and the trade: each pair of words once, then with a neighbourhood, then a number.
fn name(plan: &Plan, index: u64, ending: &str, station_index: usize) -> String {
    let (first, second) = (&lists().name_first, &lists().name_second);
    let pairs = (first.len() * second.len()).max(1) as u64;
    // 7,919 is a prime that divides neither list, so that the walk meets every pair before it comes again.
    let pair = usize::try_from((index * 7_919 + plan.seed % pairs) % pairs).unwrap_or(0);
    let word = |list: &[&'static str], at: usize| list.get(at).copied().unwrap_or_default();
    let invented = format!("{}{}", word(first, pair % first.len().max(1)), word(second, pair / first.len().max(1)));
    let round = index / pairs;
    let branch = match round {
        0 => String::new(),
        1..=26 => format!("（{}）", station(usize::try_from(round - 1).unwrap_or(0)).short_name),
        _ => format!("（{round}部）"),
    };
    let place = match kind(ending) {
        Kinds::Company => "北京",
        Kinds::Cooperative => station(station_index).short_name,
        Kinds::Service | Kinds::Shop => "北京市海淀区",
    };
    format!("{place}{invented}{branch}{ending}")
}

/// The forms that a legal entity takes here.
enum Kinds {
    Company,
    Shop,
    Cooperative,
    Service,
}

fn kind(ending: &str) -> Kinds {
    if ending.ends_with("公司") {
        Kinds::Company
    } else if ending.ends_with("合作社") {
        Kinds::Cooperative
    } else if ending.ends_with('店') || ending.ends_with('馆') || ending.ends_with('部') || ending.ends_with('厅') {
        Kinds::Shop
    } else {
        Kinds::Service
    }
}

/// A code of Haidian (110108) whose body `XN` (虚拟, virtual) and number no register has given out.
fn credit_code(index: u64, ending: &str) -> String {
    let register = match kind(ending) {
        Kinds::Company => "91",
        Kinds::Shop => "92",
        Kinds::Cooperative => "93",
        Kinds::Service => "52",
    };
    let code = CreditCode::with_check(&format!("{register}110108XN{:07}", index % 10_000_000));
    code.map(|code| code.as_str().to_owned()).unwrap_or_default()
}

fn size(draw: &mut Draw, index: u64) -> EmployerSize {
    let shift = match index {
        0..20 => 35,
        20..120 => 15,
        _ => 0,
    };
    match draw.below(100) + shift {
        0..35 => EmployerSize::Under20,
        35..75 => EmployerSize::From20,
        75..105 => EmployerSize::From100,
        105..122 => EmployerSize::From500,
        122..134 => EmployerSize::From1000,
        _ => EmployerSize::Over10000,
    }
}
