//! The content of the site: the stories of the feed and the stories that have left it, in reading order.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;
use serde_json::Value;

use super::html_urls::replace_urls;
use super::item_json::Members;
use super::store::{self, PreviousItems, SourceFeed};
use crate::browser::dates;
use crate::domain::feed::hold_back::{due_ms, exactly_due_ms};
use crate::domain::feed::publication::Publication;
use crate::domain::feed::sections::{self, Section};
use crate::domain::feed::settings::Settings;
use crate::domain::feed::time_zone::{Clock, TimeZone};
use crate::domain::limits::Limits;
use crate::domain::parse::context::Context;
use crate::domain::parse::document::FeedError;
use crate::domain::parse::json_feed;
use crate::domain::site::links::{Links, UrlStyle};
use crate::domain::web_url::{WebUrl, parse_url_natively};

/// Values that decide on the content, besides the feed.
#[derive(Clone, Debug)]
pub struct ContentRequest {
    /// The folder of the site.
    pub site: WebUrl,
    /// The settings of the settings file.
    pub settings: Settings,
    /// The present, in milliseconds since 1970.
    pub now_ms: i64,
    /// Whether somebody has said the present, and it was read from no clock.
    pub is_now_exact: bool,
    /// Whether stories that have left the feed go.
    pub prune: bool,
    /// The names of the sections of the last build's navigation, each a path. They stay as long as they have stories, because
    /// the navigation is on every page.
    pub navigation: Vec<Vec<String>>,
}

/// The content of the site.
pub struct Content {
    /// All stories in reading order, with the settings.
    pub publication: Arc<Publication>,
    /// The head of the site's own feed.
    pub head: Members,
    /// The stories as items of the site's own feed, the newest first.
    pub items: Vec<Arc<Members>>,
    /// How many stories wait for their time.
    pub held_back: usize,
    /// When the next of them is due, in milliseconds since 1970.
    pub next_due_ms: Option<i64>,
    /// The ids of stories that were published before and are not any more.
    pub gone: Vec<String>,
    /// Warnings about settings that do not fit the stories.
    pub warnings: Vec<String>,
}

impl Content {
    /// Combines the feed, the last build and the settings.
    pub fn new(source: &SourceFeed, previous: &PreviousItems, request: &ContentRequest) -> Result<Content, FeedError> {
        let ContentRequest { site, settings, now_ms, is_now_exact, prune, navigation } = request;
        let mut removed = settings.removed.clone();
        removed.extend(source.feed.settings.removed.iter().cloned());
        // An empty feed is a fault of its program: it removes no story.
        let prune = *prune && !source.items.is_empty();
        let merged = store::merge(source, previous, &removed, prune);
        let head = store::head_of(source, site);
        let address = WebUrl::parse("feed.json", Some(site), parse_url_natively).unwrap_or_else(|_| site.clone());
        let context = Context { address: &address, parse_url: parse_url_natively, limits: Limits::PUBLISHED };
        let (mut feed, _) = json_feed::parse(&store::whole_document(&head, &merged), &context)?;
        feed.next_url = None;
        // They were read with the feed, whose own address theirs are relative to.
        feed.settings = source.feed.settings.clone();
        let settings = Settings { site: Some(site.clone()), ..settings.clone().or(&feed.settings) };
        let zone = TimeZone::new(settings.time_zone.as_deref(), dates::offset_of);
        let due_ms = if *is_now_exact { exactly_due_ms } else { due_ms };
        let due: Vec<i64> = feed.items.iter().filter_map(|item| due_ms(item, zone, *now_ms)).collect();
        feed.items.retain(|item| due_ms(item, zone, *now_ms).is_none());
        let clock = Clock { now_ms: *now_ms, offset_of: dates::offset_of };
        let mut publication = Publication::new(Arc::new(feed), address, settings.clone(), Some(site.clone()), clock);
        if settings.sections.is_empty() {
            keep_navigation(&mut publication, navigation);
        }
        let mut warnings = Vec::new();
        for section in publication.navigation.iter().filter(|section| section.count == 0) {
            warnings
                .push(format!("sections: no story is in '{}', which is left out of the navigation", section.name()));
        }
        publication.navigation.retain(|section| section.count > 0);
        if let Some(zone) = settings.time_zone.as_deref().filter(|zone| dates::offset_of(zone, *now_ms).is_none()) {
            warnings.push(format!("time_zone: there is no zone '{zone}'; dates are in UTC"));
        }
        let mut jsons: HashMap<String, Arc<Members>> = HashMap::with_capacity(merged.len());
        for item in merged {
            jsons.insert(store::id_of(&item).to_owned(), item);
        }
        let mut items: Vec<Arc<Members>> = publication.stories().filter_map(|item| jsons.remove(&item.id)).collect();
        items.par_iter_mut().for_each(|item| lead_to_pages(item, &publication, site));
        let published: std::collections::HashSet<&str> =
            publication.feed.items.iter().map(|item| item.id.as_str()).collect();
        let gone = previous.ids().filter(|id| !published.contains(id)).map(str::to_owned).collect();
        Ok(Content {
            publication: Arc::new(publication),
            head,
            items,
            held_back: due.len(),
            next_due_ms: due.into_iter().min(),
            gone,
            warnings,
        })
    }
}

/// Replaces links to the drop-in, and to old addresses of stories, by the addresses of the pages: other programs read
/// the feed too.
fn lead_to_pages(item: &mut Arc<Members>, publication: &Publication, site: &WebUrl) {
    let links = Links { style: UrlStyle::Path, root: site.as_str().to_owned() };
    let Some(Value::String(html)) = item.get("content_html") else { return };
    let new = replace_urls(html, &mut |url| {
        let (url, fragment) = url.split_once('#').map_or((url, None), |(url, fragment)| (url, Some(fragment)));
        let page = url.starts_with(site.as_str()).then(|| links.page_at(publication, url)).flatten()?;
        Some([links.href(&page).as_str(), fragment.map_or("", |_| "#"), fragment.unwrap_or_default()].concat())
    });
    if let Cow::Owned(new) = new {
        Arc::make_mut(item).insert("content_html".to_owned(), Value::String(new));
    }
}

/// Shows the sections of the last build in the navigation, unless one of them has no story any more.
fn keep_navigation(publication: &mut Publication, paths: &[Vec<String>]) {
    let all = sections::all(&publication.feed.items);
    let sections: Option<Vec<Section>> =
        paths.iter().map(|path| all.iter().find(|section| section.path == *path).cloned()).collect();
    if let Some(sections) = sections.filter(|sections| !sections.is_empty()) {
        publication.navigation = sections;
    }
}
