//! What a page says about itself outside its body.

use super::accent::Accent;
use super::text_direction::Direction;

/// Title, language, direction and canonical URL of a page.
#[derive(Clone, Debug, PartialEq)]
pub struct PageHead {
    /// `document.title`: the page, then the paper.
    pub title: String,
    /// An RFC 5646 tag.
    pub language: String,
    /// The direction of the page as a whole.
    pub direction: Direction,
    /// The address that this page is to be known by, if it has one.
    pub canonical: Option<String>,
    /// The publisher's colour.
    pub accent: Option<Accent>,
}
