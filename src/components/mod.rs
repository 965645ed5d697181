//! The parts that pages are made of. They get plain values and the [`site::Site`], never the feed's state.

pub mod article_body;
pub mod attachments;
pub mod breadcrumb;
pub mod byline;
pub mod dated;
#[cfg(feature = "embed")]
pub mod embed_story;
pub mod feed_notice;
pub mod icon;
pub mod load_notice;
pub mod neighbours;
pub mod page_frame;
pub mod picture;
pub mod qr_dialog;
pub mod share_bar;
pub mod site;
pub mod story_card;
pub mod story_list;
pub mod text_size_control;
