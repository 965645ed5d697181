//! Pure: what a feed, an article, a link, a date is and how they are read. No browser, no framework, no clock.

pub mod accent;
pub mod body_text;
pub mod date;
pub mod edition;
#[cfg(any(feature = "embed", test))]
pub mod embed;
pub mod entities;
pub mod failure;
pub mod feed;
#[cfg(any(feature = "health", test))]
pub mod feed_report;
pub mod feed_state;
pub mod headline;
#[cfg(any(feature = "health", test))]
pub mod health_words;
pub mod html_policy;
pub mod id_index;
pub mod item_keys;
pub mod json_feed;
pub mod json_text;
pub mod json_value;
pub mod key;
pub mod limits;
pub mod listing;
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
