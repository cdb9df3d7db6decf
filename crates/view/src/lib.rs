//! Pages and mails as typed templates in every language.
//!
//! Rule: no I/O of any kind. A page is a struct with everything it shows, and rendering it twice gives the same text;
//! a missing field does not compile, a missing word fails a test.
//!
//! ```
//! use magpie_domain::accounts::values::Locale;
//! use magpie_terms::Moment;
//! use magpie_view::{Frame, Template, Text, pages::home::Home};
//!
//! let frame = Frame { text: Text::of(Locale::ZhCn), actor: None, path_and_query: "/", search: "", flash: None, now: Moment(0), hotline: "" };
//! let page = Home { frame, figures: Default::default(), newest: &[], trades: Vec::new(), districts: Vec::new() };
//! assert!(page.render().unwrap().contains("<html lang=\"zh-CN\">"));
//! ```

pub mod assets;
pub mod forms;
pub mod frame;
pub mod mails;
pub mod pages;
pub mod paging;
pub mod text;
mod url;

pub use askama::Template;
pub use assets::icon;
pub use frame::{Flash, Frame};
pub use paging::Pager;
pub use text::Text;
