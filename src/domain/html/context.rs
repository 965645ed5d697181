//! The context in which a body is sanitized, and the details of its lead picture.

use crate::domain::site::messages::Messages;
use crate::domain::web_url::{ParseUrl, WebUrl};

/// The context in which the body of an article is sanitized.
#[derive(Clone, Copy)]
pub struct BodyContext<'a> {
    /// The base of relative URLs: the item's URL, else the home page, else the feed.
    pub base: &'a WebUrl,
    /// The page of the item itself. Links into the article that find nothing lead there; without it they are text.
    pub page: Option<&'a WebUrl>,
    /// A parser of the URL Standard.
    pub parse_url: ParseUrl,
    /// The headline. A heading at the beginning of the body that repeats it is left out.
    pub title: &'a str,
    /// The picture that the page shows above the body. Its first repeat in the body is left out.
    pub lead_image: Option<&'a WebUrl>,
    /// The link to this site's page for the absolute URL (without fragment) of an article in this feed.
    pub link_to_item: &'a dyn Fn(&str) -> Option<String>,
    /// The messages of the interface.
    pub messages: &'static Messages,
    /// The level of the body's first heading, from 2 to 6.
    pub heading_level: u8,
}

/// The details of the lead picture, taken from its repeat in the body. JSON Feed's `image` is only a URL, so often no
/// other place has them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RepeatedPicture {
    /// The text alternative. It may be empty.
    pub alt: String,
    /// The caption of a figure that had only this picture. It was removed from the body with the picture, so the page
    /// shows it below the lead picture.
    pub caption: Option<String>,
    /// Width in CSS pixels.
    pub width: Option<u32>,
    /// Height in CSS pixels.
    pub height: Option<u32>,
    /// The same picture in several widths, as a cleaned `srcset`.
    pub srcset: Option<String>,
}
