//! magpie-migrations
