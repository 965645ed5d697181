//! `newsleaf build`: what is published, what stays, what changes on disk, and what is refused.

mod changes;
mod continuing;
mod files;
mod hosts;
mod kill;
mod links;
mod of_stories;
mod refusals;
mod scripts;
mod stories;
mod support;
