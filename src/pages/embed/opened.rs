//! One article in full, with its font size control and its share links.

use super::super::article::{share, story};
use super::{Asked, Content, Page, gone, widget};
use crate::components::site::Site;
use crate::domain::feed::publication::Publication;
use crate::domain::state::FeedState;
use crate::domain::widget::Shows;
use crate::markup::{element, markup};

/// The widget of one article. One that the reader has opened within the frame has a way back to the headlines.
pub fn article(site: &Site, publication: &Publication, state: &FeedState, asked: &Asked) -> Page {
    let embed = &asked.0;
    widget(site, publication, state, asked, |loaded| {
        let Shows::Article { key, is_opened, .. } = embed.shows else { return gone(site, loaded) };
        let back = is_opened.then(|| {
            let link = element("a").attr("href", embed.outside()).attr("data-inside", true);
            element("p").class("embed__back").child(link.child(site.messages.embed_back()))
        });
        let Some(item) = publication.story(key) else {
            let gone = gone(site, loaded);
            return Content { view: markup().child(back).child(gone.view), ..gone };
        };
        let share = element("div").attr("lang", site.messages.tag).key(item.key.to_string()).child(share(
            site,
            publication,
            item,
        ));
        let view = markup().child(back).child(story(site, publication, item, None)).child(share);
        Content { title: Some(item.headline.clone()), language: item.language.clone(), is_front: false, view }
    })
}
