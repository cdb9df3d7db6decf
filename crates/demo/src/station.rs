//! The stations: one for each of 26 sub-districts and towns of Haidian.
//!
//! Rule: the order is fixed, so a station can be named by its place in the list. The names of the neighbourhoods are
//! public facts; what stands in them is made up.

/// A neighbourhood with a service station.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Station {
    /// The name in a URL: `wanshoulu`.
    pub slug: &'static str,
    /// The neighbourhood without its kind: 万寿路.
    pub short_name: &'static str,
    /// The neighbourhood: 万寿路街道, 温泉镇.
    pub name: &'static str,
    /// The neighbourhood in English: `Wanshoulu`.
    pub name_en: &'static str,
    /// A town (镇), not a sub-district (街道).
    pub town: bool,
}

impl Station {
    /// `海淀区万寿路街道`.
    #[must_use]
    pub fn neighbourhood(&self) -> String {
        format!("海淀区{}", self.name)
    }

    /// `万寿路街道职工服务站`.
    #[must_use]
    pub fn station_name(&self) -> String {
        format!("{}职工服务站", self.name)
    }

    /// `Wanshoulu Workers' Service Station`.
    #[must_use]
    pub fn station_name_en(&self) -> String {
        format!("{} Workers' Service Station", self.name_en)
    }
}

macro_rules! station {
    ($slug:literal, $short:literal, $en:literal, street) => {
        Station { slug: $slug, short_name: $short, name: concat!($short, "街道"), name_en: $en, town: false }
    };
    ($slug:literal, $short:literal, $en:literal, town) => {
        Station { slug: $slug, short_name: $short, name: concat!($short, "镇"), name_en: $en, town: true }
    };
}

static STATIONS: [Station; 26] = [
    station!("wanshoulu", "万寿路", "Wanshoulu", street),
    station!("yongdinglu", "永定路", "Yongdinglu", street),
    station!("yangfangdian", "羊坊店", "Yangfangdian", street),
    station!("ganjiakou", "甘家口", "Ganjiakou", street),
    station!("balizhuang", "八里庄", "Balizhuang", street),
    station!("zizhuyuan", "紫竹院", "Zizhuyuan", street),
    station!("beixiaguan", "北下关", "Beixiaguan", street),
    station!("beitaipingzhuang", "北太平庄", "Beitaipingzhuang", street),
    station!("xueyuanlu", "学院路", "Xueyuanlu", street),
    station!("zhongguancun", "中关村", "Zhongguancun", street),
    station!("haidian", "海淀", "Haidian", street),
    station!("qinglongqiao", "青龙桥", "Qinglongqiao", street),
    station!("xiangshan", "香山", "Xiangshan", street),
    station!("qinghe", "清河", "Qinghe", street),
    station!("huayuanlu", "花园路", "Huayuanlu", street),
    station!("xisanqi", "西三旗", "Xisanqi", street),
    station!("malianwa", "马连洼", "Malianwa", street),
    station!("tiancunlu", "田村路", "Tiancunlu", street),
    station!("shangdi", "上地", "Shangdi", street),
    station!("shuguang", "曙光", "Shuguang", street),
    station!("wenquan", "温泉", "Wenquan", town),
    station!("sijiqing", "四季青", "Sijiqing", town),
    station!("xibeiwang", "西北旺", "Xibeiwang", town),
    station!("sujiatuo", "苏家坨", "Sujiatuo", town),
    station!("shangzhuang", "上庄", "Shangzhuang", town),
    station!("dongsheng", "东升", "Dongsheng", town),
];

/// The 26 stations, in their fixed order.
#[must_use]
pub fn stations() -> &'static [Station] {
    &STATIONS
}

/// The station at this place in the list; the first one for a place outside it.
pub(crate) fn station(index: usize) -> &'static Station {
    STATIONS.get(index).unwrap_or(&STATIONS[0])
}

/// Where there are fields: 温泉, 西北旺, 苏家坨, 上庄.
pub(crate) const RURAL: [usize; 4] = [20, 22, 23, 24];
