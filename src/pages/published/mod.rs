//! The pages of a published site (`newsleaf build`), which need no app. They are made of the components of the
//! readers' pages; what differs is that all is known when a page is made, and that lists are numbered from the oldest.

mod archive;
mod article;
mod frame;
mod head;
mod list;

use std::sync::Arc;

use leptos::prelude::*;

pub use self::frame::PublishedSite;
pub use self::head::{Description, published_head};
use crate::domain::feed::Item;
use crate::domain::site::route::Route;

/// A page of a published site.
#[derive(Clone, Debug)]
pub struct PublishedPage {
    /// Its route.
    pub route: Route,
    /// The content of the page.
    pub content: PageContent,
}

/// The content of a page, all of it decided when the site is planned.
#[derive(Clone, Debug)]
pub enum PageContent {
    /// The front page with the newest stories.
    Front {
        /// The number of stories; a site with fewer shows all.
        count: usize,
        /// The newest full page of the list of all stories; `None` if all stories are on the front page.
        older: Option<Route>,
    },
    /// A page of a list.
    List(ListContent),
    /// A story.
    Article(ArticleContent),
    /// The list of all sections.
    AllSections,
    /// The months that have stories, the newest first: year and month, from 1.
    Months(Vec<(u16, u8)>),
    /// The search. The app takes its place.
    Search,
    /// The host's page for an unknown address.
    NotFound,
}

/// A page of a list of stories.
#[derive(Clone, Debug)]
pub struct ListContent {
    /// The list's subject.
    pub heading: ListHeading,
    /// The stories of the page, the newest first.
    pub stories: Vec<Arc<Item>>,
    /// The number of a full page, from the oldest; `None` for the page of the newest stories.
    pub number: Option<u32>,
    /// The page of the newest stories, on a full page. The page of the next newer stories does not exist when a full page is
    /// written, and that page never changes.
    pub newest: Option<Route>,
    /// The page of older stories.
    pub older: Option<Route>,
}

/// The subject of a list.
#[derive(Clone, Debug, PartialEq)]
pub enum ListHeading {
    /// All stories.
    All,
    /// A section, by its names from the outermost in.
    Section(Vec<String>),
    /// A tag.
    Tag(String),
    /// An author.
    Author {
        /// The name as the feed has it.
        name: String,
        /// The URL of the author's own page.
        url: Option<String>,
    },
    /// A month.
    Month {
        /// The year.
        year: u16,
        /// The month, from 1 to 12.
        month: u8,
    },
}

/// A story with the stories that its page links to.
#[derive(Clone, Debug)]
pub struct ArticleContent {
    /// The story.
    pub item: Arc<Item>,
    /// The next newer story.
    pub newer: Option<Arc<Item>>,
    /// The next older story.
    pub older: Option<Arc<Item>>,
    /// Older stories of its section. Newer ones would change the page with each of them.
    pub more: Vec<Arc<Item>>,
}

impl PageContent {
    /// Whether the site's name is the page's headline.
    fn is_front(&self) -> bool {
        matches!(self, PageContent::Front { .. })
            || matches!(self, PageContent::List(ListContent { heading: ListHeading::All, .. }))
    }

    fn view(self) -> AnyView {
        match self {
            PageContent::Front { count, older } => view! { <list::FrontPage count=count older=older /> }.into_any(),
            PageContent::List(content) => view! { <list::ListPage content=content /> }.into_any(),
            PageContent::Article(content) => view! { <article::ArticlePage content=content /> }.into_any(),
            PageContent::AllSections => view! { <super::all_sections::AllSectionsPage has_counts=false /> }.into_any(),
            PageContent::Months(months) => view! { <archive::MonthsPage months=months /> }.into_any(),
            PageContent::Search => view! { <archive::SearchPage /> }.into_any(),
            PageContent::NotFound => view! { <archive::NotFoundPage /> }.into_any(),
        }
    }
}
