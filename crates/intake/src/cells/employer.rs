//! Who employs: a name, a size, a trade.
//!
//! Rule: debris, places and sentences are no names. A trade is read only where its word is clear.

use super::number::whole_numbers;
use magpie_terms::text::folded;
use magpie_terms::{EmployerSize, Industry};

/// Endings of the names of organisations.
const ENDINGS: [&str; 26] = [
    "有限责任公司",
    "有限公司",
    "股份公司",
    "公司",
    "集团",
    "中心",
    "医院",
    "学校",
    "幼儿园",
    "小学",
    "中学",
    "大学",
    "学院",
    "研究院",
    "研究所",
    "事务所",
    "工厂",
    "厂",
    "店",
    "酒店",
    "银行",
    "合作社",
    "工作室",
    "委员会",
    "协会",
    "门诊部",
];

/// The name in a cell, where there is one. Of a sentence that begins with a company's name, the name.
#[must_use]
pub fn name(text: &str) -> Option<String> {
    if is_debris(text) {
        return None;
    }
    let cell = super::clean::line(text);
    let count = cell.chars().count();
    if (2..=50).contains(&count) && !is_sentence(&cell) {
        let has_letter = cell.chars().any(char::is_alphabetic);
        return (has_letter && !is_address(&cell)).then_some(cell);
    }
    // What follows 是一家 is a kind of company, not a name.
    let before =
        ["是一家", "是一个", "是国内", "成立于"].iter().filter_map(|word| cell.find(word)).min().unwrap_or(cell.len());
    let cell = &cell[..before];
    let end = ENDINGS.iter().take(5).filter_map(|ending| cell.find(ending).map(|at| at + ending.len())).min()?;
    let name = cell[..end].rsplit(['。', '!', '?', ':', ',', '，', ' ']).next().unwrap_or_default().trim().to_owned();
    (4..=40).contains(&name.chars().count()).then_some(name)
}

fn is_sentence(text: &str) -> bool {
    text.contains(['。', '!', '?', ';'])
        || ["是一家", "是一个", "成立于", "我们", "致力于", "专注于"].iter().any(|word| text.contains(word))
}

/// A street or a building, as scraped tables have it in the place of a name.
fn is_address(text: &str) -> bool {
    let ends = ["号", "楼", "层", "室", "座", "区", "路", "街", "大厦", "广场", "弄", "栋", "地铁站)"];
    let ends_as_one = ends.iter().any(|end| text.ends_with(end)) || text.ends_with(|c: char| c.is_ascii_digit());
    let has_street = ["路", "街", "大厦", "号楼", "大道", "广场"].iter().any(|word| text.contains(word));
    let begins_as_one = super::place::place(text, None).is_some();
    !looks_like_a_name(text)
        && ends_as_one
        && (begins_as_one || (has_street && text.contains(|c: char| c.is_ascii_digit())))
}

/// Whether the text ends as names of organisations do.
#[must_use]
pub fn looks_like_a_name(text: &str) -> bool {
    let cell = folded(text);
    // 某某公司(北京) ends in a bracket, 某某(中国)公司 has one inside.
    let cell = if cell.ends_with(')') { cell.rsplit_once('(').map_or(cell.as_str(), |parts| parts.0) } else { &cell };
    ENDINGS.iter().any(|ending| cell.ends_with(ending)) && (4..=40).contains(&cell.chars().count())
}

/// What job boards show in the place of a name.
fn is_debris(text: &str) -> bool {
    ["点击查看地图", "查看地图", "综合竞争力", "竞争力评估", "个人综合排名"].iter().any(|debris| text.contains(debris))
}

/// The place behind which a board had its map: `北京海淀区辉煌国际1号楼 点击查看地图` names a place and no employer.
#[must_use]
pub fn place_in_its_stead(text: &str) -> Option<&str> {
    let end = text.find("点击查看地图")?;
    Some(text[..end].trim()).filter(|place| !place.is_empty())
}

/// The number of people employed: `20-99人`, `10000人以上`, `少于15人`.
#[must_use]
pub fn size(text: &str) -> Option<EmployerSize> {
    let cell = folded(text);
    if !cell.contains('人')
        && EmployerSize::from_code(&cell).is_none()
        && !cell.contains("people")
        && !cell.contains("employees")
    {
        return None;
    }
    if let Some(size) = EmployerSize::from_code(&cell) {
        return Some(size);
    }
    let cell = cell.rsplit(['资', '轮', '市', '司']).next().unwrap_or(&cell);
    let numbers = whole_numbers(cell);
    let first = *numbers.first()?;
    let is_upper = ["少于", "以下", "以内", "<"].iter().any(|word| cell.contains(word));
    let least = if is_upper { 0 } else { first };
    if is_upper && first > 20 {
        return None;
    }
    Some(match least {
        ..20 => EmployerSize::Under20,
        20..100 => EmployerSize::From20,
        100..500 => EmployerSize::From100,
        500..1000 => EmployerSize::From500,
        1000..10_000 => EmployerSize::From1000,
        _ => EmployerSize::Over10000,
    })
}

/// The section of GB/T 4754 that a word for a trade belongs to, where that is clear.
#[must_use]
pub fn industry(text: &str) -> Option<Industry> {
    const WORDS: [(Industry, &[&str]); 19] = [
        (Industry::Finance, &["金融", "银行", "证券", "期货", "基金", "保险", "投资", "信托", "finance"]),
        (Industry::Education, &["教育", "培训", "学校", "幼儿园", "education"]),
        (Industry::Health, &["医疗健康", "医疗/护理", "医院", "卫生", "诊所", "护理", "养老", "health"]),
        (
            Industry::Software,
            &[
                "互联网",
                "软件",
                "计算机",
                "游戏",
                "信息技术",
                "it服务",
                "通信",
                "电信",
                "数据服务",
                "信息安全",
                "人工智能",
                "大数据",
                "o2o",
                "社交网络",
                "移动互联",
                "software",
                "internet",
            ],
        ),
        (Industry::Transport, &["物流", "仓储", "运输", "快递", "交通", "logistics"]),
        (Industry::Catering, &["餐饮", "酒店", "住宿", "饭店", "catering", "hotel"]),
        (Industry::Retail, &["零售", "批发", "贸易", "电子商务", "百货", "超市", "商超", "retail"]),
        (Industry::RealEstate, &["房地产", "地产", "物业"]),
        (Industry::Construction, &["建筑", "工程施工", "装修", "装饰", "建材", "construction"]),
        (Industry::ResidentServices, &["家政", "美容", "美发", "生活服务", "维修", "居民服务"]),
        (
            Industry::BusinessServices,
            &["企业服务", "人力资源", "咨询", "广告", "公关", "会展", "法律", "安保", "旅游", "租赁"],
        ),
        (Industry::Culture, &["媒体", "影视", "文化", "体育", "娱乐", "出版", "音乐", "传媒"]),
        (Industry::Energy, &["电力", "热力", "燃气", "水利", "新能源"]),
        (Industry::Environment, &["环保", "环境"]),
        (Industry::Research, &["科研", "检测", "研究"]),
        (Industry::PublicAdministration, &["政府", "公共事业", "非盈利", "社会团体"]),
        (Industry::Agriculture, &["农业", "农/林", "林业", "牧", "渔"]),
        (Industry::Mining, &["采矿", "矿业", "石油开采"]),
        (
            Industry::Manufacturing,
            &[
                "制造",
                "机械",
                "电子",
                "半导体",
                "集成电路",
                "汽车",
                "仪器",
                "自动化",
                "化工",
                "服装",
                "纺织",
                "食品",
                "医药",
                "器械",
                "硬件",
                "印刷",
                "家具",
                "生产",
            ],
        ),
    ];
    let cell = folded(text);
    WORDS.iter().find(|(_, words)| words.iter().any(|word| cell.contains(word))).map(|(industry, _)| *industry)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_what_is_none() {
        assert_eq!(name("\n京邮通联科技（北京）有限公司 ").as_deref(), Some("京邮通联科技(北京)有限公司"));
        assert_eq!(name("北京海淀区辉煌国际1号楼\n\n点击查看地图"), None);
        assert_eq!(name("综合竞争力评估你在？位置一般良好"), None);
        assert_eq!(name(" \n "), None);
        assert_eq!(name("上海市嘉定区安研路"), None);
        assert_eq!(name("东方路971号"), None);
        assert_eq!(name("268教育").as_deref(), Some("268教育"));
        assert_eq!(name("升幂科技是一家大数据领域初创公司"), None);
        let sentence = "广州微宽信息技术有限公司成立于2016年，是一家将互联网技术与金融、证券、理财相结合的量化投资公司，目前已荣获第一轮融资。";
        assert_eq!(name(sentence).as_deref(), Some("广州微宽信息技术有限公司"));
        assert_eq!(place_in_its_stead("北京海淀区辉煌国际1号楼\n点击查看地图"), Some("北京海淀区辉煌国际1号楼"));
        assert!(looks_like_a_name("恩梯梯数据（中国）有限公司"));
        assert!(looks_like_a_name("某某科技有限公司（北京）"));
    }

    #[test]
    fn sizes_and_trades() {
        assert_eq!(size("20-99人"), Some(EmployerSize::From20));
        assert_eq!(size("0-20人"), Some(EmployerSize::Under20));
        assert_eq!(size("10000人以上"), Some(EmployerSize::Over10000));
        assert_eq!(size("少于15人"), Some(EmployerSize::Under20));
        assert_eq!(size("互联网"), None);
        assert_eq!(industry("移动互联网"), Some(Industry::Software));
        assert_eq!(industry("互联网金融"), Some(Industry::Finance));
        assert_eq!(industry("其他行业"), None);
    }
}
