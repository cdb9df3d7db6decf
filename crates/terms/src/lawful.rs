//! What an employer may not ask: sex, age, family, household registration, ethnicity, religion, health, looks.
//!
//! Rule: a question is looked at clause by clause. A word counts only where it asks about the person: what is asked
//! about the people served, about goods or about knowledge of a trade is no fault (`工龄`, `带过几岁的孩子`, `wedding
//! planning`, `age of the codebase`), and the tests hold both lists. The sentence of each fault names the law.
//!
//! A list of words cannot find every way to ask; it finds the usual ones, and tells the rest by its example.

use crate::violation::Fault;
use unicode_normalization::UnicodeNormalization;

/// What one subject is asked by. The lists are written with `|` between their parts.
struct Subject {
    /// The code of the fault.
    code: &'static str,
    /// Chinese parts of a clause that ask for it. One that ends in `$` counts at the end of the clause only.
    zh: &'static str,
    /// Chinese parts that contain such a part and do not ask.
    zh_innocent: &'static str,
    /// English runs of words that ask for it. One in `^…$` counts where nothing else is asked.
    en: &'static str,
    /// English runs that contain such a run and do not ask.
    en_innocent: &'static str,
    /// Whether a clause about the people served is no fault.
    about_others: bool,
}

const SUBJECTS: [Subject; 8] = [
    Subject {
        code: "unlawful_sex",
        zh: "性别|性別|男还是女|女还是男|男或女|男/女|男女|是男|是女|为男|为女|仅限男|仅限女|只招男|\
                只招女|限男|限女|男性优先|女性优先|男士优先|女士优先|男生优先|女生优先|先生还是女士",
        zh_innocent: "性别平等|可能性别|男女装|男女鞋|男女服|女装|男装|女鞋|男鞋|女包|女裤|男裤|女性用品|男士护理|\
                男科|女科|女足|男足|女篮|男篮",
        en: "gender|sex|male or female|female or male|man or woman|woman or man|are you male|\
                are you female|are you a man|are you a woman|are you a girl|are you a boy|men only|\
                women only|males only|females only|male only|female only",
        en_innocent: "sex education|gender equality|gender studies|gender neutral|gender pay gap",
        about_others: true,
    },
    Subject {
        code: "unlawful_age",
        zh: "年龄|年齡|年纪|多大了|多大年|多大岁|您多大$|你多大$|几岁|幾歲|周岁|週歲|岁数|出生年|出生日|\
                哪年出生|何时出生|出生于|生日|属相|属什么|生肖|岁以下|岁以上|岁以内|岁之间|哪年生|几几年生|\
                几零后|90后吗|00后吗|80后吗|是90后|是00后|是80后",
        zh_innocent: "生日蛋糕|生日会|生日派对|生日宴|周岁宴|学生日|医生日|卫生日|发生日|产生日|新生日|师生日|\
                民生日|养生日|花生日|陌生日|生肖邮票|属什么类|属什么行业|属什么部门",
        en: "how old are you|your age|what age are you|age limit|age group do you|years of age|\
                date of birth|birth date|birthdate|birthday|year of birth|when were you born|\
                what year were you born|under 35|over 35|^age$|^dob$",
        en_innocent: "birthday party|birthday parties|birthday cake|birthday cakes|birthday card",
        about_others: true,
    },
    Subject {
        code: "unlawful_family",
        zh: "婚姻|结婚|結婚|已婚|未婚|离异|离婚|丧偶|婚否|婚育|单身|男朋友|女朋友|有对象|找对象|谈对象|\
                处对象|配偶|您爱人|你爱人|有爱人|老公|老婆|丈夫|妻子|怀孕|懷孕|备孕|孕期|身孕|孕检|生育|\
                二胎|三胎|生孩子|生小孩|要孩子|要小孩|有孩子|有小孩|有宝宝|有无子女|子女|几个孩子|孩子几岁|\
                孩子多大|小孩多大|您的孩子|你的孩子|您家孩子|孩子谁带|孩子由谁|家庭状况|家庭情况|家庭成员",
        zh_innocent: "对象存储|面向对象|服务对象|单身公寓|单身宿舍|婚姻登记|婚姻家庭咨询|婚姻咨询|婚姻法|婚姻案|\
                离婚案|离婚诉讼|离婚纠纷|离婚律师|生育保险|生育津贴|生育待遇|生育登记|计划生育|子女教育产品|\
                带过几个孩子|带几个孩子|照看几个孩子|看过几个孩子|教过几个孩子|有孩子王",
        en: "married|marital|marriage|are you single|husband|wife|spouse|boyfriend|girlfriend|pregnant|\
                pregnancy|do you have children|do you have kids|do you have a child|any children|any kids|\
                have kids|how many children do you have|how many kids|your children|your kids|\
                plan to have children|planning to have children|planning a family|start a family|\
                family status|family situation|divorced|widowed",
        en_innocent: "marriage counselling|marriage counseling|marriage counsellor|marriage registration|\
                marriage law|pregnancy yoga|pregnancy care|prenatal|looked after any children|\
                taught any children|taught any kids|taught how many kids",
        about_others: false,
    },
    Subject {
        code: "unlawful_household",
        zh: "户籍|戶籍|户口|戶口|籍贯|籍貫|本地人|外地人|外省人|哪里人|哪的人|哪人$|何方人|北京人吗|\
                上海人吗|京籍|沪籍|本市户|农村户|城镇户|农业户|老家|祖籍|原籍|出生地",
        zh_innocent: "户籍管理|户籍业务|户籍窗口|户籍科|户籍民警|户口办理|办理户口|客户口|用户口|账户口|帐户口|\
                门户口|商户口|窗户口|住户口|本地人文|本地人脉|老家具|老家电|京籍制",
        en: "hukou|household registration|hometown|home town|native place|where are you from|\
                where do you come from|birthplace|place of birth|where were you born|are you local|\
                a local resident",
        en_innocent: "",
        about_others: false,
    },
    Subject {
        code: "unlawful_ethnicity",
        zh: "民族|哪个族|什么族|哪族|汉族|漢族|回族|维族|藏族|满族|种族|族别",
        zh_innocent: "民族舞|民族乐|民族音乐|民族服|民族工艺|民族品牌|民族学|民族唱法|民族风|民族饭店|民族大学|\
                民族宫|民族园|民族文化|民族医|民族药|民族团结|民族语|民族事务|民族歌|民族企业",
        en: "ethnic|ethnicity|your race|what race|which race|racial|skin colour|skin color|han chinese|\
                your nationality group",
        en_innocent: "ethnic food|ethnic cuisine|ethnic dance|ethnic music|ethnic studies",
        about_others: false,
    },
    Subject {
        code: "unlawful_religion",
        zh: "宗教|信仰|信教|信佛|信基督|基督徒|穆斯林|佛教徒|做礼拜|入教",
        zh_innocent: "宗教事务|宗教文化|宗教艺术|宗教学|宗教建筑|宗教用品",
        en: "religion|religious|your faith|what faith|go to church|are you muslim|are you a muslim|\
                are you christian|are you a christian|are you buddhist|are you a buddhist|believe in god",
        en_innocent: "religious studies|religious art|religious texts|religious affairs",
        about_others: false,
    },
    Subject {
        code: "unlawful_health",
        zh: "乙肝|肝炎|大三阳|小三阳|艾滋|传染病|傳染病|疾病|病史|慢性病|健康状况|健康情况|身体状况|\
                身体情况|身体健康|身体好|残疾|残障|殘疾|抑郁|精神病|遗传病|月经|例假|得过什么病|有什么病|\
                有没有病|有病吗|住过院|做过手术",
        zh_innocent: "疾病预防|疾病控制|疾病防控|疾病护理|疾病管理|疾病诊断|疾病知识|疾病保险|传染病防|传染病医院|\
                传染病科|传染病报告|慢性病管理|精神病院|精神病学|精神病医院|肝炎科|残疾人服务|残疾人工作|\
                残疾人康复|残疾人联合会",
        en: "hepatitis|hiv|any disease|any diseases|infectious disease|chronic|any illness|illnesses|\
                medical history|medical condition|medical conditions|health condition|health conditions|\
                health status|your health|are you healthy|in good health|disability|disabilities|disabled|\
                depression|mental illness|do you suffer|your period",
        en_innocent: "disease control|disease prevention|infectious disease ward|infectious disease control|\
                infectious disease department|disability services|chronic care",
        about_others: true,
    },
    Subject {
        code: "unlawful_looks",
        zh: "身高|体重|體重|长相|長相|容貌|相貌|外貌|五官|形象气质|形象好|形象佳|气质|三围|颜值|身材|\
                纹身|刺青|生活照|全身照|本人照片|您的照片|你的照片|近照|多高$|多重$|左撇子",
        zh_innocent: "生活照料|生活照护|生活照顾|生活照管|\
                体重秤|身高体重秤|身高仪|物体重|液体重|固体重|整体重|总体重|集体重|立体重|主体重|自身高|\
                本身高|终身高|成长相|增长相|擅长相|特长相|校长相|店长相|组长相|部长相|长相关|空气质|燃气质|\
                天然气质|氧气质|煤气质|废气质|沼气质|蒸气质|健身材|身材料|纹身设计|纹身师",
        en: "your height|your weight|how tall|how much do you weigh|height and weight|your appearance|\
                personal appearance|your looks|good looking|attractive appearance|photo of yourself|\
                photograph of yourself|your photo|your photograph|tattoo|tattoos|^height$|^weight$",
        en_innocent: "tattoo design|tattoo artist",
        about_others: true,
    },
];

/// The people served: a clause about them asks about the trade, not about the person.
const OTHERS_ZH: &str = "孩子|宝宝|婴儿|幼儿|婴幼儿|儿童|小朋友|老人|老年人|长者|客户|顾客|患者|病人|会员|学员|学生|用户|孕妇|\
    产妇|孕产妇|宝妈|雇主|被照料|受众|消费者|住户|旅客|乘客|客人|伤员|服务对象|青少年|新生儿";
const OTHERS_EN: &str = "patient|patients|client|clients|customer|customers|children|child|kids|babies|baby|elderly|residents|\
    students|pupils|users|user|guests|ward|passengers";
/// The people served whose families are the trade itself.
const MOTHERS_ZH: &str = "孕妇|产妇|孕产妇|宝妈|客户|顾客|学员|患者|会员";
const MOTHERS_EN: &str = "patients|clients|customers|midwife|midwifery|women";
/// Where a clause says that it is about the person, the people served do not excuse it.
const ABOUT_YOU_ZH: &str = "您的年龄|你的年龄|您今年|你今年|您多大|你多大|您几岁|你几岁|本人年龄|您的性别";

/// Whether an employer may ask or say this of a person.
///
/// # Errors
/// The fault of the first subject that it touches, with the words that were found.
pub fn check(text: &str) -> Result<(), Fault> {
    let text: String = text.nfkc().flat_map(char::to_lowercase).collect();
    for clause in text.split(['。', '?', '!', ';', ',', '、', '\n', '；', '，', '？', '！']) {
        let zh: String = clause.chars().filter(|c| !c.is_whitespace()).collect();
        let en = format!(" {} ", words(clause).join(" "));
        for subject in &SUBJECTS {
            if let Some(found) = chinese(subject, &zh).or_else(|| english(subject, &en)) {
                return Err(Fault::with(subject.code, &[("value", &found)]));
            }
        }
    }
    Ok(())
}

fn chinese(subject: &Subject, clause: &str) -> Option<&'static str> {
    // A character that stands nowhere else keeps the parts around an innocent one from growing together.
    let rest = parts(subject.zh_innocent).fold(clause.to_owned(), |rest, part| rest.replace(part, "\u{1}"));
    let found = subject.zh.split('|').find_map(|part| match part.strip_suffix('$') {
        Some(end) => rest.trim_end_matches(['吗', '呢', '啊', '了']).ends_with(end).then_some(end),
        None => rest.contains(part).then_some(part),
    })?;
    let others = if subject.about_others { OTHERS_ZH } else { MOTHERS_ZH };
    let excused = others.split('|').any(|other| clause.contains(other))
        && (subject.about_others || subject.code == "unlawful_family")
        && !ABOUT_YOU_ZH.split('|').any(|you| clause.contains(you));
    (!excused).then_some(found)
}

fn english(subject: &Subject, clause: &str) -> Option<&'static str> {
    let has = |text: &str, run: &str| text.contains(&format!(" {run} "));
    let rest =
        parts(subject.en_innocent).fold(clause.to_owned(), |rest, run| rest.replace(&format!(" {run} "), " \u{1} "));
    let found =
        subject.en.split('|').find_map(|run| match run.strip_prefix('^').and_then(|r| r.strip_suffix('$')) {
            Some(only) => (bare(&rest) == only).then_some(only),
            None => has(&rest, run).then_some(run),
        })?;
    let others = if subject.about_others { OTHERS_EN } else { MOTHERS_EN };
    let excused = others.split('|').any(|other| has(clause, other))
        && (subject.about_others || subject.code == "unlawful_family")
        && !has(clause, "you are")
        && !has(clause, "are you")
        && !has(clause, "your");
    (!excused).then_some(found)
}

/// The parts of a list; an empty list has none.
fn parts(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.split('|').filter(|part| !part.is_empty())
}

/// What is left of a clause without the words of politeness.
fn bare(clause: &str) -> String {
    let polite = ["what", "is", "your", "the", "please", "state", "give", "enter"];
    clause.split_whitespace().filter(|word| !polite.contains(word)).collect::<Vec<_>>().join(" ")
}

fn words(clause: &str) -> Vec<&str> {
    clause.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn what_may_not_be_asked_is_found() {
        for (code, questions) in [
            (
                "unlawful_sex",
                "您的性别？|请问您是男是女|您是男生吗？|性　别|仅限女生，可以吗|What is your gender?|Sex:|\
                Are you a woman?|men only, ok?",
            ),
            (
                "unlawful_age",
                "您的年龄是多少？|您今年多大了|是否在35周岁以下？|您几岁？带过孩子吗？|您的出生年月|\
                您的生日是哪天|请问您属相|您今年几岁带过老人吗|How old are you?|Your age, please|Age?|\
                Date of birth|您多大？|您是90后吗",
            ),
            (
                "unlawful_family",
                "您结婚了吗？|婚否|您有孩子吗|您的孩子多大|近两年有生育计划吗？|是否怀孕|您有男朋友吗|\
                配偶在哪里上班|孩子谁带？|Are you married?|Do you have children?|Are you planning a family?|\
                Are you pregnant|家里有几个孩子|您已生二胎了吗",
            ),
            (
                "unlawful_household",
                "您是本地人吗|户籍所在地|是否北京户口|您老家哪里？|籍贯|您是哪里人|Where are you from?|\
                Do you have a Beijing hukou?",
            ),
            ("unlawful_ethnicity", "您是什么民族|是汉族吗？|民族|What is your ethnicity?"),
            ("unlawful_religion", "有宗教信仰吗|您信教吗|What is your religion?|Are you a Muslim?"),
            (
                "unlawful_health",
                "是否乙肝病毒携带者|有无传染病|您的健康状况如何|有没有慢性病|有病史吗|您是残疾人吗|\
                Do you have hepatitis B?|Any medical conditions?|Are you in good health?",
            ),
            (
                "unlawful_looks",
                "您的身高|身高体重|您多高？|是否形象气质佳|有纹身吗|请附生活照|How tall are you?|\
                Your weight?|Height",
            ),
        ] {
            for question in questions.split('|') {
                let found = check(question).expect_err(question);
                assert_eq!(found.code, code, "{question}: {found:?}");
            }
        }
    }

    #[test]
    fn what_only_looks_like_it_may_be_asked() {
        for questions in [
            // Age.
            "您的工龄有几年？|驾龄几年|带过几岁的孩子？|照顾过多大年龄的老人|服务过哪些年龄段的学生|\
            会做生日蛋糕吗|What was the age of the codebase you worked on?|\
            How old was the system you maintained?|学生日常管理经验|能接受18:00后下班吗|有没有布置过周岁宴|\
            能在2027年1月前到岗吗|您有几年经验",
            // Family.
            "婚礼策划经验几年？|有婚庆主持经验吗|熟悉面向对象编程吗|有对象存储开发经验吗|办过生育保险吗|\
            做过离婚诉讼案件吗|能住单身公寓吗|护理过怀孕的客户吗|带过几个孩子？|\
            Wedding planning experience?|Have you worked with children?|Do you have experience with kids?|\
            会照顾孕产妇吗",
            // Sex.
            "卖过女装吗|有男女装销售经验吗|熟悉女性用品行业吗|Have you taught sex education?|做过妇产科护士吗",
            // Household.
            "维护过客户口碑吗|会修老家具吗|熟悉本地人文历史吗|做过户籍窗口工作吗|用户口令管理|熟悉海淀的路吗",
            // Ethnicity and religion.
            "会跳民族舞吗|民族大学附近可以上班吗|How do you debug a race condition?|能做清真菜吗|\
            Racing drivers welcome?",
            // Health.
            "有健康证吗|有疾病预防控制中心的工作经验吗|照顾过有慢性病的老人吗|护理过乙肝患者吗|\
            会用健康管理软件吗|Do you know occupational health and safety?|\
            Have you nursed patients with chronic diseases?",
            // Looks.
            "能搬动多少公斤的货物|懂空气质量检测吗|有健身材料销售经验吗|与岗位成长相关的证书|会用体重秤吗|\
            有生活照料的经验吗|做过生活照护吗|\
            能登高作业吗|Can you work at height?|What weight can you lift?|会做品牌形象设计吗|\
            可以提供作品照片吗",
            // Nothing at all.
            "您有电工证吗？|最快哪天到岗|能上夜班吗|期望月薪多少元||Do you have a C1 licence?",
        ] {
            for question in questions.split('|') {
                assert_eq!(check(question), Ok(()), "{question}");
            }
        }
    }
}
