//! Headings and what they mean, in Chinese and English.
//!
//! Rule: a heading means something only by a word listed here. Words for who a person is are listed too, so that
//! their columns are named in the report and left unread.

use super::{Field, Meaning};
use magpie_terms::text::folded;

/// Headings that mean a field as they stand, after folding and without brackets and stars.
const EXACT: &[(Field, &[&str])] = &[
    (Field::Title, &["职位", "岗位", "职位名称", "岗位名称", "招聘岗位", "招聘职位", "招聘岗位名称", "工种", "工种名称", "职务", "职务名称", "标题", "岗位(工种)", "用工岗位", "需求岗位", "职位标题", "title", "jobtitle", "position", "positionname", "position_name", "job", "jobname", "job_name", "job_title", "role", "post"]),
    (Field::Occupation, &["职业", "职业代码", "职业编码", "occupation", "occupation_code"]),
    (Field::Employer, &["公司", "公司名称", "单位", "单位名称", "用人单位", "用人单位名称", "企业", "企业名称", "招聘单位", "招聘企业", "公司全称", "雇主", "用工单位", "机构名称", "company", "companyname", "company_name", "company_full_name", "company_short_name", "employer", "employername", "employer_name", "organization", "hiringorganization"]),
    (Field::CreditCode, &["统一社会信用代码", "社会信用代码", "信用代码", "统一信用代码", "credit_code", "creditcode", "uscc"]),
    (Field::PayMin, &["最低月薪", "最低工资", "最低薪资", "薪资下限", "工资下限", "月薪下限", "起薪", "最低薪酬", "job_min_wage", "min_wage", "minwage", "pay_min", "salary_min", "min_salary", "salarymin", "minsalary", "salary_from"]),
    (Field::PayMax, &["最高月薪", "最高工资", "最高薪资", "薪资上限", "工资上限", "月薪上限", "最高薪酬", "job_max_wage", "max_wage", "maxwage", "pay_max", "salary_max", "max_salary", "salarymax", "maxsalary", "salary_to"]),
    (Field::PayKind, &["薪资类型", "薪资单位", "计薪方式", "计薪单位", "工资类型", "薪酬单位", "job_wage_kind", "wage_kind", "pay_period", "salary_period", "pay_unit", "salary_unit"]),
    (Field::PayMonths, &["薪数", "年薪月数", "发薪月数", "几薪", "pay_months", "salary_months"]),
    (Field::Pay, &["薪资", "工资", "月薪", "薪酬", "待遇", "工资范围", "薪资范围", "薪资待遇", "工资待遇", "薪酬待遇", "福利待遇及薪资", "月工资", "月收入", "年薪", "日薪", "时薪", "综合工资", "综合薪资", "参考薪资", "薪水", "报酬", "pay", "salary", "wage", "wages", "compensation", "salaryrange", "basesalary", "payrange"]),
    (Field::Headcount, &["人数", "招聘人数", "需求人数", "招聘数量", "名额", "招工人数", "用工人数", "需求数", "招聘名额", "岗位数", "headcount", "num_people", "numpeople", "vacancies", "openings", "totaljobopenings", "number", "quantity"]),
    (Field::Education, &["学历", "学历要求", "文化程度", "最低学历", "教育程度", "学历水平", "education", "require_edu", "educationrequirements", "degree", "edu"]),
    (Field::Experience, &["经验", "经验要求", "工作经验", "工作年限", "从业年限", "年限", "工作年限要求", "工作经验要求", "experience", "require_exp", "experiencerequirements", "years", "exp"]),
    (Field::District, &["地点", "工作地点", "工作城市", "城市", "区域", "地区", "工作区域", "工作地区", "所在地", "所在区域", "区县", "行政区划", "行政区划代码", "place", "location", "city", "district", "region", "joblocation", "area"]),
    (Field::Address, &["地址", "工作地址", "详细地址", "公司地址", "单位地址", "上班地点", "上班地址", "办公地址", "企业地址", "address", "company_addr", "workaddress", "street"]),
    (Field::EmploymentType, &["工作性质", "用工形式", "用工类型", "职位类型", "岗位性质", "职位性质", "工作类型", "招聘类型", "用工方式", "employmenttype", "employment_type", "jobtype", "job_type", "type"]),
    (Field::Shift, &["班次", "班制", "工作时间", "上班时间", "倒班", "工作班次", "shift", "workhours", "workinghours"]),
    (Field::Benefits, &["福利", "福利待遇", "公司福利", "职位福利", "岗位福利", "其他福利", "员工福利", "welfare", "job_welfare", "benefits", "jobbenefits", "perks"]),
    (Field::Skills, &["技能", "技能要求", "技能标签", "关键词", "标签", "职位标签", "证书", "证书要求", "skills", "skill_keys", "position_keys", "skill", "tags", "keywords"]),
    (Field::Description, &["描述", "职位描述", "岗位描述", "岗位职责", "工作职责", "任职要求", "职位要求", "岗位要求", "职能要求", "任职资格", "任职条件", "招聘条件", "招聘要求", "工作内容", "岗位内容", "职责", "要求", "其他要求", "职位详情", "岗位说明", "职责描述", "条件", "具体要求", "description", "job_require", "jobdescription", "responsibilities", "requirements", "qualifications", "duties", "detail", "details"]),
    (Field::ValidThrough, &["有效期", "截止日期", "截止时间", "到期日期", "招聘截止日期", "有效期至", "失效日期", "deadline", "validthrough", "valid_through", "expires", "expirydate", "closingdate"]),
    (Field::Industry, &["行业", "所属行业", "公司行业", "行业类别", "企业行业", "行业领域", "industry", "company_ind", "sector"]),
    (Field::Size, &["规模", "公司规模", "企业规模", "单位规模", "人员规模", "员工人数", "size", "companysize", "company_size"]),
    (Field::ExternalRef, &["编号", "职位编号", "岗位编号", "id", "职位id", "岗位id", "链接", "职位链接", "网址", "url", "link", "job_id", "jobid", "job_url", "ref", "reference", "external_ref", "招聘编号", "岗位代码", "职位代码"]),
];

/// Words that tell the field of a longer heading, in this order.
const WITHIN: &[(Field, &[&str])] = &[
    (Field::CreditCode, &["信用代码"]),
    (Field::Description, &["职责", "任职要求", "岗位要求", "职位要求", "任职资格", "岗位描述", "职位描述", "工作内容", "招聘条件", "应聘条件"]),
    (Field::Benefits, &["福利"]),
    (Field::Pay, &["薪资", "工资", "薪酬", "月薪", "年薪", "待遇", "薪水", "salary"]),
    (Field::Headcount, &["招聘人数", "需求人数", "招收人数", "拟招", "名额", "人数"]),
    (Field::Education, &["学历", "文化程度", "education"]),
    (Field::Experience, &["经验", "工作年限", "experience"]),
    (Field::Size, &["规模"]),
    (Field::Industry, &["行业"]),
    (Field::ValidThrough, &["截止", "有效期"]),
    (Field::Address, &["地址"]),
    (Field::District, &["地点", "城市", "区县"]),
    (Field::EmploymentType, &["用工", "工作性质"]),
    (Field::Shift, &["班次", "班制"]),
    (Field::Employer, &["单位名称", "企业名称", "公司名称"]),
    (Field::Title, &["岗位名称", "职位名称", "工种名称"]),
    (Field::Skills, &["技能"]),
];

/// What the law forbids as a condition of work (就业促进法 26-31, 妇女权益保障法 43), in Chinese anywhere in a heading.
const UNLAWFUL_WITHIN: &[&str] = &[
    "性别", "男女", "年龄", "岁数", "身高", "体重", "婚姻", "婚否", "婚育", "生育", "户籍", "户口", "籍贯", "民族", "种族", "宗教", "信仰",
    "血型", "星座", "属相", "相貌", "容貌", "外貌", "乙肝", "生肖",
];
/// The same in English, as whole words.
const UNLAWFUL_WORDS: &[&str] = &[
    "sex", "gender", "age", "height", "weight", "marriage", "marital", "married", "household", "hukou", "ethnicity",
    "ethnic", "race", "religion", "nationality", "photo", "zodiac", "birthday", "birthdate",
];

/// Columns that a posting has no field for: reasons of an earlier refusal, counters, and people to call, who did not
/// agree to be shown here.
const UNUSED: &[&str] = &[
    "原因", "reason", "序号", "备注", "remark", "联系人", "联系方式", "联系电话", "电话", "手机", "邮箱", "email", "phone", "contact", "薪资说明", "发布时间",
    "发布日期", "更新时间",
];

/// What a heading means and how sure that is; `None` where no listed word stands in it.
pub(super) fn meaning(header: &str) -> Option<(Meaning, u8)> {
    let whole = folded(header);
    if whole.is_empty() || whole.chars().count() > 30 {
        return None;
    }
    if is_unlawful(header, &whole) {
        return Some((Meaning::Unlawful, 100));
    }
    let name = bare(&whole);
    if UNUSED.iter().any(|word| name.contains(word)) {
        return Some((Meaning::Unused, 100));
    }
    let exact = EXACT.iter().find(|(_, words)| words.contains(&name.as_str()) || words.contains(&whole.as_str()));
    if let Some((field, _)) = exact {
        return Some((Meaning::Field(*field), 100));
    }
    if let Some(field) = bound(&name) {
        return Some((Meaning::Field(field), 90));
    }
    let within = WITHIN.iter().find(|(_, words)| words.iter().any(|word| name.contains(word)));
    within.map(|(field, _)| (Meaning::Field(*field), 80))
}

/// `最低薪酬(元)`, `薪资下限`, `Minimum wage`: one end of the pay.
fn bound(name: &str) -> Option<Field> {
    let is_pay = ["薪", "工资", "wage", "salary", "pay"].iter().any(|word| name.contains(word));
    if !is_pay {
        return None;
    }
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    match (has(&["最低", "下限", "min", "起"]), has(&["最高", "上限", "max"])) {
        (true, false) => Some(Field::PayMin),
        (false, true) => Some(Field::PayMax),
        _ => None,
    }
}

fn is_unlawful(header: &str, whole: &str) -> bool {
    let lower = header.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_ascii_alphabetic());
    UNLAWFUL_WITHIN.iter().any(|word| whole.contains(word)) || words.any(|word| UNLAWFUL_WORDS.contains(&word))
}

/// Without stars, colons and what stands in brackets: `*月薪（元）：` is 月薪.
fn bare(whole: &str) -> String {
    let mut depth = 0_usize;
    let mut found = String::new();
    for c in whole.chars() {
        match c {
            '(' | '[' | '【' => depth += 1,
            ')' | ']' | '】' => depth = depth.saturating_sub(1),
            '*' | ':' | '#' | '.' | '"' => {}
            _ if depth == 0 => found.push(c),
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_mean_what_they_say() {
        for (header, field) in [
            ("职位名称", Field::Title),
            (" *岗位名称（必填）", Field::Title),
            ("月薪（元）", Field::Pay),
            ("最低月薪", Field::PayMin),
            ("薪酬上限(元/月)", Field::PayMax),
            ("job_min_wage", Field::PayMin),
            ("工资", Field::Pay),
            ("职能要求", Field::Description),
            ("Company Name", Field::Employer),
            ("招聘人数", Field::Headcount),
            ("学历要求及专业", Field::Education),
            ("统一社会信用代码", Field::CreditCode),
            ("company_addr", Field::Address),
        ] {
            assert_eq!(meaning(header).map(|found| found.0), Some(Meaning::Field(field)), "{header}");
        }
        for header in ["字段1", "", "负责人", "wage notes and all the other things that one may say"] {
            assert_eq!(meaning(header), None, "{header}");
        }
    }

    #[test]
    fn columns_about_a_person_are_recognised() {
        for header in ["性别", "年龄要求", "身高（cm）", "婚姻状况", "户籍", "民族", "Sex", "gender", "Age limit", "max_age", "男女不限"] {
            assert_eq!(meaning(header), Some((Meaning::Unlawful, 100)), "{header}");
        }
        for header in ["wage", "package", "message", "stage"] {
            assert_ne!(meaning(header).map(|found| found.0), Some(Meaning::Unlawful), "{header}");
        }
    }
}
