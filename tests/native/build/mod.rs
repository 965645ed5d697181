//! `newsleaf build`: published and remaining stories, changes on disk, and refusals.

mod changes;
mod continuing;
mod files;
mod first_paint;
mod hosts;
mod kill;
mod links;
mod of_merged;
mod of_stories;
mod refusals;
mod scale;
mod scripts;
#[cfg(unix)]
mod spare;
mod stories;
pub mod support;
