//! The lines of a page's head for search engines, social networks and browsers: the Open Graph protocol, X's cards,
//! Google's `robots` values, and the link relations of HTML.
//!
//! They follow the title. Everything that the page itself needs first (character set, policy, styles) is the page's.

use super::dates::w3c;
use super::shorten::shorten;
use super::xml::attribute;
use crate::domain::feed::date::Moment;
use crate::domain::feed::time_zone::TimeZone;

mod og_locale;
#[cfg(test)]
mod tests;

/// The longest description, in characters.
const DESCRIPTION_CHARS: usize = 200;
/// The longest title of a card of X, in characters.
const CARD_TITLE_CHARS: usize = 70;
/// The longest text alternative of a card's picture, in characters.
const CARD_ALT_CHARS: usize = 420;

/// The head of a page. Addresses are absolute unless a field says otherwise.
#[derive(Clone, Copy, Debug)]
pub struct HeadOfPage<'a> {
    /// The kind of page.
    pub kind: KindOfPage<'a>,
    /// The headline or the name of the list, without the site's name; the site's name on the front page.
    pub title: &'a str,
    /// The name of the site.
    pub site_name: &'a str,
    /// The description of the page, as text of any length.
    pub description: Option<&'a str>,
    /// The page's canonical URL. Without one, the page has `noindex`.
    pub canonical: Option<&'a str>,
    /// The page's language, an RFC 5646 tag.
    pub language: &'a str,
    /// The picture that is shown where the page is shared: PNG, JPEG or GIF.
    pub picture: Option<SharePicture<'a>>,
    /// The same content as other documents.
    pub alternates: &'a [Alternate<'a>],
    /// The colours of the browser around the page.
    pub theme: ThemeColours<'a>,
    /// The pictures of the browser's tab. Their addresses may be relative.
    pub icons: &'a [Icon<'a>],
    /// The picture of a phone's home screen. Its address may be relative.
    pub touch_icon: Option<&'a str>,
    /// The web app manifest. Its address may be relative.
    pub manifest: Option<&'a str>,
}

/// A kind of page, with the fields that only this kind has.
#[derive(Clone, Copy, Debug)]
pub enum KindOfPage<'a> {
    /// The front page, a list, or another page that is not an article.
    List {
        /// The page of newer stories.
        previous: Option<&'a str>,
        /// The page of older stories.
        next: Option<&'a str>,
    },
    /// One story.
    Article(ArticleHead<'a>),
}

/// The story in the head of an article's page.
#[derive(Clone, Copy, Debug)]
pub struct ArticleHead<'a> {
    /// When it was published.
    pub published: Option<Moment>,
    /// When it was changed.
    pub modified: Option<Moment>,
    /// The publisher's time zone, whose offset dates have.
    pub zone: TimeZone<'a>,
    /// The name of its section.
    pub section: Option<&'a str>,
    /// Its tags.
    pub tags: &'a [String],
    /// The addresses of pages about its authors.
    pub authors: &'a [&'a str],
}

/// The picture that is shown where a page is shared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SharePicture<'a> {
    /// Its address.
    pub url: &'a str,
    /// Width and height in pixels, if they are known.
    pub size: Option<(u32, u32)>,
    /// Its media type, if it is known.
    pub media_type: Option<&'a str>,
    /// The text alternative. Empty if there is none.
    pub alt: &'a str,
}

/// Another document with the content of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alternate<'a> {
    /// Its format.
    pub format: AlternateFormat,
    /// Its address.
    pub url: &'a str,
    /// Its title: that of the feed or of the article.
    pub title: &'a str,
}

/// The format of another document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AlternateFormat {
    /// JSON Feed.
    JsonFeed,
    /// RSS 2.0.
    Rss,
    /// An oEmbed document of JSON.
    OEmbed,
}

/// The colours of the browser around the page, as CSS colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ThemeColours<'a> {
    /// On light pages.
    pub light: &'a str,
    /// On dark pages.
    pub dark: &'a str,
}

/// A picture of the browser's tab.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Icon<'a> {
    /// Its address.
    pub href: &'a str,
    /// Its media type.
    pub media_type: Option<&'a str>,
    /// Its sizes, such as `32x32`; `any` for a drawing.
    pub sizes: Option<&'a str>,
}

/// The lines, each with its line end.
pub fn meta(head: &HeadOfPage) -> String {
    let mut lines = Lines(String::new());
    let description = head.description.map(|text| shorten(text, DESCRIPTION_CHARS)).filter(|text| !text.is_empty());
    if let Some(canonical) = head.canonical {
        lines.link(&[("rel", "canonical"), ("href", canonical)]);
    }
    if let Some(description) = &description {
        lines.named("description", description);
    }
    // Search engines show no large picture without this.
    let robots = if head.canonical.is_some() { "max-image-preview:large" } else { "noindex" };
    lines.named("robots", robots);
    open_graph(&mut lines, head, description.as_deref());
    card(&mut lines, head);
    for (scheme, colour) in [("light", head.theme.light), ("dark", head.theme.dark)] {
        let media = ["(prefers-color-scheme: ", scheme, ")"].concat();
        lines.tag("meta", &[("name", "theme-color"), ("content", colour), ("media", &media)]);
    }
    icons(&mut lines, head);
    for alternate in head.alternates {
        let media_type = match alternate.format {
            AlternateFormat::JsonFeed => "application/feed+json",
            AlternateFormat::Rss => "application/rss+xml",
            AlternateFormat::OEmbed => "application/json+oembed",
        };
        let link = [("rel", "alternate"), ("type", media_type), ("href", alternate.url), ("title", alternate.title)];
        lines.link(&link);
    }
    if let KindOfPage::List { previous, next } = head.kind {
        for (relation, url) in [("prev", previous), ("next", next)] {
            if let Some(url) = url {
                lines.link(&[("rel", relation), ("href", url)]);
            }
        }
    }
    lines.0
}

fn open_graph(lines: &mut Lines, head: &HeadOfPage, description: Option<&str>) {
    lines.property("og:title", head.title);
    let is_article = matches!(head.kind, KindOfPage::Article(_));
    lines.property("og:type", if is_article { "article" } else { "website" });
    if let Some(picture) = head.picture {
        lines.property("og:image", picture.url);
        if let Some((width, height)) = picture.size {
            lines.property("og:image:width", &width.to_string());
            lines.property("og:image:height", &height.to_string());
        }
        if let Some(media_type) = picture.media_type {
            lines.property("og:image:type", media_type);
        }
        if !picture.alt.is_empty() {
            lines.property("og:image:alt", picture.alt);
        }
    }
    if let Some(canonical) = head.canonical {
        lines.property("og:url", canonical);
    }
    if let Some(description) = description {
        lines.property("og:description", description);
    }
    lines.property("og:site_name", head.site_name);
    if let Some(locale) = og_locale::of(head.language) {
        lines.property("og:locale", &locale);
    }
    if let KindOfPage::Article(article) = head.kind {
        for (property, date) in [("published_time", article.published), ("modified_time", article.modified)] {
            if let Some(date) = date {
                lines.property(&["article:", property].concat(), &w3c(date, article.zone));
            }
        }
        article.authors.iter().for_each(|url| lines.property("article:author", url));
        article.section.iter().for_each(|section| lines.property("article:section", section));
        article.tags.iter().for_each(|tag| lines.property("article:tag", tag));
    }
}

/// The card of X, which takes missing values from Open Graph.
fn card(lines: &mut Lines, head: &HeadOfPage) {
    lines.named("twitter:card", if head.picture.is_some() { "summary_large_image" } else { "summary" });
    let title = shorten(head.title, CARD_TITLE_CHARS);
    if title != head.title {
        lines.named("twitter:title", &title);
    }
    let alt = head.picture.map_or("", |picture| picture.alt);
    if !alt.is_empty() {
        lines.named("twitter:image:alt", &shorten(alt, CARD_ALT_CHARS));
    }
}

fn icons(lines: &mut Lines, head: &HeadOfPage) {
    for icon in head.icons {
        let values =
            [("rel", Some("icon")), ("type", icon.media_type), ("sizes", icon.sizes), ("href", Some(icon.href))];
        let link: Vec<_> = values.into_iter().filter_map(|(name, value)| Some((name, value?))).collect();
        lines.link(&link);
    }
    if let Some(href) = head.touch_icon {
        lines.link(&[("rel", "apple-touch-icon"), ("href", href)]);
    }
    if let Some(href) = head.manifest {
        lines.link(&[("rel", "manifest"), ("href", href)]);
    }
}

/// Lines of HTML.
struct Lines(String);

impl Lines {
    fn property(&mut self, property: &str, content: &str) {
        self.tag("meta", &[("property", property), ("content", content)]);
    }

    fn named(&mut self, name: &str, content: &str) {
        self.tag("meta", &[("name", name), ("content", content)]);
    }

    fn link(&mut self, attributes: &[(&str, &str)]) {
        self.tag("link", attributes);
    }

    fn tag(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.0.extend(["<", name]);
        for (name, value) in attributes {
            self.0.extend([" ", name, "=\"", &attribute(value), "\""]);
        }
        self.0.push_str(">\n");
    }
}
