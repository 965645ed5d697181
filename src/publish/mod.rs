//! A published site: real pages as files, and the documents beside them that other programs read.

pub mod formats;
