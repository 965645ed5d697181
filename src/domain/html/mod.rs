//! What an article's HTML may contain, as data and pure functions.
//!
//! A feed's HTML comes from elsewhere, so nothing of it is shown because it is not known to be bad; only what stands in
//! these tables is built anew ([`crate::sanitize`]). The same tables make DOMPurify's configuration in the browser and
//! ammonia's natively, so that both sides show the same article.
//!
//! | file | what it decides |
//! |---|---|
//! | `elements` | which elements stay, become another, lose their tags, or go with their content |
//! | `attributes` | which attributes each element may have, and what their values may be |
//! | `urls`, `srcset` | where links, pictures, sound and video may point |
//! | `frames` | which frames of other sites a reader can load, and what the others become |
//! | `pictures` | pictures that load late, that count readers, and that repeat the lead picture |
//! | `headings` | how headings are shifted below the page's own |
//! | `nesting` | what may stand in what, so that the tree survives being written as HTML |
//! | `limits`, `tokens` | how much HTML is read as HTML, and what becomes of the rest |

pub mod attributes;
pub mod elements;
pub mod entities;
pub mod frames;
pub mod headings;
pub mod limits;
pub mod nesting;
pub mod pictures;
pub mod srcset;
pub mod tokens;
pub mod urls;

use crate::domain::site::words::Words;
use crate::domain::web_url::{ParseUrl, WebUrl};

/// What ids of an article begin with. Without it an article could give its elements the names that scripts look for in
/// `document` and `window` (DOM clobbering) or take an id of the page itself. It is DOMPurify's `SANITIZE_NAMED_PROPS`.
pub const ID_PREFIX: &str = "user-content-";

/// What links to other sites carry: the opened page gets no handle on this one and is not told where the reader comes
/// from, and search engines are told that the link is not the site's own word (`ugc`, user-generated content).
pub const OUTSIDE_REL: &str = "noopener noreferrer nofollow ugc";

/// The class of the box around a wide table.
pub const TABLE_BOX_CLASS: &str = "table-scroll";

/// All that has to be known about an article to clean its body.
#[derive(Clone, Copy)]
pub struct BodyContext<'a> {
    /// What relative URLs are relative to: the item's URL, else the home page's, else the feed's.
    pub base: &'a WebUrl,
    /// A parser of the URL Standard.
    pub parse_url: ParseUrl,
    /// The headline, which a heading at the very beginning of the body often repeats; that heading is left out.
    pub title: &'a str,
    /// The picture that the page shows above the body; its first repeat in the body is left out.
    pub lead_image: Option<&'a WebUrl>,
    /// The address of our own page for the absolute URL (without fragment) of an article in this feed.
    pub link_to_item: &'a dyn Fn(&str) -> Option<String>,
    /// The interface's words.
    pub words: &'static Words,
    /// The level that the body's first heading gets, from 2 to 6.
    pub heading_level: u8,
}

/// What a body's copy of the lead picture said about it. JSON Feed's `image` is nothing but an address, so this is often
/// the only place that has these.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RepeatedPicture {
    /// What the picture shows, for those who don't see it; may be empty.
    pub alt: String,
    /// The caption of a figure that held nothing else. It has left the body together with the picture, so it should be
    /// shown below the lead picture.
    pub caption: Option<String>,
    /// Width in CSS pixels.
    pub width: Option<u32>,
    /// Height in CSS pixels.
    pub height: Option<u32>,
    /// The same picture in several widths, as `srcset` has it, cleaned.
    pub srcset: Option<String>,
}

/// Trims what DOMPurify trims and what Rust trims, so that both sanitisers see the same value.
pub fn trim(value: &str) -> &str {
    value.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}')
}

/// One space between words, none around them: how two texts are compared and how text is made from markup.
pub fn collapse_spaces(text: &str) -> String {
    let mut collapsed = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !collapsed.is_empty() {
            collapsed.push(' ');
        }
        collapsed.push_str(word);
    }
    collapsed
}
