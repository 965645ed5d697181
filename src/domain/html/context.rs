//! What a body is cleaned with, and what it says about its lead picture.

use crate::domain::site::messages::Messages;
use crate::domain::web_url::{ParseUrl, WebUrl};

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
    pub messages: &'static Messages,
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
