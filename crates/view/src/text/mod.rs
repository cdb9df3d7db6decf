//! The words of the product, in the reader's language.
//!
//! Rule: a sentence is never put together from pieces in code; it has a key, and its variables are shown where the
//! language wants them. A key without a sentence is a bug: the page shows `??key`, and a test fails.

mod faults;
mod terms;
mod time;
pub mod value;

#[cfg(test)]
mod tests;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use magpie_domain::accounts::values::Locale;
use std::borrow::Cow;
use std::fmt::Display;
use std::sync::LazyLock;
use unic_langid::langid;

/// The files of a language, one for each word of the domain.
macro_rules! files {
    ($language:literal) => {
        &[
            include_str!(concat!("../../../../web/locales/", $language, "/frame.ftl")),
            include_str!(concat!("../../../../web/locales/", $language, "/terms.ftl")),
            include_str!(concat!("../../../../web/locales/", $language, "/faults.ftl")),
            include_str!(concat!("../../../../web/locales/", $language, "/search.ftl")),
            include_str!(concat!("../../../../web/locales/", $language, "/postings.ftl")),
            include_str!(concat!("../../../../web/locales/", $language, "/employers.ftl")),
            include_str!(concat!("../../../../web/locales/", $language, "/accounts.ftl")),
            include_str!(concat!("../../../../web/locales/", $language, "/imports.ftl")),
            include_str!(concat!("../../../../web/locales/", $language, "/review.ftl")),
            include_str!(concat!("../../../../web/locales/", $language, "/design.ftl")),
            include_str!(concat!("../../../../web/locales/", $language, "/mails.ftl")),
            include_str!(concat!("../../../../web/locales/", $language, "/matching.ftl")),
            include_str!(concat!("../../../../web/locales/", $language, "/seekers.ftl")),
            include_str!(concat!("../../../../web/locales/", $language, "/alerts.ftl")),
            include_str!(concat!("../../../../web/locales/", $language, "/applications.ftl")),
        ]
    };
}

const ZH_CN: &[&str] = files!("zh-CN");
const EN: &[&str] = files!("en");

type Bundle = FluentBundle<FluentResource>;

static ZH_CN_WORDS: LazyLock<Bundle> = LazyLock::new(|| bundle(langid!("zh-CN"), ZH_CN));
static EN_WORDS: LazyLock<Bundle> = LazyLock::new(|| bundle(langid!("en"), EN));

/// Variables that are quantities: they get thousands separators, and a language may choose its form by them.
const QUANTITIES: &[&str] = &["n", "min", "max", "found", "total"];

/// The words of one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Text {
    locale: Locale,
}

impl Text {
    /// The words of this language.
    #[must_use]
    pub const fn of(locale: Locale) -> Self {
        Self { locale }
    }

    /// The language.
    #[must_use]
    pub const fn locale(self) -> Locale {
        self.locale
    }

    /// The language as `lang` of HTML has it.
    #[must_use]
    pub const fn lang(self) -> &'static str {
        self.locale.code()
    }

    /// The language that the switch offers.
    #[must_use]
    pub const fn other(self) -> Self {
        match self.locale {
            Locale::ZhCn => Self::of(Locale::En),
            Locale::En => Self::of(Locale::ZhCn),
        }
    }

    /// Whether it is Chinese.
    #[must_use]
    pub const fn is_zh(self) -> bool {
        matches!(self.locale, Locale::ZhCn)
    }

    /// The sentence under a key.
    #[must_use]
    pub fn text(self, key: &str) -> Cow<'static, str> {
        match self.find(key, None) {
            Some(found) => found,
            None => Cow::Owned(format!("??{key}")),
        }
    }

    /// The sentence under a key with its variables. `n`, `min`, `max`, `found` and `total` are quantities where they
    /// are whole numbers.
    #[must_use]
    pub fn with<V: Display>(self, key: &str, args: &[(&str, V)]) -> String {
        let mut filled = FluentArgs::with_capacity(args.len());
        for (name, value) in args {
            filled.set((*name).to_owned(), value_of(name, value.to_string()));
        }
        self.find(key, Some(&filled)).map_or_else(|| format!("??{key}"), Cow::into_owned)
    }

    /// The sentence under a key about so many things, its variable `n`.
    #[must_use]
    pub fn count(self, key: &str, n: impl Display) -> String {
        self.with(key, &[("n", n)])
    }

    /// Whether there is a sentence under the key.
    #[must_use]
    pub fn has(self, key: &str) -> bool {
        self.words().has_message(key)
    }

    /// A whole number with thousands separators: 12,000.
    #[must_use]
    pub fn number(self, n: impl Display) -> String {
        grouped(&n.to_string())
    }

    /// The sentence of a member of a family, or the member itself where there is none.
    pub(crate) fn member(self, family: &str, member: &str) -> String {
        let key = format!("{family}{member}");
        self.find(&key, None).map_or_else(|| member.to_owned(), Cow::into_owned)
    }

    fn find(self, key: &str, args: Option<&FluentArgs<'_>>) -> Option<Cow<'static, str>> {
        let words = self.words();
        let pattern = words.get_message(key)?.value()?;
        let mut faults = Vec::new();
        // With variables the text is the caller's, without them it is the program's own.
        Some(match args {
            Some(args) => Cow::Owned(words.format_pattern(pattern, Some(args), &mut faults).into_owned()),
            None => words.format_pattern(pattern, None, &mut faults),
        })
    }

    fn words(self) -> &'static Bundle {
        match self.locale {
            Locale::ZhCn => &ZH_CN_WORDS,
            Locale::En => &EN_WORDS,
        }
    }
}

fn bundle(language: unic_langid::LanguageIdentifier, files: &[&str]) -> Bundle {
    let mut bundle = Bundle::new_concurrent(vec![language]);
    // The marks for right-to-left text would stand in titles, mails and attributes.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(|value, _| match value {
        FluentValue::Number(number) => Some(grouped(&number.value.to_string())),
        _ => None,
    }));
    for file in files {
        // A line that is not Fluent, or a key written twice, is found by the tests.
        let resource = FluentResource::try_new((*file).to_owned()).unwrap_or_else(|(partly, _)| partly);
        bundle.add_resource(resource).ok();
    }
    bundle
}

fn value_of(name: &str, value: String) -> FluentValue<'static> {
    let whole = !value.is_empty() && value.len() <= 15 && value.chars().all(|c| c.is_ascii_digit());
    match value.parse::<f64>() {
        Ok(number) if whole && QUANTITIES.contains(&name) => FluentValue::from(number),
        _ => FluentValue::from(value),
    }
}

fn grouped(number: &str) -> String {
    let (sign, digits) = number.strip_prefix('-').map_or(("", number), |rest| ("-", rest));
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(whole, rest)| (whole, Some(rest)));
    let mut text = String::from(sign);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    if let Some(fraction) = fraction {
        text.push('.');
        text.push_str(fraction);
    }
    text
}
