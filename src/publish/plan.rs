//! The pages of a site, with the content of each.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::cards::CardPaths;
use super::content::Content;
use super::lists::{self, Lists, older_than_front};
use super::pages::file_of;
use super::story::{Link, Story};
use crate::domain::feed::key::Key;
use crate::domain::feed::publication::Publication;
use crate::domain::feed::sections;
use crate::domain::feed::{Item, section_path};
use crate::domain::site::links::{Links, UrlStyle};
use crate::domain::site::route::Route;
use crate::domain::web_url::WebUrl;
use crate::pages::published::{ArticleContent, ListContent, PageContent, PublishedPage};

/// The number of older stories of its section that an article's page links to.
const MORE_FROM_SECTION: usize = 4;

/// All pages of a site.
pub struct Plan {
    /// The front page, the lists, the search and the like.
    pub lists: Vec<PublishedPage>,
    /// The paths that two lists claim: the first list has the path.
    pub clashes: Vec<String>,
    articles: Articles,
}

/// What the pages of articles are planned from: they are many, so each is planned when it is made.
struct Articles {
    stories: Vec<Arc<Item>>,
    lists: Lists,
    /// The list of each story's own section, and the story's place in it.
    places: Vec<Option<(Arc<str>, usize)>>,
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
        Plan { lists: planned, clashes, articles: Articles::new(stories, lists) }
    }

    /// How many pages there are.
    pub fn count(&self) -> usize {
        self.lists.len() + self.articles.stories.len()
    }

    /// The page of the story at a place in reading order. The story has no body.
    pub fn article(&self, at: usize) -> PublishedPage {
        self.articles.page(at)
    }
}

impl Articles {
    fn new(stories: Vec<Arc<Item>>, lists: Lists) -> Articles {
        let at_of: HashMap<Key, usize> = stories.iter().enumerate().map(|(at, item)| (item.key, at)).collect();
        let own_slugs: Vec<String> = stories.par_iter().map(|item| section_path::slug_of(&item.section)).collect();
        let mut places = vec![None; stories.len()];
        for (slug, list) in &lists.sections {
            let shared: Arc<str> = slug.as_str().into();
            for (place, item) in list.stories.iter().enumerate() {
                if let Some(at) = at_of.get(&item.key).filter(|at| own_slugs[**at] == *slug) {
                    places[*at] = Some((shared.clone(), place));
                }
            }
        }
        Articles { stories, lists, places }
    }

    fn page(&self, at: usize) -> PublishedPage {
        let item = &self.stories[at];
        let more = self.places[at].as_ref().and_then(|(slug, place)| {
            let list = self.lists.sections.get(&**slug)?;
            Some(list.stories.iter().skip(place + 1).take(MORE_FROM_SECTION).cloned().collect())
        });
        PublishedPage {
            route: item.route(),
            content: PageContent::Article(ArticleContent {
                item: item.clone(),
                newer: at.checked_sub(1).and_then(|at| self.stories.get(at)).cloned(),
                older: self.stories.get(at + 1).cloned(),
                more: more.unwrap_or_default(),
            }),
        }
    }
}

/// Hashes of the input of pages: a page with an unchanged hash need not be made again.
pub struct PageKeys<'a> {
    publication: &'a Publication,
    site: blake3::Hash,
    stories: HashMap<Key, &'a Story>,
    cards: &'a CardPaths,
}

impl<'a> PageKeys<'a> {
    /// `program` identifies the command and the app: if it changes, all pages are made again.
    pub fn new(content: &'a Content, cards: &'a CardPaths, program: &str) -> PageKeys<'a> {
        let publication = &content.publication;
        let navigation: Vec<&Vec<String>> = publication.navigation.iter().map(|section| &section.path).collect();
        let has_sections = publication.feed.items.iter().any(|item| !item.section.is_empty());
        let feed = publication.feed.without_items();
        let feed = crate::domain::feed::Feed { content_hash: None, ..feed };
        let site = format!("{program}{:?}{feed:?}{navigation:?}{has_sections}", publication.settings);
        let stories = publication.stories().zip(&content.stories);
        let stories = stories.map(|(item, story)| (item.key, &**story)).collect();
        PageKeys { publication, site: blake3::hash(site.as_bytes()), stories, cards }
    }

    /// The key of a page.
    pub fn of(&self, page: &PublishedPage) -> blake3::Hash {
        let mut hash = blake3::Hasher::new();
        hash.update(self.site.as_bytes());
        let mut add = |text: &str| {
            hash.update(text.as_bytes()).update(&[0]);
        };
        add(&format!("{:?}", page.route));
        let mut stories: Vec<Key> = Vec::new();
        match &page.content {
            PageContent::List(ListContent { heading, stories: listed, number, newest, older }) => {
                add(&format!("{heading:?}{number:?}{newest:?}{older:?}"));
                stories.extend(listed.iter().map(|item| item.key));
            }
            PageContent::Article(ArticleContent { item, newer, older, more }) => {
                add(&format!("{}{}{:?}", newer.is_some(), older.is_some(), self.cards.get(&item.key)));
                self.links_of(item.key).iter().for_each(|link| add(link));
                stories.extend([item].into_iter().chain(newer).chain(older).chain(more).map(|item| item.key));
            }
            PageContent::Months(months) => add(&format!("{months:?}")),
            PageContent::AllSections => {
                for section in sections::all(&self.publication.feed.items) {
                    add(&section.path.join("\u{1f}"));
                }
            }
            // All stories contribute to the front page.
            PageContent::Front { .. } | PageContent::Search | PageContent::NotFound => {}
        }
        for key in stories {
            self.add_story(&mut hash, key);
        }
        hash.finalize()
    }

    /// The key of a story's oEmbed document.
    pub fn of_oembed(&self, item: &Item) -> blake3::Hash {
        let mut hash = blake3::Hasher::new();
        hash.update(self.site.as_bytes()).update(b"oembed");
        self.add_story(&mut hash, item.key);
        hash.finalize()
    }

    /// The key of a page of the store with these stories. It says nothing of the site but its address.
    pub fn of_store_page(&self, stories: &[Arc<Item>], program: &str, site: &WebUrl) -> blake3::Hash {
        let mut hash = blake3::Hasher::new();
        for text in ["store", program, site.as_str()] {
            hash.update(text.as_bytes()).update(&[0]);
        }
        for item in stories {
            self.add_story(&mut hash, item.key);
            for link in self.links_of(item.key) {
                hash.update(link.as_bytes()).update(&[0]);
            }
        }
        hash.finalize()
    }

    fn add_story(&self, hash: &mut blake3::Hasher, key: Key) {
        if let Some(story) = self.stories.get(&key) {
            hash.update(story.hash.as_bytes()).update(key.as_str().as_bytes());
        }
    }

    /// The targets of links in a body that are pages of this site.
    fn links_of(&self, key: Key) -> Vec<String> {
        let links = Links { style: UrlStyle::Path, root: "./".to_owned() };
        let page = |link: &Link| match link {
            Link::Inside(url) => links.page_at(self.publication, url),
            Link::Outside(key) => self.publication.item_of_url(*key).map(|item| item.route()),
        };
        let of_story = self.stories.get(&key).map_or(&[][..], |story| &story.links);
        of_story.iter().filter_map(page).map(|route| route.path()).collect()
    }
}
