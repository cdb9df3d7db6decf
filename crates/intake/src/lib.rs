//! magpie-intake
