//! magpie-tests
