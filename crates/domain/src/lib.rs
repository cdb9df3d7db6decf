//! magpie-domain
