//! Pictures that a feed names. Space is reserved for them before they have loaded.

use leptos::prelude::*;

use crate::domain::feed::Picture;
use crate::domain::html::context::RepeatedPicture;

/// How wide a picture is shown, as HTML's `sizes` has it, so that the browser chooses among several widths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// The width of an article.
    Article,
    /// The front page's first story.
    Lead,
    /// The first story of a block.
    Block,
    /// A card.
    Card,
}

impl Room {
    fn sizes(self) -> &'static str {
        match self {
            Room::Article => "(min-width: 45rem) 42rem, 92vw",
            Room::Lead => "(min-width: 62rem) 42rem, 92vw",
            Room::Block => "(min-width: 62rem) 22rem, (min-width: 48rem) 45vw, 92vw",
            Room::Card => "8rem",
        }
    }
}

/// An image of the feed: in the size that the feed names, and without a referrer.
#[component]
pub fn Image(
    /// The picture. Its width and height, where the feed has them, reserve its space.
    picture: Picture,
    /// The text alternative; empty where the text beside the picture says the same.
    alt: String,
    /// The room, which becomes `sizes` where the picture has a `srcset`.
    room: Room,
    /// `lazy` or `eager`; the browser's default without it.
    #[prop(optional)]
    loading: Option<&'static str>,
) -> impl IntoView {
    view! {
        <img
            src=picture.url.to_string()
            srcset=picture.srcset.clone()
            sizes=picture.srcset.as_ref().map(|_| room.sizes())
            alt=alt
            width=picture.width.map(|width| width.to_string())
            height=picture.height.map(|height| height.to_string())
            decoding="async"
            referrerpolicy="no-referrer"
            loading=loading
        />
    }
}

/// An article's main picture with caption and credit. The reader sees it first, so it is not lazy. Where the feed
/// says nothing about it, the body's own copy of it may, which was left out there.
#[component]
pub fn LeadPicture(
    /// The item's picture. `repeated` gives what it lacks.
    mut picture: Picture,
    /// The body's details of its copy of the picture.
    repeated: Option<RepeatedPicture>,
) -> impl IntoView {
    if let Some(RepeatedPicture { alt, caption, width, height, srcset }) = repeated {
        if picture.alt.is_empty() {
            picture.alt = alt;
        }
        picture.caption = picture.caption.or(caption);
        picture.srcset = picture.srcset.or(srcset);
        if picture.width.is_none() || picture.height.is_none() {
            (picture.width, picture.height) = (width, height);
        }
    }
    let is_sentence = picture.caption.as_ref().is_some_and(|caption| caption.ends_with(['.', '!', '?', '。', '…']));
    let space = if is_sentence { " " } else { " \u{2013} " };
    let has_both = picture.caption.is_some() && picture.credit.is_some();
    let has_caption = picture.caption.is_some() || picture.credit.is_some();
    let caption = has_caption.then(|| {
        view! {
            <figcaption>
                {picture.caption.clone().map(|caption| view! { <span>{caption}</span> }.into_any())}
                {has_both.then_some(space)}
                {picture.credit.clone().map(|credit| view! { <span class="credit">{credit}</span> }.into_any())}
            </figcaption>
        }
        .into_any()
    });
    view! {
        <figure class="lead-picture">
            <Image picture=picture.clone() alt=picture.alt room=Room::Article />
            {caption}
        </figure>
    }
}
