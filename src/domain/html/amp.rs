//! The players and posts of AMP: the pages that its elements name by an id or an address.

use super::tag_attributes::{Attributes, get};
use crate::domain::percent;

/// An element, the attribute that has its id, and the address up to the id.
const BY_ID: &[(&str, &str, &str)] = &[
    ("amp-youtube", "data-videoid", "https://www.youtube.com/embed/"),
    ("lite-youtube", "videoid", "https://www.youtube.com/embed/"),
    ("lite-vimeo", "videoid", "https://player.vimeo.com/video/"),
    ("amp-vimeo", "data-videoid", "https://player.vimeo.com/video/"),
    ("amp-dailymotion", "data-videoid", "https://www.dailymotion.com/embed/video/"),
    (
        "amp-soundcloud",
        "data-trackid",
        "https://w.soundcloud.com/player/?url=https%3A%2F%2Fapi.soundcloud.com%2Ftracks%2F",
    ),
    (
        "amp-soundcloud",
        "data-playlistid",
        "https://w.soundcloud.com/player/?url=https%3A%2F%2Fapi.soundcloud.com%2Fplaylists%2F",
    ),
    ("amp-twitter", "data-tweetid", "https://twitter.com/i/status/"),
    ("amp-instagram", "data-shortcode", "https://www.instagram.com/p/"),
    ("amp-tiktok", "data-src", "https://www.tiktok.com/embed/v2/"),
    ("amp-gist", "data-gistid", "https://gist.github.com/"),
    ("amp-imgur", "data-imgur-id", "https://imgur.com/"),
    ("amp-wistia-player", "data-media-hashed-id", "https://fast.wistia.net/embed/iframe/"),
    ("amp-vine", "data-vineid", "https://vine.co/v/"),
];

/// Attributes in which other elements have the whole address.
const ADDRESSES: [&str; 5] = ["src", "data-src", "data-href", "data-url", "href"];

/// Whether an element is a player or a post that is named by an id.
pub fn is_player(name: &str) -> bool {
    BY_ID.iter().any(|(element, ..)| *element == name)
}

/// The address of what an element of AMP shows, to be resolved; `None` where it names none. `name` is in lower case.
pub fn address(name: &str, attributes: &Attributes) -> Option<String> {
    let is_id = |id: &&str| !id.is_empty() && !id.contains(['/', ':']);
    let by_id = BY_ID.iter().filter(|(element, ..)| *element == name).find_map(|(_, attribute, page)| {
        let id = get(attributes, attribute).map(str::trim).filter(is_id)?;
        Some([page, &*percent::encode(id)].concat())
    });
    by_id.or_else(|| {
        let addresses = ADDRESSES.iter().filter_map(|attribute| get(attributes, attribute));
        addresses.map(str::trim).find(|address| !address.is_empty()).map(str::to_owned)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_element_names_its_page_by_an_id_or_an_address() {
        let page =
            |name: &str, attribute: &str, value: &str| address(name, &[(attribute.to_owned(), value.to_owned())]);
        assert_eq!(page("amp-youtube", "data-videoid", "a-b").unwrap(), "https://www.youtube.com/embed/a-b");
        assert_eq!(page("amp-twitter", "data-tweetid", " 7 ").unwrap(), "https://twitter.com/i/status/7");
        assert_eq!(page("amp-facebook", "data-href", "https://f.example/p").unwrap(), "https://f.example/p");
        assert_eq!(page("amp-tiktok", "data-src", "https://t.example/v").unwrap(), "https://t.example/v");
        assert_eq!(page("amp-instagram", "data-shortcode", "a?b").unwrap(), "https://www.instagram.com/p/a%3Fb");
        for (name, attribute, value) in [("amp-youtube", "data-videoid", ""), ("amp-carousel", "type", "slides")] {
            assert_eq!(page(name, attribute, value), None, "{name}");
        }
    }
}
