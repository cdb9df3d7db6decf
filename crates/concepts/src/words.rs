//! Words: the dictionary that cuts Chinese and the light stemmer for English.
//!
//! Rule: one dictionary in a process, loaded once (about a tenth of a second), and never asked to guess: words that it
//! does not know stay characters, which the character n-grams cover.

use jieba_rs::Jieba;
use std::sync::LazyLock;

static JIEBA: LazyLock<Jieba> = LazyLock::new(|| {
    let mut jieba = Jieba::new();
    for word in TRADE.split_whitespace() {
        jieba.add_word(word, None, None);
    }
    jieba
});

/// Words of the trade that a general dictionary cuts into pieces.
const TRADE: &str = "护理员 护工 月嫂 育儿嫂 保洁员 保安员 快递员 外卖员 网约车 理货员 收银员 仓管员 质检员 叉车工 焊工 \
    钳工 电工 社工 管培生 程序员 产品经理 前端 后端 新媒体 短视频 主播 跟单员 单证员 报关员 报检员 客服 人事 运维 算法 \
    猎头 店长 导购 督导 培训师 分析师 架构师 美工 文案 剪辑师 化验员 检验员 操作工 普工 技工";

/// Words of a run of Chinese characters without overlap, in order.
pub(crate) fn cut(run: &str) -> Vec<&str> {
    JIEBA.cut(run, false).into_iter().map(|token| token.word).collect()
}

/// The words of a run of Chinese characters and the shorter words within them. The text should be folded.
#[must_use]
pub fn cut_for_search(run: &str) -> Vec<&str> {
    JIEBA.cut_for_search(run, false).into_iter().map(|token| token.word).collect()
}

/// The light stem of an English word: plurals, `-y` and `-ing` fall, nothing else.
pub(crate) fn stem(word: &str) -> &str {
    if word.len() < 4 || !word.bytes().all(|b| b.is_ascii_lowercase() || b == b'\'') {
        return word;
    }
    let word = word.strip_suffix("'s").unwrap_or(word);
    if let Some(rest) = word.strip_suffix("ing")
        && rest.len() >= 4
    {
        return rest;
    }
    if let Some(rest) = word.strip_suffix("ies").or_else(|| word.strip_suffix('y'))
        && rest.len() >= 4
    {
        return rest;
    }
    if word.ends_with("sses") {
        return &word[..word.len() - 2];
    }
    match word.strip_suffix('s') {
        Some(rest) if !rest.ends_with(['s', 'u', 'i']) => rest,
        _ => word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals_and_gerunds_meet() {
        assert_eq!(stem("engineers"), "engineer");
        assert_eq!(stem("bus"), "bus");
        assert_eq!(stem("process"), "process");
        assert_eq!(stem("secretaries"), stem("secretary"));
        assert_eq!(stem("accounting"), stem("accounts"));
    }

    #[test]
    fn words_of_the_trade_stay_whole() {
        assert_eq!(cut("前端程序员"), ["前端", "程序员"]);
    }
}
