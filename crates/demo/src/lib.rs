//! magpie-demo
