//! Stories as Markdown files: the files of a folder become a JSON Feed (native only). Nothing here reads or writes a file;
//! the command does (`src/bin/newsleaf/stories/`).
//!
//! The parts in the order of their work:
//!
//! - [`front_matter`]: the block at the top of a file, as Hugo, Jekyll and Zola write it.
//! - [`as_written`]: its scalars as they are written.
//! - [`fields`]: its values by their names, each of the type that is needed.
//! - [`source_file`]: what the path of a file says: date, language, section, id.
//! - [`addresses`]: relative addresses of a file as those of the folder.
//! - [`commands`]: commands of Hugo, Jekyll and Zola as Markdown, where there is such.
//! - [`markdown`]: the body as HTML; [`anchors`]: ids of its headings.
//! - [`story`]: a file as an item of a JSON Feed.
//! - [`feed`]: all of them as one document.
//! - [`ids`]: writes an id into a file.
//! - [`template`]: a new file.

pub mod addresses;
pub mod anchors;
pub mod as_written;
pub mod commands;
pub mod feed;
pub mod fields;
pub mod front_matter;
pub mod ids;
pub mod markdown;
pub mod markdown_context;
pub mod source_file;
pub mod story;
pub mod template;
