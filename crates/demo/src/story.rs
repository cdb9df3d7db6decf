//! What has happened in the district before somebody looks: the persona's own profile, applications in every state, an
//! invitation, questions and a saved search, so that no page of a newcomer is empty.
//!
//! Rule: a story is about few people and the same for every seed; who and which posting it is, is said by a number, and
//! who writes it finds them.

use crate::generator::Plan;
use crate::seeker::{self, DemoSeeker, SeekerVisibility};
use crate::trade::trades;
use magpie_terms::Month;
use magpie_terms::{Division, Education, EmploymentType, Limit, Must, Profile, Work};

/// So many people without an account there are at least: two of them are one person, one is the seeker persona.
pub const FEWEST_WALK_INS: u64 = 6;

/// Somebody of the story.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Who {
    /// The seeker persona.
    Persona,
    /// Seekers with an account, those first whose wish is the trade of the personas' employer.
    Seeker(usize),
    /// Who has no account.
    WalkIn(usize),
}

/// A posting of the story.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Which {
    /// Public ones of the personas' employer.
    Own(usize),
    /// Public ones of other approved employers, each of another one; those first that suit the seeker persona.
    Other(usize),
}

/// A step, so many days before now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// The code of the state: `seen`, `interview`, `refused` and so on.
    pub to: &'static str,
    /// Days before now.
    pub days_ago: i64,
    /// The code of the reason; only of a refusal.
    pub reason: Option<&'static str>,
    /// The word to the seeker.
    pub note: &'static str,
}

/// An application of the story.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Application {
    /// Whose.
    pub who: Who,
    /// For what.
    pub which: Which,
    /// When it was sent, days before now.
    pub days_ago: i64,
    /// The word to the employer.
    pub message: &'static str,
    /// Answers to [`QUESTIONS`], in their order; none for another posting.
    pub answers: &'static [&'static str],
    /// What came of it.
    pub steps: &'static [Step],
}

/// A question of the posting `Own(0)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Question {
    /// The code of the kind: `yes_no`, `choice`, `text`.
    pub kind: &'static str,
    /// What is asked.
    pub question: &'static str,
    /// What to choose from.
    pub options: &'static [&'static str],
    /// Whether nobody can apply without an answer.
    pub required: bool,
}

/// The search that the seeker persona keeps, as it stands in a URL.
pub const SAVED_SEARCH: &str = "q=保洁&district=110108";
/// Its name.
pub const SAVED_SEARCH_NAME: &str = "海淀的保洁";
/// What the personas' employer writes to the seeker persona, inviting to `Own(1)`.
pub const INVITATION: &str = "您好，看到您的经历很合适，想请您了解一下这个岗位。方便的话请投递，我们三天内安排面谈。";
/// What stands in the titles of postings that suit the seeker persona.
pub const SUITS_PERSONA: [&str; 5] = ["保洁", "家政", "客房", "收纳", "清扫"];
/// How people without an account agreed to a profile.
pub const CONSENT_NOTE: &str = "本人到服务站当面口头同意登记求职信息，由社工代为填写。（演示数据）";

/// Asked of everybody who applies for `Own(0)`.
pub const QUESTIONS: [Question; 3] = [
    Question { kind: "yes_no", question: "能接受周末轮班吗？", options: &[], required: true },
    Question {
        kind: "choice",
        question: "最早什么时候可以到岗？",
        options: &["一周以内", "一个月以内", "再商量"],
        required: true,
    },
    Question { kind: "text", question: "请简单说说做过的相关工作。", options: &[], required: false },
];

const fn step(to: &'static str, days_ago: i64, note: &'static str) -> Step {
    Step { to, days_ago, reason: None, note }
}

const fn refused(reason: &'static str, days_ago: i64, note: &'static str) -> Step {
    Step { to: "refused", days_ago, reason: Some(reason), note }
}

const INTERVIEW: &str = "请周四上午十点到店面谈，带上证书原件。地点就在岗位地址。";

/// What has happened: in the lists of the owner and of the seeker persona every state is there.
pub const APPLICATIONS: [Application; 13] = [
    Application {
        who: Who::Persona,
        which: Which::Own(0),
        days_ago: 4,
        message: "我做过三年家庭保洁，住得近，随时可以上门试工。",
        answers: &["yes", "一周以内", "在家政公司做过三年，日常保洁、做饭、收纳都做过。"],
        steps: &[step("seen", 3, ""), step("interview", 2, INTERVIEW)],
    },
    Application {
        who: Who::Seeker(0),
        which: Which::Own(0),
        days_ago: 1,
        message: "您好，我对这个岗位很感兴趣，希望有机会面谈。",
        answers: &["yes", "一个月以内"],
        steps: &[],
    },
    Application {
        who: Who::Seeker(1),
        which: Which::Own(0),
        days_ago: 9,
        message: "",
        answers: &["no", "再商量"],
        steps: &[step("seen", 8, "")],
    },
    Application {
        who: Who::Seeker(2),
        which: Which::Own(0),
        days_ago: 6,
        message: "同类工作做过两家，离职证明可以提供。",
        answers: &["yes", "一周以内", "同样的岗位做过两年。"],
        steps: &[step("seen", 5, ""), step("shortlisted", 4, "")],
    },
    Application {
        who: Who::Seeker(3),
        which: Which::Own(0),
        days_ago: 12,
        message: "可以马上到岗。",
        answers: &["yes", "一周以内"],
        steps: &[
            step("seen", 11, ""),
            step("interview", 9, INTERVIEW),
            step("offer", 5, "试用期一个月，工资按招聘信息上的办，周一报到可以吗？"),
        ],
    },
    Application {
        who: Who::Seeker(4),
        which: Which::Own(0),
        days_ago: 20,
        message: "",
        answers: &["yes", "一个月以内"],
        steps: &[step("seen", 19, ""), step("interview", 16, INTERVIEW), step("hired", 10, "欢迎加入！")],
    },
    Application {
        who: Who::Seeker(5),
        which: Which::Own(0),
        days_ago: 15,
        message: "想换一个离家近的地方。",
        answers: &["no", "再商量"],
        steps: &[step("seen", 14, ""), refused("time", 12, "这个岗位周末需要轮班，以后有合适的再联系您。")],
    },
    Application {
        who: Who::Seeker(6),
        which: Which::Own(0),
        days_ago: 7,
        message: "",
        answers: &["yes", "再商量"],
        steps: &[step("withdrawn", 5, "")],
    },
    Application {
        who: Who::WalkIn(3),
        which: Which::Own(0),
        days_ago: 2,
        message: "由服务站代为投递，可以打服务站电话联系。",
        answers: &["yes", "一周以内"],
        steps: &[step("seen", 1, "")],
    },
    Application {
        who: Who::Persona,
        which: Which::Other(0),
        days_ago: 1,
        message: "希望了解一下上班时间。",
        answers: &[],
        steps: &[],
    },
    Application {
        who: Who::Persona,
        which: Which::Other(1),
        days_ago: 10,
        message: "",
        answers: &[],
        steps: &[step("seen", 9, ""), refused("filled", 6, "岗位已经招满，谢谢您的投递。")],
    },
    Application {
        who: Who::Persona,
        which: Which::Other(2),
        days_ago: 8,
        message: "",
        answers: &[],
        steps: &[step("seen", 7, ""), step("withdrawn", 3, "")],
    },
    Application {
        who: Who::Persona,
        which: Which::Other(3),
        days_ago: 14,
        message: "有家政服务证，可以先试工。",
        answers: &[],
        steps: &[step("seen", 13, ""), step("interview", 11, INTERVIEW), step("offer", 2, "下周一可以来上班吗？")],
    },
];

/// The name of the seeker persona on the profile.
const PERSONA_NAME: &str = "林小鹊";
const PERSONA_PHONE: &str = "010-5551-0000";

/// The profile of the seeker persona, who wants the kind of work that the personas' employer has.
#[must_use]
pub fn persona() -> DemoSeeker {
    let words = |list: &[&str]| list.iter().map(|word| (*word).to_owned()).collect();
    let month = |year, month| Some(Month { year, month: Some(month) });
    let work = |title: &str, employer: &str, start, end, summary: &str| Work {
        title: title.to_owned(),
        employer: employer.to_owned(),
        start,
        end,
        summary: summary.to_owned(),
    };
    DemoSeeker {
        index: 0,
        name: PERSONA_NAME.to_owned(),
        phone: Some(PERSONA_PHONE.to_owned()),
        email: Some("seeker@magpie.example".to_owned()),
        profile: Profile {
            desired_titles: words(&["小时工", "打扫卫生", "保姆"]),
            pay_min_fen: Some(600_000),
            districts: ["110108", "110102"].into_iter().filter_map(Division::by_code).collect(),
            employment_types: vec![EmploymentType::FullTime, EmploymentType::PartTime],
            available_from: None,
            limits: vec![Limit::NoNightShift],
            must: vec![Must::Limits],
            education: Some(Education::JuniorHigh),
            experience_years: Some(3),
            skills: words(&["日常保洁", "家常菜", "收纳整理", "油烟机清洗"]),
            certificates: words(&["家政服务证"]),
            languages: words(&["普通话"]),
            licences: Vec::new(),
            summary: "做家庭保洁三年，会做家常菜，守时，爱惜客户的东西。想找上地、清河附近长期的活。".to_owned(),
            studies: Vec::new(),
            work: vec![
                work("钟点工", "青禾万家家政服务有限公司", month(2024, 3), None, "日常保洁和做饭；固定客户八家"),
                work("保洁", "松涛好邻物业服务有限公司", month(2022, 6), month(2024, 2), "写字楼公共区域保洁"),
            ],
        },
        visibility: SeekerVisibility::Verified,
        assisted: true,
        trade: &trades()[0],
        station: 18,
    }
}

/// The person without an account with this index: the second is the first once more, registered at another station,
/// and the third is the seeker persona before there was an account.
pub(crate) fn walk_in(plan: &Plan, index: u64) -> DemoSeeker {
    let drawn = seeker::walk_in(plan, index);
    match index {
        1 => {
            let first = seeker::walk_in(plan, 0);
            DemoSeeker { name: first.name, profile: first.profile, trade: first.trade, ..drawn }
        }
        2 => {
            let own = persona().profile;
            let (desired_titles, districts) = (own.desired_titles.into_iter().take(2).collect(), own.districts);
            DemoSeeker {
                visibility: SeekerVisibility::Nobody,
                // What a station writes down in two minutes.
                profile: Profile { desired_titles, districts, education: own.education, ..Profile::default() },
                ..DemoSeeker { index, email: None, ..persona() }
            }
        }
        _ => drawn,
    }
}
