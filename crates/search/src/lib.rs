//! magpie-search
