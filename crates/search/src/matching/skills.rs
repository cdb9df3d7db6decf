//! Skills of texts and tags, as numbers.
//!
//! Rule: this is the only place that knows how `magpie_concepts` names skills. What is a licence of
//! [`super::licences`] is no skill here, so that nothing counts twice.

use super::licences;
use magpie_concepts::skills as known;
use std::collections::HashMap;
use std::fmt;
use std::sync::LazyLock;

/// A skill. The number holds for one build; what leaves the program is its code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SkillId(pub(crate) u16);

struct Table {
    skills: Vec<known::SkillId>,
    /// Numbers of the skills that count here.
    numbers: HashMap<known::SkillId, u16>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let skills: Vec<known::SkillId> = known::SkillId::all()
        .filter(|skill| licences::held([skill.name_zh(), skill.name_en()].into_iter()).is_empty())
        .collect();
    let numbers = skills.iter().zip(0_u16..NONE).map(|(skill, number)| (*skill, number)).collect();
    Table { skills, numbers }
});

impl SkillId {
    /// The code in the API: `excel`.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.skill().map_or("", known::SkillId::key)
    }

    /// Its name in Chinese.
    #[must_use]
    pub fn zh(self) -> &'static str {
        self.skill().map_or("", known::SkillId::name_zh)
    }

    /// Its name in English.
    #[must_use]
    pub fn en(self) -> &'static str {
        self.skill().map_or("", known::SkillId::name_en)
    }

    fn skill(self) -> Option<known::SkillId> {
        TABLE.skills.get(usize::from(self.0)).copied()
    }
}

impl fmt::Display for SkillId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// No skill: fills the places that are left.
pub(crate) const NONE: u16 = u16::MAX;

/// The skills of tags, then those of titles and texts, each once. A title names work and no certificate: who is looked
/// for as 养老护理员, or has worked as one, need not have the certificate of that name.
pub(crate) fn of<'a>(
    tags: impl Iterator<Item = &'a str>,
    titles: impl Iterator<Item = &'a str>,
    texts: impl Iterator<Item = &'a str>,
) -> Vec<u16> {
    let mut found = Vec::new();
    let mut add = |skill: known::SkillId| {
        if let Some(number) = TABLE.numbers.get(&skill)
            && !found.contains(number)
        {
            found.push(*number);
        }
    };
    for tag in tags {
        match known::normalise(tag) {
            Some(skill) => add(skill),
            None => known::find_in(tag).into_iter().for_each(&mut add),
        }
    }
    let certificate = |skill: &known::SkillId| skill.kind() == known::Kind::Certificate;
    titles.for_each(|title| known::find_in(title).into_iter().filter(|skill| !certificate(skill)).for_each(&mut add));
    texts.for_each(|text| known::find_in(text).into_iter().for_each(&mut add));
    found
}

/// The skills that these imply and that are not among them.
pub(crate) fn implied(own: &[u16]) -> Vec<u16> {
    let mut found = Vec::new();
    for skill in own.iter().filter_map(|number| SkillId(*number).skill()) {
        for number in skill.implies().iter().filter_map(|implied| TABLE.numbers.get(implied)) {
            if !own.contains(number) && !found.contains(number) {
                found.push(*number);
            }
        }
    }
    found
}

/// The same, in order, to be searched.
pub(crate) fn sorted(mut found: Vec<u16>) -> Box<[u16]> {
    found.sort_unstable();
    found.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn licences_are_no_skills_and_tags_come_first() {
        let found = of(
            ["Excel", "叉车证"].into_iter(),
            ["养老护理员"].into_iter(),
            ["熟悉Python，会Excel，持C1驾照"].into_iter(),
        );
        let codes: Vec<&str> = found.iter().map(|number| SkillId(*number).code()).collect();
        assert_eq!(codes, ["excel", "python"]);
        let implied: Vec<&str> = implied(&found).iter().map(|number| SkillId(*number).code()).collect();
        assert!(implied.contains(&"office"), "{implied:?}");
    }
}
