//! Pictures that a feed names. Their place is kept before they have loaded.

use crate::domain::feed::Picture;
use crate::domain::html::context::RepeatedPicture;
use crate::markup::{Element, element};

/// How wide a picture is shown, as HTML's `sizes` has it, so that the browser chooses among several widths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// The width of an article.
    Article,
    /// The front page's first story.
    Lead,
    /// A card.
    Card,
}

impl Room {
    fn sizes(self) -> &'static str {
        match self {
            Room::Article => "(min-width: 45rem) 42rem, 92vw",
            Room::Lead => "(min-width: 62rem) 40rem, 92vw",
            Room::Card => "8rem",
        }
    }
}

/// An image as all of a feed's are: in the size that the feed says, and without telling its host where it is shown.
pub fn image(picture: &Picture, alt: String, room: Room) -> Element {
    element("img")
        .attr("src", picture.url.to_string())
        .attr("srcset", picture.srcset.clone())
        .attr("sizes", picture.srcset.as_ref().map(|_| room.sizes()))
        .attr("alt", alt)
        .attr("width", picture.width.map(|width| width.to_string()))
        .attr("height", picture.height.map(|height| height.to_string()))
        .attr("decoding", "async")
        .attr("referrerpolicy", "no-referrer")
}

/// An article's main picture with caption and credit. It is what the reader sees first, so it is not lazy. What the feed
/// does not say about it may be known from the body's own copy of it, which was left out there.
pub fn lead_picture(picture: &Picture, repeated: Option<&RepeatedPicture>) -> Element {
    let mut picture = picture.clone();
    if let Some(RepeatedPicture { alt, caption, width, height, srcset }) = repeated {
        if picture.alt.is_empty() {
            picture.alt.clone_from(alt);
        }
        picture.caption = picture.caption.or_else(|| caption.clone());
        picture.srcset = picture.srcset.or_else(|| srcset.clone());
        if picture.width.is_none() || picture.height.is_none() {
            (picture.width, picture.height) = (*width, *height);
        }
    }
    let is_sentence = picture.caption.as_ref().is_some_and(|caption| caption.ends_with(['.', '!', '?', '。', '…']));
    let caption = picture.caption.clone().map(|caption| element("span").child(caption));
    let credit = picture.credit.clone().map(|credit| element("span").class("credit").child(credit));
    let space = (caption.is_some() && credit.is_some()).then_some(if is_sentence { " " } else { " \u{2013} " });
    let caption = (caption.is_some() || credit.is_some())
        .then(|| element("figcaption").child(caption).child(space).child(credit));
    let image = image(&picture, picture.alt.clone(), Room::Article);
    element("figure").class("lead-picture").child(image).child(caption)
}
