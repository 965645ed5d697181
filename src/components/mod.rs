//! The parts that pages are made of. They get plain values and signals of such, and the [`view_context::ViewContext`],
//! never the whole state of the feed.

pub mod article_body;
pub mod attachments;
pub mod breadcrumb;
pub mod byline;
pub mod dated;
#[cfg(feature = "embed")]
pub mod embed_story;
pub mod feed_notice;
pub mod headline;
pub mod icon;
pub mod keyed_views;
pub mod language;
pub mod live_text;
pub mod load_notice;
pub mod neighbours;
pub mod page_frame;
pub mod picture;
pub mod qr_dialog;
pub mod replaced;
pub mod share;
#[cfg(feature = "embed")]
pub mod site_icon;
pub mod site_name;
pub mod story_card;
pub mod story_list;
pub mod text_size_control;
pub mod view_context;
