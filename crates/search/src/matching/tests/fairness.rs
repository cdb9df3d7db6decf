//! Who a person is moves nothing.

use super::*;

/// What people write about themselves that must not count.
const PERSONAL: [&str; 12] = [
    "男，35岁。",
    "女，28岁，未婚。",
    "已婚已育。",
    "北京户口，京籍。",
    "籍贯河南，汉族。",
    "身高180，形象好。",
    "本人叫王小明，照片可附。",
    "Male, 45 years old, married with two children.",
    "离异，单亲妈妈。",
    "退役军人家属，党员。",
    "外地农村户口，90后。",
    "身体健康，无残疾，孕期已过。",
];

fn people() -> Vec<ProfileInput> {
    ["会计", "护士", "叉车工", "Java开发工程师", "月嫂"]
        .into_iter()
        .map(|title| ProfileInput {
            pay_min: "6000".into(),
            districts: "110108".into(),
            summary: "熟悉Excel，有叉车证，做事认真。".into(),
            ..profile(title)
        })
        .collect()
}

fn postings() -> Vec<MatchChange> {
    let titles = ["会计", "主办会计", "出纳", "护士", "护工", "叉车司机", "Java开发", "后端工程师", "月嫂", "育儿嫂"];
    (0..40_u64)
        .map(|number| {
            let title = titles[usize::try_from(number).unwrap() % titles.len()];
            put(PostingDoc {
                pay: yuan(4_000 + 150 * i64::try_from(number).unwrap(), 12_000),
                description: "会Excel，女士优先不予考虑；35岁上下均可，北京人优先无效。持叉车证。".into(),
                ..posting(number, title)
            })
        })
        .collect()
}

#[test]
fn words_about_the_person_change_no_rank_in_either_direction() {
    let index = index(postings());
    for (number, plain) in (0_u64..).zip(people()) {
        let expected = index.postings_for(&query(&plain), &ask());
        assert!(!expected.is_empty());
        index.apply(vec![MatchChange::Seeker(Box::new(seeker(500 + number, &plain)))], 2, NOW.day());
        for words in PERSONAL {
            let told = ProfileInput { summary: format!("{words}{}{words}", plain.summary), ..plain.clone() };
            assert_eq!(index.postings_for(&query(&told), &ask()), expected, "{words}");
        }
    }
    let viewer = Viewer::verified("x");
    let before: Vec<Vec<Match>> = (0..40).map(|number| index.seekers_for(&id(number), &viewer, &ask())).collect();
    for words in PERSONAL {
        for (number, plain) in (0_u64..).zip(people()) {
            let told = ProfileInput { summary: format!("{}{words}", plain.summary), ..plain };
            index.apply(vec![MatchChange::Seeker(Box::new(seeker(500 + number, &told)))], 3, NOW.day());
        }
        let after: Vec<Vec<Match>> = (0..40).map(|number| index.seekers_for(&id(number), &viewer, &ask())).collect();
        assert_eq!(before, after, "{words}");
    }
}

#[test]
fn words_about_the_person_are_no_skills() {
    let nothing = query(&ProfileInput::default());
    for words in PERSONAL {
        let told = query(&ProfileInput { summary: words.into(), ..ProfileInput::default() });
        assert_eq!(told.wants, nothing.wants, "{words}");
    }
}

#[test]
fn names_of_employers_and_schools_count_for_nothing() {
    let index = index(postings());
    let with = |employer: &str, school: &str| {
        let work = magpie_terms::WorkInput { title: "会计".into(), employer: employer.into(), ..Default::default() };
        let study = magpie_terms::StudyInput { institution: school.into(), ..Default::default() };
        let input = ProfileInput { work: vec![work], studies: vec![study], ..ProfileInput::default() };
        index.postings_for(&query(&input), &ask())
    };
    assert_eq!(with("某某公司", "某大学"), with("女子护理医院", "叉车技工学校"));
}
