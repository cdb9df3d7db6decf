//! Words: the dictionary that cuts Chinese, the stemmer for English, and the words that carry no meaning in a search.
//!
//! Rule: there is one dictionary in a process; it costs a tenth of a second to load and is loaded once.

use jieba_rs::Jieba;
use std::cell::RefCell;
use std::collections::HashSet;
use std::sync::LazyLock;
use tantivy::tokenizer::{Language, RawTokenizer, Stemmer, TextAnalyzer};

static JIEBA: LazyLock<Jieba> = LazyLock::new(|| {
    let mut jieba = Jieba::new();
    for word in TRADE.split_whitespace() {
        jieba.add_word(word, None, None);
    }
    jieba
});

/// Words of the trade that a general dictionary cuts into pieces.
const TRADE: &str = "五险一金 六险一金 五险二金 七险二金 包吃包住 包吃住 带薪年假 年终奖 绩效奖金 全勤奖 高温补贴 餐补 \
    房补 弹性工作 周末双休 单休 大小周 长白班 两班倒 三班倒 护理员 护工 月嫂 育儿嫂 保洁员 保安员 快递员 \
    外卖员 网约车 理货员 收银员 仓管员 质检员 叉车工 焊工 钳工 电工 社工 规培 统招 应届生 实习生";

/// Loads the dictionary now, so that the first search need not wait for it.
pub(crate) fn load() {
    LazyLock::force(&JIEBA);
}

/// A word within a run of characters, by the places of its characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Span {
    /// First character.
    pub(crate) from: usize,
    /// First character after it.
    pub(crate) to: usize,
}

/// The words of a run and the shorter words within them: where the dictionary sees a word.
pub(crate) fn seen_words(run: &str) -> Vec<Span> {
    JIEBA.cut_for_search(run, false).iter().map(|token| Span { from: token.start, to: token.end }).collect()
}

/// Every row of three or more characters that is in the dictionary, whether or not it is seen as a word there. So
/// whoever asks for a word of the dictionary finds every place of it by that one word.
pub(crate) fn long_words(run: &str) -> Vec<Span> {
    let all = JIEBA.cut_all(run);
    let long = all.iter().filter(|token| token.end - token.start > 2);
    long.map(|token| Span { from: token.start, to: token.end }).collect()
}

/// Whether the dictionary has a word.
pub(crate) fn is_known(word: &str) -> bool {
    JIEBA.has_word(word)
}

/// The words that make up a run, in order and without overlap: for a query. Characters that are no word of the
/// dictionary stay together, as `张小明` does.
pub(crate) fn words(run: &str) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let mut loose = false;
    for token in JIEBA.cut(run, false) {
        let single = token.end - token.start == 1 && !is_noise(token.word);
        match found.last_mut() {
            Some(last) if single && loose => last.to = token.end,
            _ => found.push(Span { from: token.start, to: token.end }),
        }
        loose = single;
    }
    found
}

thread_local! {
    static STEMMER: RefCell<TextAnalyzer> =
        RefCell::new(TextAnalyzer::builder(RawTokenizer::default()).filter(Stemmer::new(Language::English)).build());
}

/// The stem of an English word: `engineers` and `engineering` become one. Other words stay as they are.
pub(crate) fn stem(word: &str) -> String {
    if word.len() < 3 || !word.bytes().all(|b| b.is_ascii_lowercase() || b == b'\'') {
        return word.to_owned();
    }
    STEMMER.with_borrow_mut(|stemmer| {
        let mut stream = stemmer.token_stream(word);
        if stream.advance() { stream.token().text.clone() } else { word.to_owned() }
    })
}

/// Words that people add without meaning them: everybody here seeks work. They count when nothing else is asked for.
const NOISE: &str = "a an and at for from in job jobs of on or the to vacancies vacancy with work 招聘 诚聘 急招 急聘 \
    高薪 工作 岗位 职位 求职 找 招 聘 的 了 和 与 及 或 在 是 有 做 想 附近";

static NOISE_WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| NOISE.split_whitespace().collect());

/// Whether a word of a query may be missing from a hit.
pub(crate) fn is_noise(word: &str) -> bool {
    NOISE_WORDS.contains(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(run: &str) -> Vec<String> {
        let chars: Vec<char> = run.chars().collect();
        words(run).iter().map(|span| chars[span.from..span.to].iter().collect()).collect()
    }

    #[test]
    fn a_query_is_cut_into_words() {
        assert_eq!(cut("北京养老护理员"), ["北京", "养老", "护理员"]);
        assert_eq!(cut("软件工程师"), ["软件", "工程师"]);
    }

    #[test]
    fn unknown_characters_stay_together() {
        assert_eq!(cut("会记"), ["会记"]);
    }

    #[test]
    fn every_long_word_of_the_dictionary_is_seen() {
        let run = "北京大学生前来应聘五险一金护理员";
        let chars: Vec<char> = run.chars().collect();
        let found: Vec<String> =
            long_words(run).iter().map(|span| chars[span.from..span.to].iter().collect()).collect();
        for from in 0..chars.len() {
            for to in from + 3..=chars.len() {
                let word: String = chars[from..to].iter().collect();
                assert_eq!(found.contains(&word), is_known(&word), "{word}");
            }
        }
        assert!(found.iter().any(|word| word == "大学生") && found.iter().any(|word| word == "五险一金"));
    }

    #[test]
    fn english_is_stemmed() {
        assert_eq!(stem("engineers"), stem("engineer"));
        assert_eq!(stem("c++"), "c++");
    }
}
