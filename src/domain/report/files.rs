//! Files that a feed names beside itself.

use super::feed_report::{FeedReport, index_of_items};
use super::group::grouped;
use crate::domain::feed::warning::{Place, Warning, WarningAction, note};
use crate::domain::feed::{Body, Feed};
use crate::domain::html::pictures::{Source, get, use_lazy_source};
use crate::domain::html::tag_attributes::of_tag;
use crate::domain::html::tokens::{Token, Tokens};
use crate::domain::parse::context::Context;
use crate::domain::percent;
use crate::domain::web_url::WebUrl;

/// Where the file of an address is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileState {
    /// It does not lie beside the feed: another host has it.
    Elsewhere,
    /// It lies beside the feed.
    Found,
    /// It should lie beside the feed, and does not.
    Missing,
}

impl FeedReport {
    /// Adds a warning for each picture, sound, film or attachment that should lie beside the feed and does not. If none of
    /// them is there it is advice: the files may be elsewhere when the feed is published. `bytes` are the feed's.
    pub fn check_files(
        &mut self,
        feed: &Feed,
        bytes: &[u8],
        context: &Context,
        look: impl Fn(&WebUrl) -> FileState,
        most_examples: usize,
    ) {
        let indexes = index_of_items(bytes);
        let mut missing = Vec::new();
        let mut is_any_found = false;
        for (at, item) in feed.items.iter().enumerate() {
            let lead = item.image.iter().map(|picture| ("image", picture.url.clone()));
            let files = item.attachments.iter().map(|file| ("attachments", file.url.clone()));
            let base = item.url.as_ref().or(feed.home_page_url.as_ref()).unwrap_or(context.address);
            let body = of_body(&item.body).into_iter().filter_map(|src| {
                WebUrl::parse(src.trim_ascii(), Some(base), context.parse_url).ok().map(|url| ("content_html", url))
            });
            let place = Place::item(indexes.get(&item.id).copied().unwrap_or(at), &item.id);
            for (field, url) in lead.chain(files).chain(body) {
                match look(&url) {
                    FileState::Elsewhere => {}
                    FileState::Found => is_any_found = true,
                    FileState::Missing => missing.push((place.clone(), field, url)),
                }
            }
        }
        const MISSING: &str = "names a file that does not lie beside the feed";
        let action = if is_any_found { WarningAction::Kept(MISSING) } else { WarningAction::Advised(MISSING) };
        let mut warnings = Vec::new();
        for (place, field, url) in missing {
            let folder = context.address.folder();
            let name = percent::decode(url.as_str().strip_prefix(folder.as_str()).unwrap_or(url.as_str()));
            note(&mut warnings, Warning::new(place, field, name, action));
        }
        let groups = if is_any_found { &mut self.groups } else { &mut self.suggestions };
        groups.extend(grouped(warnings, &feed.items, most_examples));
    }
}

/// The addresses of pictures and players of a body, as they are written.
fn of_body(body: &Body) -> Vec<String> {
    let Body::Html(html) = body else { return Vec::new() };
    let mut addresses = Vec::new();
    for token in Tokens::of(html) {
        let Token::Start(name, tag) = token else { continue };
        let shows = match name.to_ascii_lowercase().as_str() {
            "img" | "amp-img" => Source::Picture,
            "audio" | "video" | "source" | "amp-audio" | "amp-video" => Source::Other,
            _ => continue,
        };
        let mut attributes = of_tag(tag);
        use_lazy_source(&mut attributes, shows);
        addresses.extend(get(&attributes, "src").filter(|src| !src.trim().is_empty()).map(str::to_owned));
    }
    addresses
}
