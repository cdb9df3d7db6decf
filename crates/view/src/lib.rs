//! magpie-view
