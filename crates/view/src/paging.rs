//! The pages of a list as links.
//!
//! Rule: a page that does not exist has no link; the first, the last and the neighbours of the current page have one.

use crate::text::value::Value;
use crate::url;

/// Where one is in a list of several pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pager {
    /// The current page, from 1.
    pub page: u64,
    /// The number of pages, at least 1.
    pub pages: u64,
    /// Rows in all.
    pub total: u64,
    /// Rows on a page.
    pub per_page: u64,
    path: String,
    query: String,
}

/// A place in the row of links.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// A page and its URL.
    Page(u64, String),
    /// The current page.
    Current(u64),
    /// Pages left out.
    Gap,
}

impl Pager {
    /// The pages of a list at `path`; `query` is the query string without `page`.
    #[must_use]
    pub fn new(path: &str, query: &str, page: u64, per_page: u64, total: u64) -> Self {
        let per_page = per_page.max(1);
        let pages = total.div_ceil(per_page).max(1);
        Self { page: page.clamp(1, pages), pages, total, per_page, path: path.to_owned(), query: query.to_owned() }
    }

    /// The URL of a page.
    #[must_use]
    pub fn url(&self, page: impl Value<u64>) -> String {
        let page = page.value();
        let mut query = self.query.clone();
        if page > 1 {
            url::push(&mut query, "page", &page.to_string());
        }
        url::join(&self.path, &query)
    }

    /// The number of the first row on the page.
    #[must_use]
    pub fn first(&self) -> u64 {
        if self.total == 0 { 0 } else { (self.page - 1) * self.per_page + 1 }
    }

    /// The number of the last row on the page.
    #[must_use]
    pub fn last(&self) -> u64 {
        (self.page * self.per_page).min(self.total)
    }

    /// The URL of the page before.
    #[must_use]
    pub fn previous(&self) -> Option<String> {
        (self.page > 1).then(|| self.url(self.page - 1))
    }

    /// The URL of the page after.
    #[must_use]
    pub fn next(&self) -> Option<String> {
        (self.page < self.pages).then(|| self.url(self.page + 1))
    }

    /// The row of links.
    #[must_use]
    pub fn steps(&self) -> Vec<Step> {
        let mut steps = Vec::new();
        let mut before = 0;
        for page in 1..=self.pages {
            let near = page.abs_diff(self.page) <= 2;
            if page != 1 && page != self.pages && !near {
                // Jumps over what is left out, so that a list of 10,000 pages costs no more than one of ten.
                if page > self.page {
                    break;
                }
                continue;
            }
            if page > before + 1 {
                steps.push(Step::Gap);
            }
            before = page;
            steps.push(if page == self.page { Step::Current(page) } else { Step::Page(page, self.url(page)) });
        }
        if before < self.pages {
            steps.push(Step::Gap);
            steps.push(Step::Page(self.pages, self.url(self.pages)));
        }
        steps
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(page: u64, pages: u64) -> String {
        let pager = Pager::new("/search", "q=%E5%AE%B6", page, 20, pages * 20);
        let words = pager.steps().into_iter().map(|step| match step {
            Step::Page(page, _) => page.to_string(),
            Step::Current(page) => format!("[{page}]"),
            Step::Gap => "…".to_owned(),
        });
        words.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn first_last_and_neighbours() {
        assert_eq!(shown(1, 1), "[1]");
        assert_eq!(shown(1, 13), "[1] 2 3 … 13");
        assert_eq!(shown(7, 13), "1 … 5 6 [7] 8 9 … 13");
        assert_eq!(shown(13, 13), "1 … 11 12 [13]");
        assert_eq!(shown(3, 4), "1 2 [3] 4");
    }

    #[test]
    fn rows_and_urls() {
        let pager = Pager::new("/search", "q=a", 2, 20, 35);
        assert_eq!((pager.first(), pager.last(), pager.pages), (21, 35, 2));
        assert_eq!(pager.previous().as_deref(), Some("/search?q=a"));
        assert_eq!(pager.next(), None);
        assert_eq!(Pager::new("/x", "", 9, 20, 0).first(), 0);
    }
}
