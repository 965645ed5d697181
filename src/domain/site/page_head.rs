//! The head of a page.

use super::accent::Accent;
use super::text_direction::Direction;

/// Title, language, direction and canonical URL of a page.
#[derive(Clone, Debug, PartialEq)]
pub struct PageHead {
    /// `document.title`: the page, then the site.
    pub title: String,
    /// An RFC 5646 tag.
    pub language: String,
    /// The direction of the page as a whole.
    pub direction: Direction,
    /// The canonical URL of the page, if it has one.
    pub canonical: Option<String>,
    /// The picture in the browser's tab; the shell's own without it.
    pub icon: Option<String>,
    /// The picture on a phone's home screen.
    pub touch_icon: Option<String>,
    /// The publisher's colour.
    pub accent: Option<Accent>,
}
