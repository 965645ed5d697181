//! The search: in all stories that are loaded, as the reader types.

use std::rc::Rc;

use super::{Content, paragraph};
use crate::browser::search::{self, Number, Search};
use crate::browser::{address_bar, focus, timing};
use crate::components::breadcrumb::breadcrumb;
use crate::components::load_notice;
use crate::components::site::Site;
use crate::components::story_card::found_card;
use crate::domain::feed::publication::Publication;
use crate::domain::feed::{Body, Item};
use crate::domain::html::tokens::plain_text;
use crate::domain::site::messages::interpolate;
use crate::domain::site::route::cut_query;
use crate::domain::state::Loaded;
use crate::markup::{Element, Event, Markup, State, element, markup};

/// How many stories are shown at first, and how many more at a time.
const SHOWN: usize = 20;
/// After how many stories what was found among them is shown, before all are read.
const NEWS: usize = 400;
/// For how long stories are read before the browser has its turn again, in milliseconds.
const SLICE_MS: i64 = 8;

/// What the page's parts share.
struct Desk {
    site: Site,
    publication: Publication,
    now: State<Now>,
}

/// How far the search has come.
struct Now {
    query: String,
    search: Option<Search>,
    /// There is no search to be had.
    failed: bool,
    /// How many stories have been read.
    read: usize,
    /// The stories that were found among these, by their numbers.
    found: Vec<Number>,
    /// How many stories may be shown.
    most: usize,
}

pub(super) fn search(site: &Site, publication: &Publication, loaded: &Loaded, query: &str) -> Content {
    let messages = site.messages;
    let now = Now { query: query.to_owned(), search: None, failed: false, read: 0, found: Vec::new(), most: SHOWN };
    let desk = Rc::new(Desk { site: site.clone(), publication: publication.clone(), now: State::new(now) });
    let opening = desk.clone();
    search::open(move |search| {
        opening.now.change(|now| {
            now.failed = search.is_none();
            now.search = search;
        });
        opening.read();
    });
    let (typing, telling) = (desk.clone(), desk.clone());
    let field = element("input")
        .attr("type", "search")
        .class("search__field")
        .attr("id", "search-field")
        .attr("value", query.to_owned())
        .attr("autocomplete", "off")
        .attr("aria-describedby", "search-told")
        .on("input", move |event| typing.type_in(&event));
    let label = element("label").attr("for", "search-field").child(messages.search_label());
    let told = element("p").attr("id", "search-told").class("search__told").attr("role", "status");
    let view = element("section")
        .class("section-page search")
        .attr("lang", messages.tag)
        .child(breadcrumb(site, &[], false))
        .child(element("h1").child(messages.search()))
        .child(element("search").child(label).child(field))
        .child(told.live(move || markup().child(telling.told())))
        .child(element("div").class("list").live(move || found(&desk)))
        .child(load_notice::archive_notice(site, &loaded.archive));
    Content { title: Some(messages.search().to_owned()), language: None, is_front: false, view: view.into() }
}

impl Desk {
    fn type_in(&self, event: &Event) {
        let Some(typed) = search::typed(event) else { return };
        let query = cut_query(&typed);
        address_bar::type_search(&query);
        self.now.change(|now| {
            now.most = SHOWN;
            now.query = query;
            now.find();
        });
        self.now.notify();
    }

    /// Reads stories, a slice at a time, until all are read.
    fn read(self: Rc<Self>) {
        let until = timing::now_ms() + SLICE_MS;
        let (goes_on, has_news) = self.now.change(|now| {
            let Some(search) = &now.search else { return (false, true) };
            let before = now.read;
            for item in self.publication.stories().skip(now.read) {
                take_up(search, now.read, item);
                now.read += 1;
                if timing::now_ms() >= until {
                    break;
                }
            }
            let goes_on = now.read < self.publication.feed.items.len();
            // What is found is shown a few times on the way, not after each slice.
            let has_news = !goes_on || before / NEWS != now.read / NEWS;
            if has_news {
                now.find();
            }
            (goes_on, has_news)
        });
        if has_news {
            self.now.notify();
        }
        // A page that has gone asks for nothing any more.
        if goes_on && Rc::strong_count(&self) > 1 {
            timing::after(0, move || self.read());
        }
    }

    /// What there is to say: what to do, what is being done, how much was found.
    fn told(&self) -> String {
        let messages = self.site.messages;
        let all = self.publication.feed.items.len();
        self.now.with(|now| {
            if now.failed {
                return messages.search_failed().to_owned();
            }
            if now.query.trim().is_empty() {
                return messages.search_hint().to_owned();
            }
            if now.read < all {
                return messages.search_reading().to_owned();
            }
            match now.found.len() {
                0 => self.site.count(messages.search_none(), all),
                found => {
                    interpolate(&self.site.count(messages.search_found(), all), &[("found", &self.site.number(found))])
                }
            }
        })
    }
}

impl Now {
    fn find(&mut self) {
        self.found = self.search.as_ref().map(|search| search.find(&self.query)).unwrap_or_default();
    }
}

/// The stories that were found, with what was found in them.
fn found(desk: &Rc<Desk>) -> Markup {
    desk.now.with(|now| {
        let Some(search) = &now.search else { return markup() };
        let stories: Vec<&Item> = desk.publication.stories().map(AsRef::as_ref).collect();
        let mut cards: Vec<Element> = Vec::new();
        for number in now.found.iter().take(now.most) {
            let (headline, text) = search.show(*number, &now.query);
            let text = text.iter().any(|part| !part.is_empty()).then(|| marked(text));
            cards.extend(stories.get(*number).map(|item| found_card(&desk.site, item, marked(headline), text)));
        }
        let more = (now.found.len() > now.most).then(|| {
            let (asking, shown) = (desk.clone(), now.most);
            let button = element("button").attr("type", "button").class("button");
            paragraph(button.child(desk.site.messages.show_more_results()).on("click", move |_| {
                asking.now.change(|now| now.most += SHOWN);
                asking.now.notify();
                timing::after_next_frame(move || focus::story(shown));
            }))
        });
        markup().child(element("div").class("cards").child(cards)).child(more)
    })
}

fn take_up(search: &Search, number: Number, item: &Item) {
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
    search.add(number, [&item.headline, item.summary.as_deref().unwrap_or(""), &names, &body]);
}

/// Parts that are plain and marked in turn.
fn marked(parts: Vec<String>) -> Markup {
    parts.into_iter().enumerate().fold(markup(), |row, (at, part)| match at % 2 {
        0 => row.child(part),
        _ => row.child(element("mark").child(part)),
    })
}
