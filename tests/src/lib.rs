//! Figures about the product, measured. The tests themselves are in `it`.

pub mod bench;
