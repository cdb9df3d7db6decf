//! Licence expressions, as crates write them: `MIT OR (Apache-2.0 WITH LLVM-exception AND ISC)`.
//!
//! Rule: an expression that is not understood is not allowed.

/// Whether the choices that an expression leaves can be met with allowed licences alone.
pub(crate) fn is_allowed(expression: &str, allowed: &[String]) -> bool {
    // Before SPDX expressions, crates wrote a slash for `OR`.
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut parser = Parser { words: &words, allowed };
    parser.alternatives() == Some(true) && parser.words.is_empty()
}

struct Parser<'a> {
    words: &'a [&'a str],
    allowed: &'a [String],
}

impl<'a> Parser<'a> {
    fn alternatives(&mut self) -> Option<bool> {
        let mut result = self.conjunction()?;
        while self.take("OR") {
            result |= self.conjunction()?;
        }
        Some(result)
    }

    fn conjunction(&mut self) -> Option<bool> {
        let mut result = self.single()?;
        while self.take("AND") {
            result &= self.single()?;
        }
        Some(result)
    }

    fn single(&mut self) -> Option<bool> {
        if self.take("(") {
            let result = self.alternatives()?;
            return self.take(")").then_some(result);
        }
        let mut licence = self.next()?.to_owned();
        if matches!(licence.as_str(), "AND" | "OR" | "WITH" | ")") {
            return None;
        }
        if self.take("WITH") {
            licence = format!("{licence} WITH {}", self.next()?);
        }
        Some(self.allowed.contains(&licence))
    }

    fn next(&mut self) -> Option<&'a str> {
        let (first, rest) = self.words.split_first()?;
        self.words = rest;
        Some(first)
    }

    fn take(&mut self, word: &str) -> bool {
        let there = self.words.first() == Some(&word);
        if there {
            self.words = &self.words[1..];
        }
        there
    }
}

#[cfg(test)]
mod tests {
    use super::is_allowed;

    #[test]
    fn expressions() {
        let allowed = ["MIT", "Apache-2.0", "Unicode-3.0", "Apache-2.0 WITH LLVM-exception"].map(str::to_owned);
        for good in [
            "MIT",
            "GPL-3.0 OR MIT",
            "MIT/GPL-2.0",
            "Apache-2.0 / MIT / MPL-2.0",
            "(MIT OR GPL-3.0) AND Unicode-3.0",
            "Apache-2.0 WITH LLVM-exception OR GPL-3.0",
        ] {
            assert!(is_allowed(good, &allowed), "{good}");
        }
        for bad in ["", "GPL-3.0", "MIT AND GPL-3.0", "(MIT", "MIT)", "MIT OR", "MIT MIT", "MIT WITH LLVM-exception"] {
            assert!(!is_allowed(bad, &allowed), "{bad}");
        }
    }
}
