//! The part of a document that a warning is about.

/// The part of a document that warnings are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The text, before it is parsed as JSON.
    Document,
    /// The feed's own fields.
    Feed,
    /// The settings.
    Settings,
    /// Items.
    Item,
}

impl Part {
    /// The name of this part for programs, and in texts.
    pub fn name(self) -> &'static str {
        match self {
            Part::Document => "document",
            Part::Feed => "feed",
            Part::Settings => "settings",
            Part::Item => "item",
        }
    }
}
