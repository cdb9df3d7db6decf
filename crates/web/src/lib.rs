//! magpie-web
