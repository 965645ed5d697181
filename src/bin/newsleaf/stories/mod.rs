//! A folder of Markdown files in the place of a feed.

pub mod feed;
pub mod folder;
pub mod new;
pub mod replace_file;
mod write_ids;
