//! The search: in all stories that are loaded, as the reader types.

use std::rc::Rc;

use leptos::prelude::{Get, GetUntracked, RwSignal, Set};

use super::{Content, paragraph};
use crate::browser::search::{self, Search};
use crate::browser::{address_bar, timing};
use crate::components::breadcrumb::breadcrumb;
use crate::components::load_notice;
use crate::components::site::Site;
use crate::components::story_card::found_card;
use crate::domain::edition::Edition;
use crate::domain::feed::{Body, Item};
use crate::domain::feed_state::Loaded;
use crate::domain::html_policy::tokens::plain_text;
use crate::domain::route::Route;
use crate::domain::words::fill;
use crate::markup::{Element, Event, Markup, element, markup};

/// How many stories are shown at first, and how many more at a time.
const SHOWN: usize = 20;
/// For how long stories are read before the browser has its turn again, in milliseconds.
const SLICE_MS: i64 = 8;

/// How far the search has come.
#[derive(Clone, Copy, PartialEq)]
enum Progress {
    /// So many stories have been read.
    Read(usize),
    /// There is no search to be had.
    Failed,
}

/// What the page's parts share.
#[derive(Clone)]
struct Desk {
    site: Site,
    edition: Rc<Edition>,
    query: RwSignal<String>,
    progress: RwSignal<Progress>,
    /// How many stories may be shown.
    most: RwSignal<usize>,
    search: RwSignal<Option<Rc<Search>>, leptos::prelude::LocalStorage>,
}

pub(super) fn search(site: &Site, edition: &Edition, loaded: &Loaded, query: &str) -> Content {
    let words = site.words;
    let desk = Desk {
        site: site.clone(),
        edition: Rc::new(edition.clone()),
        query: RwSignal::new(query.to_owned()),
        progress: RwSignal::new(Progress::Read(0)),
        most: RwSignal::new(SHOWN),
        search: RwSignal::new_local(None),
    };
    let opening = desk.clone();
    search::open(move |search| match search {
        Some(search) => {
            opening.search.try_set(Some(Rc::new(search)));
            opening.read(0);
        }
        None => {
            opening.progress.try_set(Progress::Failed);
        }
    });
    let (typing, telling, listing) = (desk.clone(), desk.clone(), desk);
    let field = element("input")
        .attr("type", "search")
        .attr("class", "search__field")
        .attr("id", "search-field")
        .attr("value", query.to_owned())
        .attr("autocomplete", "off")
        .attr("enterkeyhint", "search")
        .attr("aria-describedby", "search-told")
        .on("input", move |event| typing.type_in(&event));
    let label = element("label").attr("for", "search-field").child(words.search_label);
    let told = element("p").attr("id", "search-told").class("search__told").attr("role", "status");
    let view = element("section")
        .class("section-page search")
        .child(breadcrumb(site, &[], false))
        .child(element("h1").child(words.search))
        .child(element("search").attr("lang", words.tag).child(label).child(field))
        .child(told.live(move || markup().child(telling.told())))
        .child(element("div").class("list").live(move || listing.found()))
        .child(load_notice::archive_notice(site, &loaded.archive));
    Content { title: Some(words.search.to_owned()), language: None, is_front: false, view: view.into() }
}

impl Desk {
    fn type_in(&self, event: &Event) {
        let Some(typed) = search::typed(event) else { return };
        address_bar::replace(&Route::search(&typed));
        self.most.set(SHOWN);
        self.query.set(typed);
    }

    /// Reads the stories from this one on, a slice at a time.
    fn read(self, from: usize) {
        let Some(Some(search)) = self.search.try_get_untracked() else { return };
        let until = timing::now_ms() + SLICE_MS;
        let mut read = from;
        for item in self.edition.stories().skip(from) {
            take_up(&search, item);
            read += 1;
            if timing::now_ms() >= until {
                break;
            }
        }
        let is_there = self.progress.try_set(Progress::Read(read)).is_none();
        if is_there && read < self.edition.feed.items.len() {
            timing::after(0, move || self.read(read));
        }
    }

    /// What there is to say: what to do, what is being done, how much was found.
    fn told(&self) -> String {
        let words = self.site.words;
        let all = self.edition.feed.items.len();
        let query = self.query.get();
        match self.progress.get() {
            Progress::Failed => words.search_failed.to_owned(),
            _ if query.trim().is_empty() => words.search_hint.to_owned(),
            Progress::Read(read) if read < all => words.search_reading.to_owned(),
            Progress::Read(_) => match self.numbers(&query).len() {
                0 => self.site.count(words.search_none, all),
                found => fill(&self.site.count(words.search_found, all), &[("found", &self.site.number(found))]),
            },
        }
    }

    /// The stories that were found, with what was found in them.
    fn found(&self) -> Markup {
        // Each slice may bring more.
        self.progress.get();
        let query = self.query.get();
        let numbers = self.numbers(&query);
        let Some(search) = self.search.get_untracked() else { return markup() };
        let stories: Vec<&Item> = self.edition.stories().collect();
        let card = |number: &usize| {
            let (headline, text) = search.show(*number, &query);
            Some(found_card(&self.site, stories.get(*number)?, marked(headline), marked(text)))
        };
        let most = self.most.get();
        let cards: Vec<Element> = numbers.iter().take(most).filter_map(card).collect();
        let more = (numbers.len() > most).then(|| {
            let asking = self.most;
            let button = element("button").attr("type", "button").class("button");
            let button = button.child(self.site.words.show_more_results);
            paragraph(button.on("click", move |_| asking.set(most + SHOWN)))
        });
        markup().child(element("div").class("cards").child(cards)).child(more)
    }

    fn numbers(&self, query: &str) -> Vec<usize> {
        self.search.get_untracked().map(|search| search.find(query)).unwrap_or_default()
    }
}

fn take_up(search: &Search, item: &Item) {
    let body = match &item.body {
        Body::Html(html) => plain_text(html),
        Body::Text(text) => text.clone(),
        Body::None => String::new(),
    };
    let mut names = item.tags.join(" ");
    for author in &item.authors {
        names.push(' ');
        names.push_str(&author.name);
    }
    search.add(&item.headline, item.summary.as_deref().unwrap_or(""), &names, &body);
}

/// Parts that are plain and marked in turn.
fn marked(parts: Vec<String>) -> Markup {
    parts.into_iter().enumerate().fold(markup(), |row, (at, part)| match at % 2 {
        0 => row.child(part),
        _ => row.child(element("mark").child(part)),
    })
}
