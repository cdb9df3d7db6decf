//! Screening questions: what may be asked, how it is answered, and that old answers stay readable.

use super::Scene;
use crate::applications::questions::{Question, QuestionInput, of_posting, parse, parse_answers, replace};
use crate::applications::write::{self, ApplyInput};
use crate::applications::{public, read};
use crate::error::Code;
use crate::testing::refusal;
use std::collections::BTreeMap;

fn input(kind: &str, question: &str, options: &[&str], required: bool) -> QuestionInput {
    QuestionInput {
        kind: kind.into(),
        question: question.into(),
        options: options.iter().map(|option| (*option).to_owned()).collect(),
        required,
    }
}

fn faults(input: &[QuestionInput]) -> Vec<(String, &'static str)> {
    parse(input).expect_err("at fault").0.into_iter().map(|v| (v.field, v.code)).collect()
}

#[test]
fn every_fault_of_a_question_is_named() {
    let found = faults(&[
        input("yes_no", "您结婚了吗？", &[], true),
        input("", "有护理证吗？", &[], false),
        input("choice", "能上哪个班？", &["白班"], false),
        input("text", "", &[], false),
        input("text", "有护理证吗？", &[], false),
        input("choice", "您会哪个？", &["做饭", "您的性别"], false),
    ]);
    let expected = [
        ("question-0", "unlawful_family"),
        ("kind-1", "required"),
        ("options-2", "few_options"),
        ("question-3", "required"),
        ("options-5", "unlawful_sex"),
    ];
    assert_eq!(found, expected.map(|(field, code)| (field.to_owned(), code)));
    let nine: Vec<QuestionInput> = (0..9).map(|n| input("text", &format!("第{n}个问题？"), &[], false)).collect();
    assert_eq!(faults(&nine), [("questions".to_owned(), "too_many")]);
    let twice = [input("text", "有护理证吗？", &[], false), input("text", "有护理证吗？", &[], true)];
    assert_eq!(faults(&twice), [("question-1".to_owned(), "doubled_question")]);
}

async fn ask(scene: &Scene, asked: &[QuestionInput]) -> Vec<Question> {
    let edit = scene.world.edit(scene.posting);
    replace(&scene.world.db, &edit, &parse(asked).expect("lawful questions")).await.expect("questions");
    of_posting(&scene.world.db, &edit).await.expect("questions")
}

fn given(answers: &[(&Question, &str)]) -> BTreeMap<String, String> {
    answers.iter().map(|(question, answer)| (question.id.to_string(), (*answer).to_owned())).collect()
}

#[tokio::test]
async fn answers_fit_their_questions() {
    let scene = Scene::open().await;
    let asked = ask(
        &scene,
        &[
            input("yes_no", "有护理证吗？", &[], true),
            input("choice", "能上哪个班？", &["白班", "夜班"], true),
            input("number", "工龄几年？", &[], false),
            input("text", "为什么想来？", &[], false),
        ],
    )
    .await;
    let answers = |values: [&str; 4]| {
        let given: Vec<(&Question, &str)> = asked.iter().zip(values).collect();
        parse_answers(&asked, &self::given(&given))
            .map(|kept| kept.len())
            .map_err(|v| v.0.into_iter().map(|v| v.code).collect::<Vec<_>>())
    };
    assert_eq!(answers(["yes", "夜班", "3", "喜欢"]), Ok(4));
    assert_eq!(answers(["no", "白班", "", ""]), Ok(2));
    assert_eq!(answers(["", "", "", ""]), Err(vec!["required", "required"]));
    assert_eq!(answers(["maybe", "中班", "三", ""]), Err(vec!["unknown_value", "unknown_value", "not_a_number"]));
}

#[tokio::test]
async fn what_was_answered_stays_readable() {
    let scene = Scene::open().await;
    let first = [input("yes_no", "有护理证吗？", &[], true), input("text", "为什么想来？", &[], false)];
    let asked = ask(&scene, &first).await;
    let grant = scene.world.grant(&scene.person, scene.seeker).await;
    let sent = ApplyInput { answers: given(&[(&asked[0], "yes"), (&asked[1], "离家近")]), message: "您好".into() };
    let id = write::apply(&scene.world.db, &grant, scene.posting, &sent).await.expect("an application");
    // One stays and moves, one is changed.
    let changed = [input("number", "几年经验？", &[], true), first[0].clone()];
    let now = ask(&scene, &changed).await;
    assert_eq!(now.len(), 2);
    assert_eq!(now[1].id, asked[0].id, "what stays as it was keeps its id");
    let seen = read::handled(&scene.world.db, &scene.handle(id).await).await.expect("an application");
    let answers: Vec<(&str, &str)> =
        seen.answers.iter().map(|one| (one.question.as_str(), one.answer.as_str())).collect();
    assert_eq!(answers, [("有护理证吗？", "yes"), ("为什么想来？", "离家近")]);
    assert_eq!(scene.number("SELECT COUNT(*) FROM screening_question WHERE retired_at IS NOT NULL").await, 1);
    // Who answers the old questions is told.
    let other = scene.world.seeker("another").await;
    let seeker =
        super::add_seeker(&scene.world, Some(&other), "王强", crate::seekers::values::Visibility::Nobody).await;
    let grant = scene.world.grant(&other, seeker).await;
    assert_eq!(refusal(write::apply(&scene.world.db, &grant, scene.posting, &sent).await), Some(Code::Invalid));
    ask(&scene, &[]).await;
    assert!(public::questions(&scene.world.db, scene.posting).await.expect("questions").is_empty());
}

#[tokio::test]
async fn the_questions_of_what_is_not_public_are_not_told() {
    let scene = Scene::open().await;
    scene.close().await;
    assert_eq!(refusal(public::questions(&scene.world.db, scene.posting).await), Some(Code::PostingNotOpen));
    let draft = scene.world.draft(&scene.owner, scene.employer, "岗位").await;
    assert_eq!(refusal(public::questions(&scene.world.db, draft).await), Some(Code::NotFound));
}
