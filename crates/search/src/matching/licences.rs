//! Licences and certificates that work may ask for: which ones a posting requires and which ones a person holds.
//!
//! Rule: a closed list of at most 64, so that a set of them is one number. A posting requires one only where it does not
//! say that it is merely welcome (优先, preferred); what can be had within days (健康证) weighs little.

use serde::Serialize;
use std::collections::HashSet;
use std::sync::LazyLock;

/// A licence or certificate.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Licence {
    /// The code in the API: `forklift`.
    pub code: &'static str,
    /// Its name in Chinese.
    pub zh: &'static str,
    /// Its name in English.
    pub en: &'static str,
    /// How it is written in postings and profiles, folded.
    #[serde(skip)]
    words: &'static [&'static str],
    /// Whether somebody without it can have it within days or weeks.
    #[serde(skip)]
    easy: bool,
}

const fn licence(
    code: &'static str,
    zh: &'static str,
    en: &'static str,
    words: &'static [&'static str],
    easy: bool,
) -> Licence {
    Licence { code, zh, en, words, easy }
}

const HARD: bool = false;
const EASY: bool = true;

/// Driving licences come first, in this order; they are recognised by class and context, not by words.
const DRIVING: usize = 6;

static TABLE: [Licence; 50] = [
    licence("driving_c1", "C1 驾驶证", "driving licence C1", &[], HARD),
    licence("driving_b2", "B2 驾驶证", "driving licence B2", &[], HARD),
    licence("driving_b1", "B1 驾驶证", "driving licence B1", &[], HARD),
    licence("driving_a2", "A2 驾驶证", "driving licence A2", &[], HARD),
    licence("driving_a1", "A1 驾驶证", "driving licence A1", &[], HARD),
    licence(
        "driving_d",
        "摩托车驾驶证",
        "motorcycle licence",
        &["摩托车驾驶证", "摩托车驾照", "motorcycle licen"],
        HARD,
    ),
    licence(
        "ride_hailing",
        "网约车驾驶员证",
        "ride-hailing driver permit",
        &["网约车驾驶员证", "网约车从业资格", "网约车资格证", "网约车驾驶证"],
        HARD,
    ),
    licence(
        "freight",
        "道路货运从业资格证",
        "road freight qualification",
        &["货运从业资格", "货运资格证", "道路运输从业", "货物运输从业"],
        HARD,
    ),
    licence(
        "forklift",
        "叉车证",
        "forklift licence",
        &[
            "叉车证",
            "叉车操作证",
            "叉车上岗证",
            "叉车驾驶证",
            "n1证",
            "叉车司机证",
            "forklift licen",
            "forklift certificate",
            "forklift operator licen",
        ],
        HARD,
    ),
    licence(
        "crane",
        "起重机操作证",
        "crane operator licence",
        &[
            "起重机操作证",
            "起重证",
            "行车证操作",
            "天车证",
            "吊车证",
            "塔吊证",
            "q2证",
            "crane operator licen",
            "crane licen",
        ],
        HARD,
    ),
    licence(
        "lift",
        "电梯作业证",
        "lift mechanic permit",
        &["电梯证", "电梯作业证", "电梯维修证", "电梯安全管理"],
        HARD,
    ),
    licence(
        "electrician",
        "电工证",
        "electrician permit",
        &[
            "电工证",
            "低压电工",
            "高压电工",
            "电工操作证",
            "电工上岗证",
            "电工特种作业",
            "electrician licen",
            "electrician certificate",
            "electrician permit",
        ],
        HARD,
    ),
    licence(
        "welder",
        "焊工证",
        "welder permit",
        &[
            "焊工证",
            "焊工操作证",
            "电焊证",
            "焊接与热切割",
            "焊接证",
            "welding certificate",
            "welder certificate",
            "welding licen",
        ],
        HARD,
    ),
    licence(
        "refrigeration",
        "制冷证",
        "refrigeration permit",
        &["制冷证", "制冷与空调", "制冷作业证", "制冷操作证", "refrigeration certificate"],
        HARD,
    ),
    licence(
        "heights",
        "高处作业证",
        "work-at-height permit",
        &["高处作业证", "高空作业证", "登高证", "登高作业证"],
        HARD,
    ),
    licence("boiler", "锅炉证", "boiler permit", &["锅炉证", "司炉证", "锅炉操作证", "司炉工证"], HARD),
    licence(
        "fire_control",
        "消防设施操作员证",
        "fire control operator certificate",
        &["消防设施操作员", "建构筑物消防员", "消防证", "消防中控证", "中控证", "消控证", "构消证"],
        HARD,
    ),
    licence(
        "security_guard",
        "保安员证",
        "security guard certificate",
        &["保安员证", "保安证", "保安上岗证", "security guard licen", "security guard certificate"],
        EASY,
    ),
    licence("health", "健康证", "health certificate", &["健康证", "健康合格证", "health certificate"], EASY),
    licence(
        "nurse",
        "护士执业证",
        "nursing licence",
        &[
            "护士执业证",
            "护士证",
            "护士资格证",
            "护士执业资格",
            "护士执照",
            "护理执业证",
            "nursing licen",
            "registered nurse licen",
            "nurse licen",
        ],
        HARD,
    ),
    licence(
        "physician",
        "医师执业证",
        "medical licence",
        &["医师执业证", "执业医师", "医师资格证", "助理医师证", "医师证", "medical licen", "physician licen"],
        HARD,
    ),
    licence(
        "pharmacist",
        "药师证",
        "pharmacist certificate",
        &["执业药师", "药师证", "药士证", "药师资格", "licensed pharmacist", "pharmacist licen"],
        HARD,
    ),
    licence(
        "rehabilitation",
        "康复治疗师证",
        "rehabilitation therapist certificate",
        &["康复治疗师证", "康复治疗士", "康复治疗师资格", "康复师证"],
        HARD,
    ),
    licence(
        "laboratory",
        "检验士证",
        "medical laboratory certificate",
        &["检验士证", "检验师证", "检验资格证", "检验技师证", "检验技士"],
        HARD,
    ),
    licence(
        "teacher",
        "教师资格证",
        "teaching certificate",
        &[
            "教师资格证",
            "教师资格",
            "教资",
            "幼师证",
            "幼儿教师资格",
            "teaching certificate",
            "teacher certificate",
            "teaching licen",
            "teaching qualification",
        ],
        HARD,
    ),
    licence(
        "childcare",
        "保育员证",
        "childcare worker certificate",
        &["保育员证", "保育师证", "保育员资格", "保育资格"],
        EASY,
    ),
    licence(
        "infant_care",
        "育婴师证",
        "infant care certificate",
        &["育婴师证", "育婴证", "育婴员证", "育儿师证"],
        EASY,
    ),
    licence(
        "maternity",
        "母婴护理证",
        "maternity care certificate",
        &["母婴护理证", "月嫂证", "母婴护理师", "母婴护理员证", "催乳师证"],
        EASY,
    ),
    licence(
        "elderly_care",
        "养老护理员证",
        "elderly care certificate",
        &[
            "养老护理员证",
            "养老护理证",
            "养老护理员资格",
            "养老护理员等级",
            "护理员证",
            "护工证",
            "caregiver certificate",
        ],
        EASY,
    ),
    licence(
        "social_worker",
        "社会工作者证",
        "social worker certificate",
        &["社会工作者证", "社工证", "助理社会工作师", "社会工作师", "社会工作者职业", "社会工作者职业水平"],
        HARD,
    ),
    licence(
        "counsellor",
        "心理咨询师证",
        "counsellor certificate",
        &["心理咨询师证", "心理咨询师", "心理咨询证"],
        HARD,
    ),
    licence(
        "junior_accountant",
        "初级会计证",
        "junior accounting certificate",
        &["初级会计", "会计从业资格", "会计证", "会计上岗证", "初会"],
        HARD,
    ),
    licence("accountant", "中级会计师", "intermediate accountant", &["中级会计"], HARD),
    licence("cpa", "注册会计师", "certified public accountant", &["注册会计师", "cpa", "注会", "acca"], HARD),
    licence("tax", "税务师", "tax accountant", &["税务师证", "注册税务师", "税务师资格"], HARD),
    licence(
        "lawyer",
        "律师执业证",
        "lawyer licence",
        &["法律职业资格", "律师执业证", "律师证", "司法考试", "法考", "bar qualification", "legal qualification"],
        HARD,
    ),
    licence("builder_1", "一级建造师", "constructor, first class", &["一级建造师", "一建"], HARD),
    licence("builder_2", "二级建造师", "constructor, second class", &["二级建造师", "二建"], HARD),
    licence(
        "cost_engineer",
        "造价师证",
        "cost engineer certificate",
        &["造价工程师", "造价师证", "造价员证", "一级造价", "二级造价"],
        HARD,
    ),
    licence(
        "supervisor",
        "监理工程师证",
        "supervising engineer certificate",
        &["监理工程师证", "监理证", "注册监理", "监理员证"],
        HARD,
    ),
    licence(
        "safety",
        "安全员证",
        "safety officer certificate",
        &["安全员证", "安全员c证", "安全员b证", "安全工程师证", "注册安全工程师", "注册安全"],
        HARD,
    ),
    licence(
        "site_clerk",
        "施工员证",
        "site clerk certificate",
        &["施工员证", "资料员证", "质量员证", "材料员证", "质检员证", "五大员证"],
        EASY,
    ),
    licence("securities", "证券从业资格", "securities qualification", &["证券从业", "基金从业", "期货从业"], HARD),
    licence("insurance", "保险从业资格", "insurance qualification", &["保险从业", "保险代理人资格"], EASY),
    licence("guide", "导游证", "tour guide licence", &["导游证", "导游资格证", "tour guide licen"], HARD),
    licence(
        "chef",
        "厨师证",
        "cook certificate",
        &["厨师证", "中式烹调师", "烹调师证", "面点师证", "西式面点", "cook certificate", "chef certificate"],
        EASY,
    ),
    licence(
        "hairdresser",
        "美发师证",
        "hairdresser certificate",
        &["美发师证", "美容师证", "美容师资格", "化妆师证"],
        EASY,
    ),
    licence(
        "lifeguard",
        "救生员证",
        "lifeguard certificate",
        &["救生员证", "救生证", "游泳教练证", "lifeguard certificate"],
        HARD,
    ),
    licence(
        "fitness",
        "健身教练证",
        "fitness trainer certificate",
        &["健身教练证", "私教证", "国职健身", "健身教练国职", "ace证"],
        EASY,
    ),
    licence(
        "mandarin",
        "普通话等级证",
        "Mandarin certificate",
        &["普通话二级", "普通话一级", "普通话证", "普通话等级"],
        EASY,
    ),
];

/// What is said around a licence that is only welcome.
const WELCOME: [&str; 12] = [
    "优先",
    "者佳",
    "更佳",
    "加分",
    "更好",
    "preferred",
    "a plus",
    "an advantage",
    "nice to have",
    "welcome",
    "均可",
    "可考",
];
/// What is said before one that is not needed.
const NOT_NEEDED: [&str; 9] = ["无需", "不需", "不要求", "无须", "不用", "没有", "考取", "no need", "不限"];
/// What tells that the class of a driving licence is meant, and not the level of a language or a kind of trade.
const DRIVING_CONTEXT: [&str; 8] = ["驾", "本", "照", "司机", "开车", "licen", "driv", "证"];

/// A set of licences.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Licences(u64);

impl Licences {
    /// Adds one by its place in the table.
    fn add(&mut self, place: usize) {
        self.0 |= 1 << place;
    }

    /// Whether none is in it.
    pub(crate) fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Those that are not in `held`.
    pub(crate) fn without(self, held: Self) -> Self {
        Self(self.0 & !held.0)
    }

    /// Whether all of them can be had within days or weeks.
    pub(crate) fn all_easy(self) -> bool {
        self.0 & !easy().0 == 0
    }

    /// The licences, in the order of the table.
    pub(crate) fn list(self) -> Vec<&'static Licence> {
        TABLE.iter().enumerate().filter(|(place, _)| self.0 >> place & 1 == 1).map(|(_, licence)| licence).collect()
    }
}

fn easy() -> Licences {
    static SET: LazyLock<Licences> = LazyLock::new(|| {
        let mut set = Licences::default();
        TABLE.iter().enumerate().filter(|(_, licence)| licence.easy).for_each(|(place, _)| set.add(place));
        set
    });
    *SET
}

/// The licences that the text of a posting requires.
pub(crate) fn required(text: &str) -> Licences {
    let text = folded(text);
    let mut set = Licences::default();
    find(&text, &mut |place, from, to| {
        if !is_optional(&text, from, to) {
            set.add(place);
        }
    });
    set
}

/// The licences that tags and text of a person tell of, with those that they include.
pub(crate) fn held<'a>(texts: impl Iterator<Item = &'a str>) -> Licences {
    let mut set = Licences::default();
    for text in texts {
        let text = folded(text);
        // A tag that is a class alone needs no context.
        if let Some(place) = class(text.trim()) {
            set.add(place);
        }
        if matches!(text.trim(), "驾照" | "驾驶证" | "驾本" | "driving licence" | "driver's license") {
            set.add(0);
        }
        find(&text, &mut |place, from, _| {
            if !before(&text, from, 4).contains('无') && !before(&text, from, 4).contains('没') {
                set.add(place);
            }
        });
    }
    include(set)
}

/// Adds what a licence includes: who may drive an A2 may drive a C1; a CPA needs no junior certificate.
fn include(mut set: Licences) -> Licences {
    let place = |code: &str| TABLE.iter().position(|licence| licence.code == code);
    for (code, includes) in [
        ("driving_a1", &["driving_b1", "driving_b2", "driving_c1"][..]),
        ("driving_a2", &["driving_b1", "driving_b2", "driving_c1"]),
        ("driving_b1", &["driving_c1"]),
        ("driving_b2", &["driving_c1"]),
        ("cpa", &["accountant", "junior_accountant"]),
        ("accountant", &["junior_accountant"]),
        ("builder_1", &["builder_2"]),
        ("maternity", &["infant_care"]),
    ] {
        if place(code).is_some_and(|place| set.0 >> place & 1 == 1) {
            includes.iter().filter_map(|code| place(code)).for_each(|place| set.add(place));
        }
    }
    set
}

fn folded(text: &str) -> String {
    magpie_concepts::fold(text)
}

static FIRST: LazyLock<HashSet<char>> =
    LazyLock::new(|| TABLE.iter().flat_map(|licence| licence.words).filter_map(|word| word.chars().next()).collect());

/// Tells every licence in a folded text, with where it stands.
fn find(text: &str, found: &mut dyn FnMut(usize, usize, usize)) {
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let rest = &text[at..];
        if matches!(c, 'a' | 'b' | 'c') && !before.is_ascii_alphanumeric() {
            let end = rest.char_indices().nth(2).map_or(rest.len(), |(end, _)| end);
            let followed = rest[end..].chars().next().is_some_and(|c| c.is_ascii_alphanumeric());
            if let Some(place) = class(&rest[..end])
                && !followed
                && is_driving(text, at, at + end)
            {
                found(place, at, at + end);
            }
        }
        if c == '驾' && ["驾照", "驾驶证", "驾本"].iter().any(|word| rest.starts_with(word)) {
            // A licence without its class is one for cars, unless a class stands beside it.
            let near = self::before(text, at, 6);
            let classed = near
                .char_indices()
                .any(|(place, _)| near.get(place..place + 2).is_some_and(|two| class(two).is_some()));
            if !classed && !near.ends_with("摩托车") && !near.ends_with("叉车") && !near.ends_with("网约车") {
                found(0, at, at + "驾照".len());
            }
        }
        if c == 'd' && !before.is_ascii_alphanumeric() {
            for word in ["driving licen", "driver's licen", "driver licen"] {
                if rest.starts_with(word) {
                    found(0, at, at + word.len());
                }
            }
        }
        if FIRST.contains(&c) && !(c.is_ascii_alphanumeric() && before.is_ascii_alphanumeric()) {
            for (place, licence) in TABLE.iter().enumerate().skip(DRIVING - 1) {
                for word in licence.words {
                    if rest.starts_with(word) {
                        found(place, at, at + word.len());
                    }
                }
            }
        }
        before = c;
    }
}

/// The place in the table of a class of driving licence.
fn class(text: &str) -> Option<usize> {
    match text {
        "c1" | "c2" => Some(0),
        "b2" => Some(1),
        "b1" => Some(2),
        "a2" => Some(3),
        "a1" | "a3" => Some(4),
        _ => None,
    }
}

fn is_driving(text: &str, from: usize, to: usize) -> bool {
    let near = [before(text, from, 6), after(text, to, 12)];
    near.iter().any(|near| {
        let near = near.replace("本科", "");
        DRIVING_CONTEXT.iter().any(|word| near.contains(word))
    })
}

fn is_optional(text: &str, from: usize, to: usize) -> bool {
    let behind = clause(after(text, to, 14));
    let front = before(text, from, 8);
    let front = front.rsplit(['。', '.', ';', '；', '，', ',', '\n']).next().unwrap_or(front);
    WELCOME.iter().any(|word| behind.contains(word)) || NOT_NEEDED.iter().any(|word| front.contains(word))
}

/// The text up to the end of its clause.
fn clause(text: &str) -> &str {
    text.split(['。', ';', '；', '，', ',', '\n']).next().unwrap_or(text)
}

fn before(text: &str, at: usize, chars: usize) -> &str {
    let start = text[..at].char_indices().rev().nth(chars.saturating_sub(1)).map_or(0, |(start, _)| start);
    &text[start..at]
}

/// What follows within so many Chinese characters; of Latin letters twice as many.
fn after(text: &str, at: usize, chars: usize) -> &str {
    let mut width = 0;
    let end = text[at..].char_indices().find(|(_, c)| {
        width += if c.is_ascii() { 1 } else { 2 };
        width > chars * 2
    });
    &text[at..end.map_or(text.len(), |(end, _)| at + end)]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(set: Licences) -> Vec<&'static str> {
        set.list().iter().map(|licence| licence.code).collect()
    }

    #[test]
    fn postings_require_what_they_do_not_only_welcome() {
        for (text, expected) in [
            ("持有效叉车证，能上夜班", vec!["forklift"]),
            ("有叉车证优先", vec![]),
            ("需要B2及以上驾照，有货运从业资格证", vec!["driving_b2", "freight"]),
            ("会开车，有驾照", vec!["driving_c1"]),
            ("有低压电工证、制冷证者优先", vec![]),
            ("必须持护士执业证书", vec!["nurse"]),
            ("英语B2以上水平", vec![]),
            ("B2B 销售，C2C 平台运营", vec![]),
            ("无需健康证，公司统一办理", vec![]),
            ("Valid forklift licence required", vec!["forklift"]),
            ("Driving licence C1 is a plus", vec![]),
        ] {
            assert_eq!(codes(required(text)), expected, "{text}");
        }
    }

    #[test]
    fn people_hold_what_includes_less() {
        let of = |tags: &[&str]| codes(held(tags.iter().copied()));
        assert_eq!(of(&["A2"]), ["driving_c1", "driving_b2", "driving_b1", "driving_a2"]);
        assert_eq!(of(&["叉车证（N1）"]), ["forklift"]);
        assert_eq!(of(&["C1驾照", "健康证"]), ["driving_c1", "health"]);
        assert_eq!(of(&["CPA"]), ["junior_accountant", "accountant", "cpa"]);
        assert_eq!(of(&["驾照"]), ["driving_c1"]);
    }

    #[test]
    fn codes_are_unique_and_fit_a_number() {
        let codes: HashSet<&str> = TABLE.iter().map(|licence| licence.code).collect();
        assert_eq!(codes.len(), TABLE.len());
        assert!(TABLE.len() <= 64);
    }
}
