//! What the person decides: who sees the profile, who is kept out, what was agreed, who recorded what, and the end.

use crate::forms::Form;
use crate::frame::Frame;
use askama::Template;
use magpie_domain::employers::public::Employer;
use magpie_domain::seekers::read::{Block, Consent, Detail, Entry};
use magpie_domain::seekers::values::Visibility;
use magpie_terms::Violations;

/// GET /seekers/{seeker}/privacy
#[derive(Debug, Template)]
#[template(path = "seekers/privacy.html")]
pub struct Privacy<'a> {
    /// The frame.
    pub frame: Frame<'a>,
    /// The profile.
    pub seeker: &'a Detail,
    /// The legal entities that are kept out.
    pub blocks: &'a [Block],
    /// What was agreed.
    pub consents: &'a [Consent],
    /// Who recorded what.
    pub entries: &'a [Entry],
    /// What was typed to find an employer to block.
    pub query: &'a str,
    /// The employers that were found by it, to choose from.
    pub found: &'a [Employer],
    /// What is wrong.
    pub violations: &'a Violations,
}

impl Privacy<'_> {
    fn form(&self) -> Form<'_> {
        Form::new(self.frame.text, "seeker", self.violations)
    }

    /// Who may find the profile: code, word, explanation, whether it is chosen.
    fn visibilities(&self) -> Vec<(&'static str, String, String, bool)> {
        let t = self.frame.text;
        let of = |member: &Visibility| {
            let help = t.text(&format!("visibility-help-{}", member.code())).into_owned();
            (member.code(), t.visibility(member), help, *member == self.seeker.visibility)
        };
        Visibility::ALL.iter().map(of).collect()
    }

    fn fields_of(&self, entry: &Entry) -> String {
        let t = self.frame.text;
        let names = entry.fields.iter().map(|field| t.field(&format!("seeker-{field}")));
        names.collect::<Vec<_>>().join(&t.text("list-separator"))
    }
}
