//! Places of work: an invented street and building in a neighbourhood that exists.
//!
//! Rule: about four in five lie in Haidian, the others elsewhere in Beijing and a few next door in Hebei.

use crate::draw::Draw;
use crate::lists::lists;
use crate::station::{RURAL, station, stations};
use crate::trade::Trade;
use magpie_terms::Division;

/// Where a posting's work is done.
pub(crate) struct Place {
    pub(crate) district: &'static Division,
    /// In Haidian, the neighbourhood's place in the list of stations.
    pub(crate) station: Option<usize>,
    pub(crate) address: String,
}

/// The district, should the table of divisions ever lose it.
static HAIDIAN: Division = Division { code: "110108", name: "海淀区", short_name: "海淀", pinyin: "Haidian" };

/// The other districts of Beijing; those nearby stand more than once.
pub(crate) const BEIJING: [&str; 18] = [
    "110102", "110102", "110105", "110105", "110105", "110106", "110106", "110107", "110107", "110114", "110114",
    "110114", "110101", "110109", "110111", "110112", "110113", "110115",
];

/// Neighbours in Hebei: 涿州, 广阳, 固安, 香河, 大厂, 三河, 怀来.
const HEBEI: [&str; 7] = ["130681", "131003", "131022", "131024", "131028", "131082", "130730"];

pub(crate) fn haidian() -> &'static Division {
    Division::by_code("110108").unwrap_or(&HAIDIAN)
}

/// A place for a posting of an employer that sits at `home`.
pub(crate) fn draw(draw: &mut Draw, trade: &Trade, home: usize, english: bool) -> Place {
    let elsewhere = draw.below(100);
    let (district, station_index) = if trade.rural {
        (haidian(), Some(if elsewhere < 60 { home } else { RURAL[draw.index(RURAL.len())] }))
    } else if elsewhere < 58 {
        (haidian(), Some(home))
    } else if elsewhere < 80 {
        (haidian(), Some(draw.index(stations().len())))
    } else {
        let code = if elsewhere < 97 { draw.word(&BEIJING) } else { draw.word(&HEBEI) };
        (Division::by_code(code).unwrap_or_else(haidian), None)
    };
    let number = street_and_building(draw, english);
    let address = match station_index.map(station) {
        Some(station) if english => format!("{number}, {}", station.name_en),
        Some(station) => format!("{}{number}", station.name),
        None => number,
    };
    Place { district, station: station_index, address }
}

/// `云杉路18号松涛大厦3层` or `3F Songtao Tower, 18 Yunshan Road`.
pub(crate) fn street_and_building(draw: &mut Draw, english: bool) -> String {
    let street = lists().streets.get(draw.index(lists().streets.len()));
    let street = street.map(|street| street.of(english)).unwrap_or_default();
    let building = lists().buildings.get(draw.index(lists().buildings.len()));
    let building = building.map(|building| building.of(english)).unwrap_or_default();
    let number = draw.between(1, 198);
    let floor = draw.between(1, 12);
    match (draw.below(3), english) {
        (0, true) => format!("{number} {street}"),
        (1, true) => format!("{building}, {number} {street}"),
        (_, true) => format!("{floor}F {building}, {number} {street}"),
        (0, false) => format!("{street}{number}号"),
        (1, false) => format!("{street}{number}号{building}"),
        (_, false) => format!("{street}{number}号{building}{floor}层"),
    }
}
