//! Pictures that a feed names. Their place is kept before they have loaded.

use crate::domain::feed::Picture;
use crate::markup::{Element, element};

/// An image as all of a feed's are: in the size that the feed says, and without telling its host where it is shown.
pub fn image(picture: &Picture, alt: String) -> Element {
    element("img")
        .attr("src", picture.url.to_string())
        .attr("alt", alt)
        .attr("width", picture.width.map(|width| width.to_string()))
        .attr("height", picture.height.map(|height| height.to_string()))
        .attr("decoding", "async")
        .attr("referrerpolicy", "no-referrer")
}

/// An article's main picture with caption and credit. It is what the reader sees first, so it is not lazy.
pub fn lead_picture(picture: &Picture) -> Element {
    let is_sentence = picture.caption.as_ref().is_some_and(|caption| caption.ends_with(['.', '!', '?', '。', '…']));
    let caption = picture.caption.clone().map(|caption| element("span").child(caption));
    let credit = picture.credit.clone().map(|credit| element("span").class("credit").child(credit));
    let space = (caption.is_some() && credit.is_some()).then_some(if is_sentence { " " } else { " \u{2013} " });
    let caption = (caption.is_some() || credit.is_some())
        .then(|| element("figcaption").child(caption).child(space).child(credit));
    element("figure").class("lead-picture").child(image(picture, picture.alt.clone())).child(caption)
}
