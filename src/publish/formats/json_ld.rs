//! Structured data as JSON-LD 1.1 with the vocabulary of schema.org, by Google's rules for articles and breadcrumbs.
//!
//! Each function gives the content of a `<script type="application/ld+json">`. It holds no `<`, so nothing in it ends the
//! script or begins a comment.

use self::vocabulary::{BreadcrumbList, CONTEXT, Graph, Image, ListItem, Named, NewsArticle, Node, PageId};
use super::dates::w3c;
use crate::domain::feed::time_zone::TimeZone;
use crate::domain::feed::{Item, Picture};

#[cfg(test)]
mod tests;
mod vocabulary;

/// An article, as its page shows it.
#[derive(Clone, Copy, Debug)]
pub struct Article<'a> {
    /// The story. Only its own pictures count: a drawn share card is not a picture of the article.
    pub item: &'a Item,
    /// The canonical URL of its page.
    pub url: &'a str,
    /// The article's language, an RFC 5646 tag.
    pub language: &'a str,
    /// The authors with their pages.
    pub authors: &'a [Person<'a>],
    /// The site.
    pub publisher: Publisher<'a>,
    /// The way from the front page to the article.
    pub breadcrumb: &'a [Crumb<'a>],
    /// The publisher's time zone, whose offset dates have.
    pub zone: TimeZone<'a>,
}

/// An author.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Person<'a> {
    /// The name alone.
    pub name: &'a str,
    /// The absolute URL of a page about the author.
    pub url: Option<&'a str>,
}

/// The site that publishes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Publisher<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its front page.
    pub url: &'a str,
    /// The absolute URL of its logo.
    pub logo: Option<&'a str>,
}

/// One page of a breadcrumb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Crumb<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its absolute URL. The last page needs none.
    pub url: Option<&'a str>,
}

/// The data of an article's page: the article and its breadcrumb.
pub fn article(article: &Article) -> String {
    let item = article.item;
    let date = |date| w3c(date, article.zone);
    let news = NewsArticle {
        kind: "NewsArticle",
        id: [article.url, "#article"].concat(),
        main_entity_of_page: PageId { kind: "WebPage", id: article.url },
        url: article.url,
        headline: &item.headline,
        description: item.summary.as_deref(),
        image: item.image.iter().filter(|picture| !is_too_small(picture)).map(image).collect(),
        date_published: item.published.map(date),
        date_modified: item.updated.or(item.published).map(date),
        author: article.authors.iter().map(|person| author(person, &article.publisher)).collect(),
        publisher: publisher(&article.publisher),
        article_section: item.section_name(),
        keywords: &item.tags,
        in_language: article.language,
        is_accessible_for_free: true,
    };
    let breadcrumb = breadcrumb_list(article.breadcrumb);
    script(&Graph {
        context: CONTEXT,
        graph: [Some(Node::Article(Box::new(news))), breadcrumb].into_iter().flatten().collect(),
    })
}

/// The data of a list's page: its breadcrumb; `None` if that has fewer than two pages.
pub fn list(breadcrumb: &[Crumb]) -> Option<String> {
    let graph = vec![breadcrumb_list(breadcrumb)?];
    Some(script(&Graph { context: CONTEXT, graph }))
}

/// The data of the front page, from which search engines take the name of the site.
pub fn front_page(name: &str, url: &str) -> String {
    script(&Graph {
        context: CONTEXT,
        graph: vec![Node::Site(Named { kind: "WebSite", name, url: Some(url), logo: None })],
    })
}

/// JSON in which markup is escaped. These characters occur in strings only.
fn script(graph: &Graph) -> String {
    let json = serde_json::to_string(graph).unwrap_or_default();
    json.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

fn image(picture: &Picture) -> Image<'_> {
    Image {
        kind: "ImageObject",
        url: picture.url.as_str(),
        width: picture.width,
        height: picture.height,
        caption: picture.caption.as_deref(),
        credit_text: picture.credit.as_deref(),
    }
}

/// Whether the picture is known to be smaller than search engines ask for.
fn is_too_small(picture: &Picture) -> bool {
    const LEAST_PIXELS: u64 = 50_000;
    let pixels = picture.width.zip(picture.height).map(|(width, height)| u64::from(width) * u64::from(height));
    pixels.is_some_and(|pixels| pixels < LEAST_PIXELS)
}

/// An author is a person, unless it is the publisher itself.
fn author<'a>(person: &Person<'a>, publisher: &Publisher) -> Named<'a> {
    let kind = if person.name == publisher.name { "Organization" } else { "Person" };
    Named { kind, name: person.name, url: person.url, logo: None }
}

fn publisher<'a>(publisher: &Publisher<'a>) -> Named<'a> {
    let image = |url| Image { kind: "ImageObject", url, width: None, height: None, caption: None, credit_text: None };
    Named {
        kind: "NewsMediaOrganization",
        name: publisher.name,
        url: Some(publisher.url),
        logo: publisher.logo.map(image),
    }
}

/// `None` if there are fewer pages than the two that a breadcrumb must have.
fn breadcrumb_list<'a>(breadcrumb: &[Crumb<'a>]) -> Option<Node<'a>> {
    let item = |(at, crumb): (usize, &Crumb<'a>)| ListItem {
        kind: "ListItem",
        position: at + 1,
        name: crumb.name,
        item: crumb.url,
    };
    let item_list_element: Vec<ListItem> = breadcrumb.iter().enumerate().map(item).collect();
    (item_list_element.len() >= 2)
        .then_some(Node::Breadcrumb(BreadcrumbList { kind: "BreadcrumbList", item_list_element }))
}
