//! The pages of a site, with the content of each.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::cards::CardPaths;
use super::content::Content;
use super::html_urls::replace_urls;
use super::item_json::Members;
use super::lists::{self, Lists, older_than_front};
use super::pages::file_of;
use super::store;
use crate::domain::feed::key::Key;
use crate::domain::feed::publication::Publication;
use crate::domain::feed::sections;
use crate::domain::feed::{Body, Item, section_path};
use crate::domain::site::links::{Links, UrlStyle};
use crate::domain::site::route::Route;
use crate::domain::web_url::{WebUrl, parse_url_natively};
use crate::pages::published::{ArticleContent, ListContent, PageContent, PublishedPage};

/// The number of older stories of its section that an article's page links to.
const MORE_FROM_SECTION: usize = 4;

/// All pages of a site.
pub struct Plan {
    /// The front page, the lists, the search and the like.
    pub lists: Vec<PublishedPage>,
    /// The articles, the newest first.
    pub articles: Vec<PublishedPage>,
    /// The paths that two lists claim: the first list has the path.
    pub clashes: Vec<String>,
}

impl Plan {
    /// Plans the pages.
    pub fn new(content: &Content) -> Plan {
        let publication = &content.publication;
        let stories: Vec<Arc<Item>> = publication.stories().cloned().collect();
        let lists = Lists::of(publication);
        let (count, _) = lists::split(stories.len());
        let front = PageContent::Front { count, older: older_than_front(stories.len()) };
        let months = lists.months.keys().rev().copied().collect();
        let mut planned = vec![
            PublishedPage { route: Route::HOME, content: front },
            PublishedPage { route: Route::AllSections, content: PageContent::AllSections },
            PublishedPage { route: Route::Months, content: PageContent::Months(months) },
            PublishedPage { route: Route::NotFound { requested: String::new() }, content: PageContent::NotFound },
        ];
        planned.extend(lists::pages_of_all(&stories));
        planned.extend(lists.pages());
        let mut taken = HashSet::new();
        let mut clashes = Vec::new();
        planned.retain(|page| {
            let path = file_of(page);
            let is_free = taken.insert(path.clone());
            if !is_free {
                clashes.push(path);
            }
            is_free
        });
        Plan { lists: planned, articles: articles(&stories, &lists), clashes }
    }
}

fn articles(stories: &[Arc<Item>], lists: &Lists) -> Vec<PublishedPage> {
    // The position of a story in the list of its section.
    let mut places: HashMap<(&str, Key), usize> = HashMap::new();
    for (slug, list) in &lists.sections {
        for (at, item) in list.stories.iter().enumerate() {
            places.insert((slug.as_str(), item.key), at);
        }
    }
    let article = |(at, item): (usize, &Arc<Item>)| {
        let slug = section_path::slug_of(&item.section);
        let section = lists.sections.get_key_value(&slug);
        let more = section.and_then(|(slug, list)| {
            let place = places.get(&(slug.as_str(), item.key))?;
            Some(list.stories.iter().skip(place + 1).take(MORE_FROM_SECTION).cloned().collect())
        });
        PublishedPage {
            route: item.route(),
            content: PageContent::Article(ArticleContent {
                item: item.clone(),
                newer: at.checked_sub(1).and_then(|at| stories.get(at)).cloned(),
                older: stories.get(at + 1).cloned(),
                more: more.unwrap_or_default(),
            }),
        }
    };
    stories.iter().enumerate().map(article).collect()
}

/// Hashes of the input of pages: a page with an unchanged hash need not be made again.
pub struct PageKeys<'a> {
    publication: &'a Publication,
    site: blake3::Hash,
    items: HashMap<Key, blake3::Hash>,
    cards: &'a CardPaths,
}

impl<'a> PageKeys<'a> {
    /// `program` identifies the command and the app: if it changes, all pages are made again.
    pub fn new(content: &'a Content, cards: &'a CardPaths, program: &str) -> PageKeys<'a> {
        let publication = &content.publication;
        let navigation: Vec<&Vec<String>> = publication.navigation.iter().map(|section| &section.path).collect();
        let has_sections = !sections::all(&publication.feed.items).is_empty();
        let feed = publication.feed.without_items();
        let feed = crate::domain::feed::Feed { content_hash: None, ..feed };
        let site = format!("{program}{:?}{feed:?}{navigation:?}{has_sections}", publication.settings);
        let hashes: HashMap<&str, blake3::Hash> =
            content.items.par_iter().map(|json| (store::id_of(json), hash_of(json))).collect();
        let hash = |item: &Arc<Item>| Some((item.key, *hashes.get(item.id.as_str())?));
        let items = publication.stories().filter_map(hash).collect();
        PageKeys { publication, site: blake3::hash(site.as_bytes()), items, cards }
    }

    /// The key of a page.
    pub fn of(&self, page: &PublishedPage) -> String {
        let mut hash = blake3::Hasher::new();
        hash.update(self.site.as_bytes());
        let mut add = |text: &str| {
            hash.update(text.as_bytes()).update(&[0]);
        };
        add(&format!("{:?}", page.route));
        let stories = match &page.content {
            PageContent::List(ListContent { heading, stories, number, newest, older }) => {
                add(&format!("{heading:?}{number:?}{newest:?}{older:?}"));
                stories.clone()
            }
            PageContent::Article(ArticleContent { item, newer, older, more }) => {
                add(&format!("{}{}{:?}", newer.is_some(), older.is_some(), self.cards.get(&item.key)));
                self.links_in(item).iter().for_each(|link| add(link));
                [item].into_iter().chain(newer).chain(older).chain(more).cloned().collect()
            }
            PageContent::Months(months) => {
                add(&format!("{months:?}"));
                Vec::new()
            }
            PageContent::AllSections => {
                for section in sections::all(&self.publication.feed.items) {
                    add(&section.path.join("\u{1f}"));
                }
                Vec::new()
            }
            // All stories contribute to these pages.
            PageContent::Front { .. } | PageContent::Search => return String::new(),
            PageContent::NotFound => Vec::new(),
        };
        for item in stories {
            if let Some(item) = self.items.get(&item.key) {
                hash.update(item.as_bytes());
            }
        }
        hash.finalize().to_hex().to_string()
    }

    /// The targets of links in a body that are pages of this site.
    fn links_in(&self, item: &Item) -> Vec<String> {
        let Body::Html(html) = &item.body else { return Vec::new() };
        let links = Links { style: UrlStyle::Path, root: "./".to_owned() };
        let mut found = Vec::new();
        let base = item
            .url
            .as_ref()
            .or(self.publication.feed.home_page_url.as_ref())
            .unwrap_or(&self.publication.feed_address);
        replace_urls(html, &mut |url| {
            let url = WebUrl::parse(url, Some(base), parse_url_natively).ok();
            let route = url.and_then(|url| links.page_at(self.publication, url.as_str()));
            found.extend(route.map(|route| route.path()));
            None
        });
        found
    }
}

fn hash_of(item: &Members) -> blake3::Hash {
    // Names are text and numbers are finite, so it can always be written.
    blake3::hash(&serde_json::to_vec(item).unwrap_or_default())
}
