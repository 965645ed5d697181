//! Pure: what a feed, an article, a link, a date is and how they are read. No browser, no framework, no clock.

pub mod date;
pub mod edition;
pub mod entities;
pub mod failure;
pub mod feed;
pub mod feed_state;
pub mod json_feed;
pub mod json_text;
pub mod key;
pub mod limits;
pub mod media_type;
pub mod page_head;
pub mod percent;
pub mod plain_text;
pub mod reading_order;
pub mod route;
pub mod section_path;
pub mod sections;
pub mod settings;
pub mod share;
pub mod slug;
pub mod text_direction;
pub mod text_size;
pub mod warning;
pub mod web_url;
pub mod words;
