//! The content of the site: the stories of the feed and the stories that have left it, in reading order.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::io;
use std::sync::Arc;

use serde_json::Value;

use super::html_urls::replace_urls;
use super::item_json::Members;
use super::source_feed::SourceFeed;
use super::store::{self, PreviousItems};
use super::story::{Story, StoryJson};
use crate::browser::dates;
use crate::domain::feed::hold_back::{due_ms, exactly_due_ms};
use crate::domain::feed::publication::Publication;
use crate::domain::feed::sections::{self, Section};
use crate::domain::feed::settings::Settings;
use crate::domain::feed::time_zone::{Clock, TimeZone};
use crate::domain::feed::{Item, item_keys};
use crate::domain::limits::Limits;
use crate::domain::site::links::{Links, UrlStyle};
use crate::domain::web_url::WebUrl;

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
pub struct Content<'a> {
    /// All stories in reading order, with the settings. They have no bodies.
    pub publication: Arc<Publication>,
    /// The stories in reading order.
    pub stories: Vec<Arc<Story>>,
    /// Where their bodies are.
    pub story_json: &'a StoryJson,
    /// How many stories wait for their time.
    pub held_back: usize,
    /// When the next of them is due, in milliseconds since 1970.
    pub next_due_ms: Option<i64>,
    /// The ids of stories that were published before and are not any more.
    pub gone: Vec<String>,
    /// Warnings about settings that do not fit the stories.
    pub warnings: Vec<String>,
}

impl<'a> Content<'a> {
    /// Combines the feed, the last build and the settings.
    pub fn new(source: &'a SourceFeed, previous: &PreviousItems, request: &ContentRequest) -> Content<'a> {
        let ContentRequest { site, settings, now_ms, is_now_exact, prune, navigation } = request;
        let mut removed = settings.removed.clone();
        removed.extend(source.feed.settings.removed.iter().cloned());
        // An empty feed is a fault of its program: it removes no story.
        let prune = *prune && !source.stories.is_empty();
        let mut merged = store::merge(source, previous, &removed, prune);
        merged.truncate(Limits::PUBLISHED.items);
        let story_json = &source.story_json;
        let mut feed = story_json.feed.clone();
        feed.items = merged.iter().map(|story| story.item.clone()).collect();
        item_keys::assign(&mut feed.items, &mut Vec::new());
        feed.next_url = None;
        // They were read with the feed, whose own address theirs are relative to.
        feed.settings = source.feed.settings.clone();
        let settings = Settings { site: Some(site.clone()), ..settings.clone().or(&feed.settings) };
        let zone = TimeZone::new(settings.time_zone.as_deref(), dates::offset_of);
        let due_ms = if *is_now_exact { exactly_due_ms } else { due_ms };
        let due: Vec<i64> = feed.items.iter().filter_map(|item| due_ms(item, zone, *now_ms)).collect();
        feed.items.retain(|item| due_ms(item, zone, *now_ms).is_none());
        let clock = Clock { now_ms: *now_ms, offset_of: dates::offset_of };
        let address = story_json.address.clone();
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
        let by_id: HashMap<&str, &Arc<Story>> = merged.iter().map(|story| (story.id(), story)).collect();
        let stories: Vec<Arc<Story>> =
            publication.stories().filter_map(|item| by_id.get(item.id.as_str()).copied().cloned()).collect();
        let published: HashSet<&str> = stories.iter().map(|story| story.id()).collect();
        let gone = previous.ids().filter(|id| !published.contains(id)).map(str::to_owned).collect();
        Content {
            publication: Arc::new(publication),
            stories,
            story_json,
            held_back: due.len(),
            next_due_ms: due.into_iter().min(),
            gone,
            warnings,
        }
    }

    /// A story with its body.
    pub fn whole(&self, story: &Story, item: &Item) -> io::Result<Arc<Item>> {
        self.story_json.whole(story, item)
    }

    /// A story as an item of the site's own feed. Links to the drop-in, and to old addresses of stories, are replaced by the
    /// addresses of the pages: other programs read the feed too.
    pub fn json(&self, story: &Story, site: &WebUrl) -> io::Result<Vec<u8>> {
        if !story.leads_inside() {
            return self.story_json.json(story);
        }
        let mut members = self.story_json.members(story)?;
        lead_to_pages(&mut members, &self.publication, site);
        // Names are text and numbers are finite, so it can always be written.
        Ok(serde_json::to_vec(&members).unwrap_or_default())
    }
}

fn lead_to_pages(item: &mut Members, publication: &Publication, site: &WebUrl) {
    let links = Links { style: UrlStyle::Path, root: site.as_str().to_owned() };
    let Some(Value::String(html)) = item.get("content_html") else { return };
    let new = replace_urls(html, &mut |url| {
        let (url, fragment) = url.split_once('#').map_or((url, None), |(url, fragment)| (url, Some(fragment)));
        let page = url.starts_with(site.as_str()).then(|| links.page_at(publication, url)).flatten()?;
        Some([links.href(&page).as_str(), fragment.map_or("", |_| "#"), fragment.unwrap_or_default()].concat())
    });
    if let Cow::Owned(new) = new {
        item.insert("content_html".to_owned(), Value::String(new));
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
