//! Skills, tools, languages, certificates and licences as postings ask for them.
//!
//! Rule: a skill is known by any of its names in either language, in any width, case and script; the longest name that
//! stands in a text counts, a Latin name only as a whole word, and a name that is an ordinary word as well (`go`, 咨询)
//! only where it stands in a list or behind a word such as 熟悉. The table is our own (`data/skills.tsv`).

use crate::fold::{fold, is_cjk};
use std::collections::HashMap;
use std::fmt;
use std::sync::LazyLock;

/// A skill. The number holds for one build; what is stored longer is [`SkillId::key`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SkillId(u16);

/// What sort of skill it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Something one can do: 焊接.
    Skill,
    /// Something one can work with: Excel.
    Tool,
    /// A spoken language: 普通话.
    Language,
    /// A paper that says so: 教师资格证.
    Certificate,
    /// Leave to drive or operate: C1, 叉车证.
    Licence,
}

struct Skill {
    key: &'static str,
    kind: Kind,
    zh: Option<&'static str>,
    en: Option<&'static str>,
    /// All that it implies, nearest first.
    implies: Vec<SkillId>,
}

struct Name {
    chars: Vec<char>,
    skill: SkillId,
    weak: bool,
}

struct Table {
    skills: Vec<Skill>,
    by_key: HashMap<&'static str, SkillId>,
    /// Folded names without blanks.
    by_name: HashMap<String, SkillId>,
    /// Names by their first two characters, longest first.
    by_start: HashMap<(char, char), Vec<Name>>,
}

static TABLE: LazyLock<Table> = LazyLock::new(Table::read);

impl SkillId {
    /// A name that holds from version to version: `licence-c1`.
    #[must_use]
    pub fn key(self) -> &'static str {
        self.skill().key
    }

    /// The skill with this key.
    #[must_use]
    pub fn by_key(key: &str) -> Option<Self> {
        TABLE.by_key.get(key).copied()
    }

    /// Every skill, in the order of the table.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..TABLE.skills.len()).map(id)
    }

    /// Its place in the table, from 0 without gaps: for sets of bits. Holds for one build.
    #[must_use]
    pub fn index(self) -> u16 {
        self.0
    }

    /// Its name in Chinese.
    #[must_use]
    pub fn name_zh(self) -> &'static str {
        let skill = self.skill();
        skill.zh.or(skill.en).unwrap_or(skill.key)
    }

    /// Its name in English.
    #[must_use]
    pub fn name_en(self) -> &'static str {
        let skill = self.skill();
        skill.en.or(skill.zh).unwrap_or(skill.key)
    }

    /// What sort it is.
    #[must_use]
    pub fn kind(self) -> Kind {
        self.skill().kind
    }

    /// What whoever has it has as well, through all steps: 中级会计 has 初级会计, B2 may drive what C1 may.
    #[must_use]
    pub fn implies(self) -> &'static [Self] {
        &self.skill().implies
    }

    /// Whether having `self` answers what asks for `wanted`.
    #[must_use]
    pub fn satisfies(self, wanted: Self) -> bool {
        self == wanted || self.implies().contains(&wanted)
    }

    fn skill(self) -> &'static Skill {
        &TABLE.skills[usize::from(self.0)]
    }
}

impl fmt::Display for SkillId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key())
    }
}

fn id(index: usize) -> SkillId {
    SkillId(u16::try_from(index).unwrap_or(u16::MAX))
}

/// The skills that a text names, in the order of their first places, each once.
#[must_use]
pub fn find_in(text: &str) -> Vec<SkillId> {
    let chars: Vec<char> = fold(text).chars().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        match name_at(&chars, at) {
            Some(name) => {
                if !found.contains(&name.skill) {
                    found.push(name.skill);
                }
                at += name.chars.len();
            }
            None => at += 1,
        }
    }
    found
}

/// The skill that a tag means: by its name, by its name with the usual words around it (熟练使用, 证书, 优先), or as the
/// only one that stands in it.
#[must_use]
pub fn normalise(tag: &str) -> Option<SkillId> {
    let folded = joined(&fold(tag));
    let mut rest = folded.as_str();
    loop {
        if let Some(skill) = TABLE.by_name.get(rest) {
            return Some(*skill);
        }
        let shorter = BEFORE
            .iter()
            .find_map(|word| rest.strip_prefix(word))
            .or_else(|| AFTER.iter().find_map(|word| rest.strip_suffix(word)));
        match shorter {
            Some(shorter) if !shorter.is_empty() => rest = shorter,
            _ => break,
        }
    }
    match find_in(tag)[..] {
        [skill] => Some(skill),
        _ => None,
    }
}

/// Words before a skill that say how well it is known.
const BEFORE: [&str; 22] = [
    "熟练使用",
    "熟练掌握",
    "熟练操作",
    "熟练运用",
    "熟练",
    "熟悉",
    "精通",
    "掌握",
    "了解",
    "擅长",
    "懂",
    "会使用",
    "会",
    "能够",
    "使用",
    "持有",
    "持",
    "具备",
    "具有",
    "有",
    "良好的",
    "proficientin",
];
/// Words behind a skill that say nothing of it.
const AFTER: [&str; 16] = [
    "优先考虑",
    "者优先",
    "优先",
    "资格证书",
    "证书",
    "软件",
    "能力",
    "技能",
    "经验",
    "技术",
    "操作",
    "使用",
    "等",
    "基础",
    "者",
    "skills",
];

/// A weak name counts behind these.
const INTRODUCES: [&str; 12] =
    ["熟悉", "精通", "掌握", "使用", "了解", "熟练", "擅长", "会", "懂", "运用", "技能:", "要求:"];
/// A weak name counts beside these.
const LIST_MARKS: &str = "、,/;|\\·•";

fn name_at(chars: &[char], at: usize) -> Option<&'static Name> {
    let first = chars[at];
    let pair = chars.get(at + 1).map(|second| (first, *second));
    let fits = |name: &&'static Name| {
        chars[at..].starts_with(&name.chars)
            && stands_alone(chars, at, name)
            && (!name.weak || is_listed(chars, at, name))
    };
    pair.and_then(|pair| TABLE.by_start.get(&pair)?.iter().find(fits))
        .or_else(|| TABLE.by_start.get(&(first, '\0'))?.iter().find(fits))
}

/// Latin names are whole words, and `c` does not stand in `c++`.
fn stands_alone(chars: &[char], at: usize, name: &Name) -> bool {
    let end = at + name.chars.len();
    let is_word = |c: &char| c.is_alphanumeric() && !is_cjk(*c);
    let starts = name.chars.first().is_some_and(is_word);
    let ends = name.chars.last().is_some_and(is_word);
    let before = at.checked_sub(1).map(|before| &chars[before]);
    let after = chars.get(end);
    let joins_before = starts && before.is_some_and(|c| is_word(c) || matches!(c, '.' | '+' | '#' | '@'));
    let joins_after = ends
        && (after.is_some_and(|c| is_word(c) || matches!(c, '+' | '#'))
            || (after == Some(&'.') && chars.get(end + 1).is_some_and(is_word)));
    !joins_before && !joins_after
}

/// Whether a weak name is one of a list, or what a word such as 熟悉 is about, or all there is.
fn is_listed(chars: &[char], at: usize, name: &Name) -> bool {
    let before: Vec<char> = chars[..at].iter().rev().filter(|c| **c != ' ').take(3).copied().collect();
    let after = chars[at + name.chars.len()..].iter().find(|c| **c != ' ');
    let behind: String = before.iter().rev().collect();
    let is_mark = |c: &char| LIST_MARKS.contains(*c);
    let opens = before.is_empty() || before.first().is_some_and(is_mark);
    let closes = after.is_none_or(is_mark);
    INTRODUCES.iter().any(|word| behind.ends_with(word)) || (opens && closes)
}

fn joined(folded: &str) -> String {
    folded.chars().filter(|c| !c.is_whitespace()).collect()
}

impl Table {
    fn read() -> Self {
        let mut table =
            Self { skills: Vec::new(), by_key: HashMap::new(), by_name: HashMap::new(), by_start: HashMap::new() };
        let mut direct: Vec<&'static str> = Vec::new();
        for line in include_str!("../data/skills.tsv").lines().filter(|line| !line.starts_with('#')) {
            let mut columns = line.split('\t');
            let mut column = || columns.next().unwrap_or_default().trim();
            let (key, kind, zh, en, implies) = (column(), column(), column(), column(), column());
            let Some(kind) = Kind::parse(kind) else { continue };
            let skill = id(table.skills.len());
            table.by_key.insert(key, skill);
            for name in zh.split('|').chain(en.split('|')).filter(|name| !name.is_empty()) {
                table.add_name(name, skill);
            }
            let display = |names: &'static str| {
                names.split('|').next().map(|n| n.trim_start_matches('~')).filter(|n| !n.is_empty())
            };
            table.skills.push(Skill { key, kind, zh: display(zh), en: display(en), implies: Vec::new() });
            direct.push(implies);
        }
        for names in table.by_start.values_mut() {
            names.sort_by(|a, b| b.chars.len().cmp(&a.chars.len()).then_with(|| a.chars.cmp(&b.chars)));
        }
        for index in 0..table.skills.len() {
            table.skills[index].implies = table.closure(id(index), &direct);
        }
        table
    }

    fn add_name(&mut self, name: &'static str, skill: SkillId) {
        let (name, weak) = name.strip_prefix('~').map_or((name, false), |name| (name, true));
        let folded = fold(name);
        self.by_name.entry(joined(&folded)).or_insert(skill);
        let chars: Vec<char> = folded.chars().collect();
        let start = (chars[0], chars.get(1).copied().unwrap_or('\0'));
        self.by_start.entry(start).or_default().push(Name { chars, skill, weak });
    }

    fn closure(&self, skill: SkillId, direct: &[&'static str]) -> Vec<SkillId> {
        let mut found = vec![skill];
        let mut at = 0;
        while at < found.len() {
            for key in direct[usize::from(found[at].0)].split('|') {
                if let Some(implied) = self.by_key.get(key)
                    && !found.contains(implied)
                {
                    found.push(*implied);
                }
            }
            at += 1;
        }
        found.remove(0);
        found
    }
}

impl Kind {
    fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "skill" => Self::Skill,
            "tool" => Self::Tool,
            "language" => Self::Language,
            "certificate" => Self::Certificate,
            "licence" => Self::Licence,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<&'static str> {
        find_in(text).into_iter().map(SkillId::key).collect()
    }

    #[test]
    fn skills_are_found_in_running_text() {
        assert_eq!(keys("熟练使用Excel、PPT等办公软件，持C1驾照"), ["excel", "powerpoint", "office", "licence-c1"]);
        assert_eq!(keys("有叉车证、健康证者优先"), ["forklift", "health-cert"]);
        assert_eq!(keys("英语四级以上，普通话标准"), ["cet4", "mandarin"]);
        assert_eq!(keys("Experience with Spring Boot, MySQL and ＤＯＣＫＥＲ"), ["spring-boot", "mysql", "docker"]);
    }

    #[test]
    fn short_names_are_not_found_in_other_words() {
        assert!(keys("we go to the market, react to the spring rush").is_empty(), "{:?}", keys("we go"));
        assert_eq!(keys("精通C、Go、R"), ["c-lang", "go", "r-lang"]);
        assert_eq!(keys("熟悉C++"), ["cpp"]);
        assert_eq!(keys("JavaScript"), ["javascript"]);
        assert!(keys("category, scar, google").is_empty());
        assert!(keys("咨询电话").is_empty());
    }

    #[test]
    fn tags_are_normalised() {
        for (tag, key) in [
            ("JAVA", "java"),
            ("office办公软件", "office"),
            ("Ｅｘｃｅｌ", "excel"),
            ("熟练使用PS", "photoshop"),
            ("go", "go"),
            ("C", "c-lang"),
            ("會計初級證書", "accounting-junior"),
            ("护士资格证优先", "nurse-cert"),
            ("B2", "licence-b2"),
        ] {
            assert_eq!(normalise(tag).map(SkillId::key), Some(key), "{tag}");
        }
        assert_eq!(normalise("五险一金"), None);
    }

    #[test]
    fn what_must_not_count_is_no_skill() {
        let text = "熟悉Excel、C，持叉车证";
        for word in ["男", "女", "已婚", "35岁", "北京人", "形象好", "本地户口"] {
            assert!(find_in(word).is_empty() && normalise(word).is_none(), "{word}");
            assert_eq!(find_in(&format!("{word}，{text}，{word}")), find_in(text), "{word}");
        }
    }

    #[test]
    fn more_implies_less() {
        let skill = |key| SkillId::by_key(key).unwrap();
        assert!(skill("licence-b2").satisfies(skill("licence-c1")));
        assert!(skill("licence-a2").satisfies(skill("licence-c2")));
        assert!(skill("accounting-mid").satisfies(skill("accounting-junior")));
        assert!(skill("excel").satisfies(skill("office")));
        assert!(!skill("licence-c1").satisfies(skill("licence-b2")));
    }

    #[test]
    fn the_table_is_whole() {
        let lines: Vec<&str> =
            include_str!("../data/skills.tsv").lines().filter(|line| !line.starts_with('#')).collect();
        assert_eq!(TABLE.skills.len(), lines.len());
        assert_eq!(TABLE.by_key.len(), lines.len(), "a key stands twice");
        let mut owners: HashMap<String, SkillId> = HashMap::new();
        for (line, skill) in lines.iter().zip(SkillId::all()) {
            let columns: Vec<&str> = line.split('\t').collect();
            assert_eq!(columns.len(), 5, "{line}");
            for key in columns[4].split('|').filter(|key| !key.is_empty()) {
                assert!(SkillId::by_key(key).is_some(), "{line}");
            }
            for name in columns[2].split('|').chain(columns[3].split('|')) {
                let owner = owners.insert(joined(&fold(name.trim_start_matches('~'))), skill);
                assert!(owner.is_none_or(|owner| owner == skill), "{name} stands for two");
            }
        }
    }
}
