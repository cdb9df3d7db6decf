//! Accounts: seekers by number and one sign-in for each persona.
//!
//! Rule: an account is a nickname at an address that no mail can reach (RFC 2606, `.example`).

use crate::draw::{Draw, Kind};
use crate::generator::Plan;
use crate::lists::lists;
use crate::station::stations;

/// A seeker's account. Its password is for the caller to set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoAccount {
    /// Place in the stream.
    pub index: u64,
    /// `seeker000123@magpie.example`.
    pub email: String,
    /// A nickname.
    pub display_name: String,
    /// `zh-CN` or `en`.
    pub locale: &'static str,
    /// The nearest station, as a place in [`stations`].
    pub station: usize,
}

/// What a persona may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PersonaRole {
    /// 求职者.
    Seeker,
    /// 用人单位, who also decides on its members.
    EmployerOwner,
    /// 用人单位, who writes its postings.
    EmployerRecruiter,
    /// 主办方.
    Organizer,
    /// 社工 at a station.
    Adviser,
    /// 管理员.
    Administrator,
}

impl PersonaRole {
    /// `seeker`, `owner`, `recruiter`, `organizer`, `adviser`, `admin`: also the name in front of the `@`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Seeker => "seeker",
            Self::EmployerOwner => "owner",
            Self::EmployerRecruiter => "recruiter",
            Self::Organizer => "organizer",
            Self::Adviser => "adviser",
            Self::Administrator => "admin",
        }
    }
}

/// A sign-in to try the product with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Persona {
    /// What it may do.
    pub role: PersonaRole,
    /// Where it signs in.
    pub email: &'static str,
    /// The name shown.
    pub display_name: &'static str,
    /// `zh-CN`.
    pub locale: &'static str,
    /// The employer it belongs to, by index.
    pub employer: Option<u64>,
    /// The station it works at, as a place in [`stations`].
    pub station: Option<usize>,
}

const PLAIN: Persona = Persona {
    role: PersonaRole::Seeker,
    email: "seeker@magpie.example",
    display_name: "求职者小鹊",
    locale: "zh-CN",
    employer: None,
    station: None,
};

static PERSONAS: [Persona; 6] = [
    PLAIN,
    Persona {
        role: PersonaRole::EmployerOwner,
        email: "owner@magpie.example",
        display_name: "招聘负责人",
        employer: Some(0),
        ..PLAIN
    },
    Persona {
        role: PersonaRole::EmployerRecruiter,
        email: "recruiter@magpie.example",
        display_name: "招聘专员",
        employer: Some(0),
        ..PLAIN
    },
    Persona {
        role: PersonaRole::Organizer, email: "organizer@magpie.example", display_name: "主办方值班员", ..PLAIN
    },
    Persona {
        role: PersonaRole::Adviser,
        email: "adviser@magpie.example",
        display_name: "上地站社工",
        station: Some(18),
        ..PLAIN
    },
    Persona {
        role: PersonaRole::Administrator, email: "admin@magpie.example", display_name: "系统管理员", ..PLAIN
    },
];

/// One sign-in for each persona.
#[must_use]
pub fn personas() -> &'static [Persona] {
    &PERSONAS
}

pub(crate) fn draw(plan: &Plan, index: u64) -> DemoAccount {
    let mut draw = Draw::new(plan.seed, Kind::Account, index);
    let english = draw.percent(10);
    let nickname = lists().nicknames.get(draw.index(lists().nicknames.len())).copied();
    let display_name = match nickname {
        Some(pair) if draw.percent(70) => format!("{}{:04}", pair.of(english), index % 10_000),
        _ if english => format!("Seeker {index:04}"),
        _ => format!("求职者 {index:04}"),
    };
    DemoAccount {
        index,
        email: format!("seeker{index:06}@magpie.example"),
        display_name,
        locale: if english { "en" } else { "zh-CN" },
        station: draw.index(stations().len()),
    }
}
