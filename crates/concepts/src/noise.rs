//! The words that postings add to a title: calls, pay, benefits, places.
//!
//! Rule: a word stands here because it says nothing of the work, whatever the title. The list is our own
//! (`data/noise.txt`); places are the provinces and cities of the national divisions.

use magpie_terms::Division;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

fn lines() -> impl Iterator<Item = &'static str> {
    include_str!("../data/noise.txt").lines().filter(|line| !line.starts_with('#'))
}

/// Every word of noise.
static ALONE: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| lines().flat_map(str::split_whitespace).filter(|word| *word != "=").collect());

/// Noise that is found anywhere in a run, by its first character, longest first.
static NOISE_RUNS: LazyLock<HashMap<char, Vec<Vec<char>>>> = LazyLock::new(|| {
    let mut runs: HashMap<char, Vec<Vec<char>>> = HashMap::new();
    for word in lines().filter(|line| !line.starts_with('=')).flat_map(str::split_whitespace) {
        let chars: Vec<char> = word.chars().collect();
        runs.entry(chars[0]).or_default().push(chars);
    }
    for words in runs.values_mut() {
        words.sort_unstable_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    }
    runs
});

/// Short names of cities that are words of trades as well.
const AMBIGUOUS: [&str; 12] =
    ["大理", "三明", "日照", "白银", "安康", "普洱", "中卫", "保山", "东方", "海南", "黄南", "安顺"];

static PLACES: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let mut places = HashSet::new();
    for division in Division::all() {
        if division.name.chars().count() > 2 {
            places.insert(division.name.to_owned());
        }
        let is_city = division.code.ends_with("00") || division.name.ends_with("新区");
        if is_city && division.short_name.chars().count() > 1 && !AMBIGUOUS.contains(&division.short_name) {
            places.insert(division.short_name.to_owned());
            places.insert(format!("{}市", division.short_name));
        }
    }
    places
});

/// How many characters of noise begin at `at`; 0 if none do.
pub(crate) fn run_at(chars: &[char], at: usize) -> usize {
    let Some(words) = chars.get(at).and_then(|c| NOISE_RUNS.get(c)) else { return 0 };
    words.iter().find(|word| chars[at..].starts_with(word)).map_or(0, Vec::len)
}

/// Whether a word standing alone is noise.
pub(crate) fn is_word(word: &str) -> bool {
    ALONE.contains(word)
}

/// Whether a word as the dictionary sees it is a place.
pub(crate) fn is_place(word: &str) -> bool {
    PLACES.contains(word)
}

/// The first two characters of every place.
static PLACE_HEADS: LazyLock<HashSet<[char; 2]>> = LazyLock::new(|| {
    PLACES
        .iter()
        .filter_map(|place| {
            let mut chars = place.chars();
            Some([chars.next()?, chars.next()?])
        })
        .collect()
});

/// Whether the start of a place stands in a run, so that it is worth cutting into words.
pub(crate) fn may_hold_place(run: &str) -> bool {
    run.chars().zip(run.chars().skip(1)).any(|(first, second)| PLACE_HEADS.contains(&[first, second]))
}
