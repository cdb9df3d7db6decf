//! Applying and handling over HTTP: both sides, their mails, what the law forbids, and that nothing ends in silence.

use crate::app::TestApp;
use crate::client::{Client, Reply};
use crate::personas::Person;
use magpie_domain::seekers::values::Visibility;
use reqwest::Method;
use serde_json::{Value, json};

const DAY: i64 = 86_400;

struct Scene {
    app: TestApp,
    owner: Person,
    seeker: Person,
    id: String,
    posting: String,
}

impl Scene {
    async fn prepare() -> Self {
        let app = TestApp::spawn().await;
        let owner = app.owner("Acme 家政").await;
        let posting = owner.publishes(&app.posting("养老护理员")).await;
        let seeker = app.seeker().await;
        let id = app.profile(Some(seeker.account), Visibility::Verified).await.to_string();
        app.settle().await;
        Self { app, owner, seeker, id, posting }
    }

    fn apply_path(&self) -> String {
        format!("/postings/{}/apply", self.posting)
    }

    /// Applies by the form and gives the application's id.
    async fn applies(&self, message: &str) -> String {
        let reply = self.seeker.post(&self.apply_path(), &[("message", message)]).await.expect(303);
        reply.location().trim_start_matches("/applications/").to_owned()
    }

    /// Takes a step by the button of the page.
    async fn moves(&self, application: &str, to: &str, more: &[(&str, &str)]) -> Reply {
        let version = self.version(application).await;
        let mut form = vec![("to", to), ("version", version.as_str())];
        form.extend(more);
        self.owner.post(&format!("/handled/{application}/move"), &form).await
    }

    async fn version(&self, application: &str) -> String {
        let path = format!("/api/v1/applications/{application}");
        self.owner.get(&path).await.expect(200).value()["employer_side"]["version"].to_string()
    }

    fn newest_mail(&self, address: &str) -> (String, String) {
        let letters = self.app.mails.to(address);
        let letter = letters.last().unwrap_or_else(|| panic!("no mail went to {address}"));
        (letter.subject.clone(), letter.text.clone())
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn from_the_button_to_the_first_day_of_work() {
    let scene = Scene::prepare().await;
    let (owner, seeker) = (&scene.owner, &scene.seeker);
    let public = format!("/postings/{}", scene.posting);
    seeker.get(&public).await.expect(200).has_target(&scene.apply_path());
    let form = seeker.get(&scene.apply_path()).await.expect(200);
    form.says("李秀英").says("13800001234").says("养老护理员").has_target(&scene.apply_path());
    let id = scene.applies("周末也可以接电话").await;
    seeker.get("/applications").await.leads_to(&format!("/seekers/{}/applications", scene.id));
    let list = format!("/seekers/{}/applications", scene.id);
    seeker.get(&list).await.expect(200).says("已投递").says("今天投递").has_target(&format!("/applications/{id}"));
    // Once is enough: the form leads to what was sent.
    seeker.get(&scene.apply_path()).await.leads_to(&format!("/applications/{id}"));
    seeker.post(&scene.apply_path(), &[]).await.expect(409).says("已经投过");
    scene.app.settle().await;
    let (subject, text) = scene.newest_mail(&owner.email);
    assert!(subject.contains("养老护理员") && text.contains("李秀英"), "{subject} {text}");
    assert_eq!(scene.app.link_of_newest_mail(&owner.email), format!("/handled/{id}"));

    let console = owner.get(&format!("/console/{}", owner.employer)).await.expect(200);
    console.says("1 份投递在处理中").has_target(&format!("/my-postings/{}/applications", scene.posting));
    let pipeline = owner.get(&format!("/my-postings/{}/applications", scene.posting)).await.expect(200);
    pipeline.says("李秀英").says("已投递").has_target(&format!("/handled/{id}"));
    let handled = owner.get(&format!("/handled/{id}")).await.expect(200);
    handled.says("周末也可以接电话").says("13800001234").says("已查看");
    seeker.get(&format!("/applications/{id}")).await.expect(200).says("单位已经看过");

    let word = "周三下午2点，中关村大街1号三楼，找王女士";
    scene.moves(&id, "interview", &[("note", word)]).await.leads_to(&format!("/handled/{id}"));
    scene.app.settle().await;
    let (subject, text) = scene.newest_mail(&seeker.email);
    assert!(subject.contains("约您面试") && text.contains(word), "{subject} {text}");
    assert_eq!(scene.app.link_of_newest_mail(&seeker.email), format!("/applications/{id}"));
    seeker.get(&format!("/applications/{id}")).await.expect(200).says("约面试").says(word);
    for step in ["offer", "hired"] {
        scene.moves(&id, step, &[]).await.expect(303);
    }
    scene.moves(&id, "refused", &[("reason", "filled")]).await.expect(409);
    seeker.post(&format!("/applications/{id}/withdraw"), &[]).await.expect(409);
    seeker.get(&list).await.expect(200).says("已录用").says("恭喜入职");
    scene.app.settle().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_has_no_profile_writes_one_first_and_a_stranger_signs_in() {
    let scene = Scene::prepare().await;
    let nobody = scene.app.nobody().get(&scene.apply_path()).await.expect(303);
    assert!(nobody.location().starts_with("/sign-in?"), "{nobody:?}");
    let new = scene.app.seeker().await;
    new.get(&scene.apply_path()).await.leads_to("/profile");
    new.post(&scene.apply_path(), &[]).await.leads_to("/profile");
    new.get("/applications").await.expect(200).says("先填一份简历").has_target("/profile");
    let path = format!("/api/v1/postings/{}/applications", scene.posting);
    let (code, _) = new.json(Method::POST, &path, &json!({})).await.expect(409).problem();
    assert_eq!(code, "profile-needed");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refusal_names_a_lawful_reason_and_reaches_the_seeker() {
    let scene = Scene::prepare().await;
    let id = scene.applies("").await;
    scene.moves(&id, "refused", &[]).await.expect(422).says("请填写");
    scene.moves(&id, "refused", &[("reason", "age")]).await.expect(422).says("没有“age”这个选项");
    let unlawful = scene.moves(&id, "refused", &[("reason", "other"), ("note", "年龄偏大")]).await.expect(422);
    unlawful.says("就业促进法").says("年龄偏大");
    scene.moves(&id, "refused", &[("reason", "licence"), ("note", "需要护理证")]).await.expect(303);
    scene.app.settle().await;
    let (subject, text) = scene.newest_mail(&scene.seeker.email);
    assert!(subject.contains("这次不合适"), "{subject}");
    assert!(text.contains("缺少岗位必需的证件") && text.contains("需要护理证"), "{text}");
    let page = scene.seeker.get(&format!("/applications/{id}")).await.expect(200);
    page.says("缺少岗位必需的证件").says("需要护理证");
    scene.seeker.post(&scene.apply_path(), &[]).await.expect(409);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn withdrawing_takes_the_name_away_and_may_be_thought_better_of() {
    let scene = Scene::prepare().await;
    let id = scene.applies("我的电话 13800001234").await;
    scene.owner.get(&format!("/handled/{id}")).await.expect(200).says("李秀英");
    scene.seeker.post(&format!("/applications/{id}/withdraw"), &[]).await.leads_to(&format!("/applications/{id}"));
    scene.app.settle().await;
    let (subject, text) = scene.newest_mail(&scene.owner.email);
    assert!(subject.contains("撤回") && text.contains("李**") && !text.contains("李秀英"), "{subject} {text}");
    let hidden = scene.owner.get(&format!("/handled/{id}")).await.expect(200);
    hidden.says("李**").says("看不到本人的信息").says_nothing_of("秀英").says_nothing_of_phone();
    let pipeline = scene.owner.get(&format!("/my-postings/{}/applications", scene.posting)).await.expect(200);
    pipeline.says("李**").says_nothing_of("秀英");
    scene.seeker.get(&format!("/applications/{id}")).await.expect(200).says("再次投递");
    assert_eq!(scene.applies("还是想来").await, id);
    scene.owner.get(&format!("/handled/{id}")).await.expect(200).says("李秀英").says("还是想来");
    scene.app.settle().await;
}

impl Reply {
    #[track_caller]
    fn says_nothing_of_phone(self) -> Self {
        self.says_nothing_of("13800001234")
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn questions_are_lawful_asked_and_answered() {
    let scene = Scene::prepare().await;
    let path = format!("/my-postings/{}/questions", scene.posting);
    scene.owner.get(&path).await.expect(200).says("只问与岗位有关的");
    let bad =
        [("question-0", "您结婚了吗？"), ("kind-0", "yes_no"), ("question-1", "带过几岁的孩子？"), ("kind-1", "text")];
    let told = scene.owner.post(&path, &bad).await.expect(422);
    told.says("妇女权益保障法").says("有 1 处需要修改");
    let good = [
        ("question-0", "有护理证吗？"),
        ("kind-0", "yes_no"),
        ("required-0", "yes"),
        ("question-3", "能上哪个班？"),
        ("kind-3", "choice"),
        ("options-3", "白班\r\n夜班\r\n"),
    ];
    scene.owner.post(&path, &good).await.leads_to(&path);
    assert!(scene.owner.get(&path).await.expect(200).text().contains("能上哪个班"));
    let asked =
        scene.app.nobody().get(&format!("/api/v1/postings/{}/questions", scene.posting)).await.expect(200).value();
    assert_eq!(asked[1]["options"], json!(["白班", "夜班"]));
    let field = |at: usize| format!("answer-{}", asked[at]["id"].as_str().expect("an id"));
    let (first, second) = (field(0), field(1));
    scene.seeker.post(&scene.apply_path(), &[(&second, "夜班")]).await.expect(422).says("请填写");
    scene.seeker.post(&scene.apply_path(), &[(&first, "yes"), (&second, "中班")]).await.expect(422).says("中班");
    let strange = [("message", "x"), ("sex", "f")];
    scene.seeker.post(&scene.apply_path(), &strange).await.expect(422).says("没有“sex”这个字段");
    let sent = scene.seeker.post(&scene.apply_path(), &[(&first, "yes"), (&second, "夜班")]).await.expect(303);
    let id = sent.location().trim_start_matches("/applications/").to_owned();
    // The questions go, the answers stay.
    scene.owner.post(&path, &[]).await.leads_to(&path);
    let page = scene.owner.get(&format!("/handled/{id}")).await.expect(200);
    page.says("有护理证吗？").says("夜班");
    scene.app.settle().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn notes_stay_with_the_employer() {
    let scene = Scene::prepare().await;
    let id = scene.applies("").await;
    let path = format!("/handled/{id}/notes");
    scene.owner.post(&path, &[("note", "")]).await.expect(422);
    scene.owner.post(&path, &[("note", "未婚，形象好")]).await.expect(422).says("妇女权益保障法");
    scene.owner.post(&path, &[("note", "电话里很耐心")]).await.leads_to(&format!("/handled/{id}"));
    scene.owner.get(&format!("/handled/{id}")).await.expect(200).says("电话里很耐心");
    scene.seeker.get(&format!("/applications/{id}")).await.expect(200).says_nothing_of("电话里很耐心");
    let api = scene.seeker.get(&format!("/api/v1/applications/{id}")).await.expect(200);
    api.says_nothing_of("电话里很耐心");
    scene.app.settle().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_unanswered_one_is_reminded_of_and_told() {
    let scene = Scene::prepare().await;
    let id = scene.applies("").await;
    scene.app.settle().await;
    let count = || scene.app.mails.to(&scene.owner.email).len();
    let before = count();
    for week in 1..=6 {
        scene.app.pass(7 * DAY);
        // The posting must not end in between, nor the session of who looks on.
        scene.seeker.get("/account").await.expect(200);
        scene.owner.acts(&scene.posting, "renew").await.expect(303);
        scene.app.settle().await;
        let (subject, text) = scene.newest_mail(&scene.owner.email);
        if week <= 4 {
            assert!(subject.contains("等您答复") && text.contains(&format!("{} 天", week * 7)), "{subject} {text}");
        }
        assert_eq!(count() - before, week.min(4), "after {week} weeks");
    }
    let page = scene.seeker.get(&format!("/applications/{id}")).await.expect(200);
    page.says("单位 42 天没有答复");
    let console = scene.owner.get(&format!("/console/{}", scene.owner.employer)).await.expect(200);
    console.says("超过七天没有答复");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_end_of_a_posting_asks_for_the_answers() {
    let scene = Scene::prepare().await;
    let id = scene.applies("").await;
    scene.moves(&id, "shortlisted", &[]).await.expect(303);
    scene.app.settle().await;
    scene.owner.acts(&scene.posting, "close").await.expect(303);
    scene.app.settle().await;
    let (subject, _) = scene.newest_mail(&scene.owner.email);
    assert!(subject.contains("已结束，还有投递等结果"), "{subject}");
    scene.seeker.get(&format!("/applications/{id}")).await.expect(200).says("岗位已经结束");
    scene.seeker.post(&scene.apply_path(), &[]).await.expect(409);
    let pipeline = scene.owner.get(&format!("/my-postings/{}/applications", scene.posting)).await.expect(200);
    pipeline.says("请逐一答复");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn how_an_employer_answers_stands_on_its_postings() {
    let scene = Scene::prepare().await;
    let mut ids = vec![scene.applies("").await];
    for _ in 0..4 {
        let person = scene.app.seeker().await;
        scene.app.profile(Some(person.account), Visibility::Nobody).await;
        let reply = person.post(&scene.apply_path(), &[]).await.expect(303);
        ids.push(reply.location().trim_start_matches("/applications/").to_owned());
    }
    let public = format!("/postings/{}", scene.posting);
    scene.app.pass(2 * DAY);
    for id in &ids[..4] {
        scene.moves(id, "shortlisted", &[]).await.expect(303);
    }
    scene.seeker.get(&public).await.expect(200).says_nothing_of("得到答复");
    scene.app.pass(6 * DAY);
    scene.seeker.get(&public).await.expect(200).says("5 份投递，80% 得到答复，一半在 2 天内");
    scene.app.settle().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_adviser_applies_for_who_has_no_account_and_gets_the_mail() {
    let scene = Scene::prepare().await;
    let adviser = scene.app.adviser().await;
    let keeper = Some(adviser.account);
    let id = scene.app.profile_of("赵大爷", None, Visibility::Nobody, keeper).await;
    let path = format!("/seekers/{id}/apply/{}", scene.posting);
    scene.seeker.get(&path).await.expect(404);
    adviser.get(&path).await.expect(200).says("您正在替 赵大爷 投递");
    let sent = adviser.post(&path, &[]).await.expect(303);
    let application = sent.location().trim_start_matches("/applications/").to_owned();
    scene.moves(&application, "interview", &[("note", "周五上午")]).await.expect(303);
    scene.app.settle().await;
    let (_, text) = scene.newest_mail(&adviser.email);
    assert!(text.contains("赵大爷") && text.contains("周五上午"), "{text}");
    adviser.get(&format!("/seekers/{id}/applications")).await.expect(200).says("赵大爷 的投递");
    scene.seeker.get(&format!("/applications/{application}")).await.expect(404);
}

async fn twenty_times(client: &Client, path: &str, form: &[(&str, &str)]) -> Vec<Reply> {
    let form: Vec<(String, String)> = form.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect();
    let mut clicks = tokio::task::JoinSet::new();
    for _ in 0..20 {
        let (client, path, form) = (client.clone(), path.to_owned(), form.clone());
        clicks.spawn(async move { client.post(&path, &crate::personas::form(&form)).await });
    }
    clicks.join_all().await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_twenty_clicks_one_wins() {
    let scene = Scene::prepare().await;
    let path = scene.apply_path();
    let ends = twenty_times(&scene.seeker, &path, &[]).await;
    let mut statuses: Vec<u16> = ends.iter().map(|reply| reply.status).collect();
    statuses.sort_unstable();
    assert_eq!((statuses[0], statuses[1], statuses[19]), (303, 409, 409), "{statuses:?}");
    let sent = ends.iter().find(|reply| reply.status == 303).expect("one");
    let id = sent.location().trim_start_matches("/applications/").to_owned();
    let version = scene.version(&id).await;
    let step = format!("/handled/{id}/move");
    let form = [("to", "shortlisted"), ("version", version.as_str())];
    let ends = twenty_times(&scene.owner, &step, &form).await;
    assert_eq!(ends.iter().filter(|reply| reply.status == 303).count(), 1);
    assert!(ends.iter().all(|reply| matches!(reply.status, 303 | 409)));
    scene.app.settle().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn machines_do_what_people_do() {
    let scene = Scene::prepare().await;
    let (owner, seeker) = (&scene.owner, &scene.seeker);
    let own = format!("/api/v1/own-postings/{}", scene.posting);
    let asked = json!([{"kind": "number", "question": "工龄几年？", "required": true}]);
    let asked = owner.json(Method::PUT, &format!("{own}/questions"), &asked).await.expect(200).value();
    let question = asked[0]["id"].as_str().expect("an id").to_owned();
    let bad = json!([{"kind": "text", "question": "您的年龄？"}, {"kind": "poll", "question": "x"}]);
    let (_, faults) = owner.json(Method::PUT, &format!("{own}/questions"), &bad).await.expect(422).problem();
    let codes: Vec<&str> = faults.iter().map(|(_, code)| code.as_str()).collect();
    assert_eq!(codes, ["unlawful_age", "too_short", "unknown_value"]);
    let apply = format!("/api/v1/postings/{}/applications", scene.posting);
    let (_, faults) = seeker.json(Method::POST, &apply, &json!({"answers": {}})).await.expect(422).problem();
    assert_eq!(faults, [(format!("answer-{question}"), "required".to_owned())]);
    let (_, faults) = seeker.json(Method::POST, &apply, &json!({"sex": "f"})).await.expect(422).problem();
    assert_eq!(faults[0].1, "bad_json");
    let body = json!({"message": "您好", "answers": {question.clone(): "３"}});
    let sent = seeker.json(Method::POST, &apply, &body).await.expect(201);
    let path = sent.location().to_owned();
    assert_eq!(sent.value()["seeker_side"]["answers"][0]["answer"], "3");
    let listed = seeker.get(&format!("/api/v1/seekers/{}/applications", scene.id)).await.expect(200).value();
    assert_eq!((&listed["total"], &listed["applications"][0]["waiting_days"]), (&json!(1), &json!(0)));

    let listed = owner.get(&format!("{own}/applications?state=applied")).await.expect(200).value();
    assert_eq!((&listed["applications"][0]["name"], &listed["counts"]["applied"]), (&json!("李秀英"), &json!(1)));
    owner.get(&format!("{own}/applications?state=maybe")).await.expect(422);
    let side = |value: &Value| value["employer_side"].clone();
    let seen = side(&owner.get(&path).await.expect(200).value());
    assert_eq!((&seen["state"], &seen["person"]["phone"]), (&json!("seen"), &json!("13800001234")));
    let step = |to: &str, version: &Value| json!({"to": to, "version": version});
    let (code, _) =
        owner.json(Method::POST, &format!("{path}/move"), &step("offer", &json!(1))).await.expect(409).problem();
    assert_eq!(code, "application-changed-meanwhile");
    let moved = owner.json(Method::POST, &format!("{path}/move"), &step("offer", &seen["version"])).await.expect(200);
    assert_eq!(side(&moved.value())["state"], "offer");
    let noted = owner.json(Method::POST, &format!("{path}/note"), &json!({"note": "可靠"})).await.expect(200);
    assert_eq!(side(&noted.value())["notes"][0]["text"], "可靠");
    // Each side has its own actions.
    seeker.json(Method::POST, &format!("{path}/move"), &step("hired", &json!(3))).await.expect(404);
    owner.json(Method::POST, &format!("{path}/withdraw"), &json!({})).await.expect(404);
    owner.json(Method::POST, &format!("{path}/praise"), &json!({})).await.expect(404);
    let done = seeker.json(Method::POST, &format!("{path}/withdraw"), &json!({})).await.expect(200).value();
    assert_eq!(done["seeker_side"]["application"]["state"], "withdrawn");
    scene.app.settle().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_person_sends_forty_a_day() {
    let scene = Scene::prepare().await;
    let input = scene.app.posting("护工");
    for turn in 0..41 {
        let posting = scene.app.handed_in(scene.owner.employer_id(), &input).await;
        let reply = scene.seeker.post(&format!("/postings/{posting}/apply"), &[]).await;
        assert_eq!(reply.status, if turn < 40 { 303 } else { 429 }, "{turn}: {reply:?}");
    }
    scene.app.settle().await;
}
