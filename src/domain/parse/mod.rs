//! From bytes to the model: JSON, JSON Feed with the deviations of real feeds, plain text, and the settings file.

pub mod body_text;
pub mod context;
pub mod document;
pub(in crate::domain) mod excerpt;
pub(in crate::domain) mod fields;
pub mod headline;
pub mod json;
pub mod json_feed;
pub mod media_type;
pub mod messages_file;
pub mod plain_text;
mod section;
pub mod settings_file;
