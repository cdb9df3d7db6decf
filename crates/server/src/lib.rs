//! magpie-server
