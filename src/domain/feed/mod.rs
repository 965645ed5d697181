//! The model of a feed, and of its presentation: items with their keys, dates and sections, in the reader's order.

pub mod date;
pub mod front_page;
pub mod hold_back;
pub mod id_index;
pub mod item_keys;
pub mod key;
pub mod listing;
mod model;
pub mod network;
mod older_pages;
pub mod publication;
pub mod reading_order;
pub mod section_path;
pub mod sections;
pub mod settings;
pub mod slug;
pub mod time_zone;
pub mod warning;
mod warning_action;

pub use model::{Attachment, Author, Body, Feed, Item, Picture, Source, names_of};
