//! Writes the accounts of the made-up district and the profiles of its seekers.
//!
//! Rule: one pass, a chunk at a time, so that a hundred thousand seekers never stand in memory together.

use super::{BATCH, LOGGED};
use crate::app::App;
use magpie_demo::{DemoEmployer, DemoSeeker, Generator, Persona, PersonaRole, SeekerVisibility, personas, story};
use magpie_domain::Error;
use magpie_domain::accounts::values::{Locale, Role};
use magpie_domain::accounts::write::{MadeUpAccount, add_made_up};
use magpie_domain::ids::{AccountId, SeekerId};
use magpie_domain::seekers::made_up::{self, MadeUpSeeker};
use magpie_domain::seekers::values::Visibility;
use std::collections::HashMap;

/// Whoever of the seekers the story may be about.
#[derive(Debug, Default)]
pub(super) struct Seekers {
    pub(super) persona: Option<Known>,
    /// Those with an account, whose wish is the trade of the personas' employer first.
    pub(super) with_account: Vec<Known>,
    pub(super) walk_ins: Vec<Known>,
}

/// A profile that is written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known {
    pub(super) id: SeekerId,
    pub(super) account: Option<AccountId>,
}

/// Writes the personas, all but the last, and the owners of employers; gives their ids by address.
pub(super) async fn write_staff(
    app: &App,
    employers: &[DemoEmployer],
    hash: &str,
) -> Result<HashMap<String, AccountId>, Error> {
    let staff = personas().iter().filter(|persona| persona.role != PersonaRole::Administrator);
    let mut people: Vec<MadeUpAccount> = staff.map(account_of).collect();
    let known: Vec<String> = people.iter().map(|account| account.email.clone()).collect();
    people.extend(employers.iter().filter(|employer| !known.contains(&employer.owner_email)).map(|employer| {
        MadeUpAccount {
            email: employer.owner_email.clone(),
            display_name: employer.content.contact_name.clone(),
            locale: Locale::ZhCn,
            role: Role::Seeker,
        }
    }));
    let ids = add_made_up(&app.db, &app.system, &people, hash).await?;
    Ok(people.into_iter().map(|account| account.email).zip(ids).collect())
}

/// Writes the seekers' accounts and profiles, and those of people without an account.
pub(super) async fn write_seekers(
    app: &App,
    generator: &Generator,
    staff: &HashMap<String, AccountId>,
    hash: &str,
) -> Result<Seekers, Error> {
    let total = generator.plan().seekers;
    let log = total <= LOGGED;
    let adviser = account_with(staff, PersonaRole::Adviser);
    let persona = account_with(staff, PersonaRole::Seeker);
    let mut found = Seekers::default();
    let own = made_up_seeker(story::persona(), persona, adviser);
    let ids = made_up::add(&app.db, &app.system, &[own], true).await?;
    found.persona = ids.first().map(|id| Known { id: *id, account: persona });

    let mut begin = 0;
    while begin < total {
        let end = total.min(begin + BATCH as u64);
        let accounts: Vec<MadeUpAccount> = (begin..end).map(|index| seeker_account(generator, index)).collect();
        let accounts = add_made_up(&app.db, &app.system, &accounts, hash).await?;
        let drawn: Vec<(DemoSeeker, AccountId)> = (begin..end)
            .zip(accounts)
            .filter_map(|(index, account)| Some((generator.seeker(index)?, account)))
            .collect();
        let trades: Vec<bool> = drawn.iter().map(|(seeker, _)| seeker.trade == story::persona().trade).collect();
        let profiles: Vec<MadeUpSeeker> =
            drawn.into_iter().map(|(seeker, account)| made_up_seeker(seeker, Some(account), None)).collect();
        let ids = made_up::add(&app.db, &app.system, &profiles, log).await?;
        if begin == 0 {
            let known: Vec<(bool, Known)> = trades
                .into_iter()
                .zip(ids.into_iter().zip(profiles))
                .map(|(fits, (id, profile))| (fits, Known { id, account: profile.account }))
                .collect();
            let those = |fits: bool| known.iter().filter(move |one| one.0 == fits).map(|one| one.1);
            found.with_account = those(true).chain(those(false)).take(50).collect();
        }
        begin = end;
    }
    let mut walk_ins = generator.walk_ins().map(|seeker| made_up_seeker(seeker, None, adviser));
    loop {
        let some: Vec<MadeUpSeeker> = walk_ins.by_ref().take(BATCH).collect();
        if some.is_empty() {
            return Ok(found);
        }
        let ids = made_up::add(&app.db, &app.system, &some, log).await?;
        if found.walk_ins.is_empty() {
            found.walk_ins = ids.into_iter().take(50).map(|id| Known { id, account: None }).collect();
        }
    }
}

/// The account of the persona with this role.
pub(super) fn account_with(staff: &HashMap<String, AccountId>, role: PersonaRole) -> Option<AccountId> {
    let persona = personas().iter().find(|persona| persona.role == role)?;
    staff.get(persona.email).copied()
}

fn seeker_account(generator: &Generator, index: u64) -> MadeUpAccount {
    let account = generator.account(index);
    MadeUpAccount {
        locale: Locale::from_code(account.locale).unwrap_or(Locale::ZhCn),
        email: account.email,
        display_name: account.display_name,
        role: Role::Seeker,
    }
}

pub(super) fn account_of(persona: &Persona) -> MadeUpAccount {
    MadeUpAccount {
        email: persona.email.to_owned(),
        display_name: persona.display_name.to_owned(),
        locale: Locale::from_code(persona.locale).unwrap_or(Locale::ZhCn),
        role: match persona.role {
            PersonaRole::Seeker | PersonaRole::EmployerOwner | PersonaRole::EmployerRecruiter => Role::Seeker,
            PersonaRole::Organizer => Role::Organizer,
            PersonaRole::Adviser => Role::Adviser,
            PersonaRole::Administrator => Role::Administrator,
        },
    }
}

fn made_up_seeker(drawn: DemoSeeker, account: Option<AccountId>, keeper: Option<AccountId>) -> MadeUpSeeker {
    // A keeper and a note of consent belong to who has no account; everybody else signed up.
    let keeper = keeper.filter(|_| account.is_none());
    MadeUpSeeker {
        account,
        name: drawn.name,
        phone: drawn.phone,
        email: drawn.email,
        profile: drawn.profile,
        visibility: match drawn.visibility {
            SeekerVisibility::Nobody => Visibility::Nobody,
            SeekerVisibility::Fairs => Visibility::Fairs,
            SeekerVisibility::Verified => Visibility::Verified,
        },
        assisted: drawn.assisted,
        keeper,
        consent_note: keeper.map(|_| story::CONSENT_NOTE.to_owned()),
    }
}
