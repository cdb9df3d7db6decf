//! The product in a real Chromium.
//!
//! Rule: a test acts as a person does, by what stands on the page (the words come from the catalogue, so rewording a
//! page breaks nothing here), and waits for what it expects to see, never for a time. Without `MAGPIE_TEST_BROWSER=1`
//! every test here is skipped, because a machine may have no browser; `cargo xtask ci` sets it.

mod axe;
mod driver;
mod employers;
mod imports;
mod mouse_and_keys;
mod screenshots;
mod seekers;
mod stops;

/// Whether the browser is asked for.
fn is_wanted() -> bool {
    let wanted = std::env::var_os("MAGPIE_TEST_BROWSER").is_some_and(|value| value == "1");
    if !wanted {
        println!("skipped: set MAGPIE_TEST_BROWSER=1 where Chromium and chromedriver are installed");
    }
    wanted
}
