//! The pages of a site as files: components rendered into a whole document, with metadata for other programs.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::app::{App, AppError};
use super::cards::{self, CardPaths};
use super::document::{DocumentParts, Documents, Lookup, hash_source};
use super::formats::head::{
    Alternate, AlternateFormat, ArticleHead, HeadOfPage, Icon, KindOfPage, SharePicture, ThemeColours, meta,
};
use super::formats::json_ld::{self, Crumb, Person, Publisher};
use super::formats::oembed::{self, OEmbed, Thumbnail};
use super::formats::xml;
use super::html_urls::replace_urls_below;
use super::icons;
use super::latest::latest_keys;
use super::shared_picture::shared_picture;
use super::site_file::SiteFile;
use crate::browser::dates;
use crate::domain::feed::listing::Listing;
use crate::domain::feed::publication::Publication;
use crate::domain::feed::time_zone::TimeZone;
use crate::domain::feed::{Item, names_of};
use crate::domain::parse::media_type;
use crate::domain::percent;
use crate::domain::site::accent::Accent;
use crate::domain::site::links::{Links, UrlStyle};
use crate::domain::site::messages::{Messages, compiled_in, english, tag_for};
use crate::domain::site::page_head::PageHead;
use crate::domain::site::route::Route;
use crate::domain::web_url::WebUrl;
use crate::pages::published::{ListContent, ListHeading, PageContent, PublishedPage};
use crate::render::{PublishedSource, RenderedPage, published};

/// The colours of the browser around a page: `--paper` of `style/tokens.css`.
const THEME: ThemeColours = ThemeColours { light: "#fffdf8", dark: "#16150f" };

/// Makes the files of pages.
pub struct PageWriter {
    source: PublishedSource,
    site: WebUrl,
    documents: Documents,
    icon: String,
    messages: &'static Messages,
    /// The share cards of stories without a usable picture.
    cards: CardPaths,
}

impl PageWriter {
    /// Makes the pages of a publication for the site at `site`, a folder.
    pub fn new(
        publication: Arc<Publication>,
        site: WebUrl,
        app: &App,
        cards: CardPaths,
    ) -> Result<PageWriter, AppError> {
        let accent = publication.settings.accent.as_deref().and_then(Accent::of);
        let language = publication.feed.language.as_deref();
        let messages = language.and_then(tag_for).and_then(compiled_in).unwrap_or_else(english);
        let has_sections = publication.feed.items.iter().any(|item| !item.section.is_empty());
        let documents = Documents::new(app, accent.as_ref())?;
        let source = PublishedSource { publication, has_sections };
        Ok(PageWriter { source, site, documents, icon: app.icon(), messages, cards })
    }

    /// A hash of the parts that all pages have in common: if it changes, all pages are made again.
    pub fn fingerprint(&self) -> String {
        [self.documents.fingerprint().as_str(), self.icon.as_str(), self.messages.tag].join(" ")
    }

    /// The file of a page.
    pub fn page(&self, page: &PublishedPage) -> SiteFile {
        let path = file_of(page);
        let root = match page.content {
            // A host shows it at addresses of every depth.
            PageContent::NotFound => path_of(&self.site),
            _ => root_from(&path),
        };
        let links = Links { style: UrlStyle::Path, root: root.clone() };
        let rendered = published(&self.source, page, links);
        (path, self.document(page, &rendered, &root).into_bytes())
    }

    /// The page of the search: the shell of the app, with a page for readers without scripts until the app has loaded.
    pub fn search(&self, page: &PublishedPage, shell: &str) -> String {
        const APP: &str = "<div id=\"app\">";
        let root = "../";
        let rendered = published(&self.source, page, Links { style: UrlStyle::Path, root: root.to_owned() });
        let html = replace_urls_below(&rendered.html, self.site.as_str(), &mut |url| self.relative(url, root));
        let title = xml::text(&rendered.head.title);
        let (language, direction) = (xml::attribute(&rendered.head.language), rendered.head.direction.as_str());
        let start = format!("<html lang=\"{language}\" dir=\"{direction}\">");
        let mut shell = shell.replacen("<html lang=\"en\">", &start, 1);
        shell = shell.replacen(
            "<title>News</title>",
            &format!("<title>{title}</title>\n<meta name=\"robots\" content=\"noindex\">"),
            1,
        );
        // The page replaces the skeleton, and has its own text for readers without scripts.
        if let (Some(from), Some(to)) = (shell.find("<noscript>"), shell.find("</noscript>")) {
            shell.replace_range(from..to + "</noscript>".len(), "");
        }
        // The publisher's colour, which the app would set when it has loaded.
        let accent = self.documents.accent_style();
        if !accent.is_empty() {
            shell = shell.replacen("style-src 'self'", &format!("style-src 'self' {}", hash_source(accent)), 1);
            shell = shell.replacen("</head>", &format!("<style>{accent}</style>\n</head>"), 1);
        }
        if let (Some(from), Some(to)) = (shell.find(APP), shell.rfind("</div>")) {
            shell.replace_range(from + APP.len()..to, &html);
        }
        shell
    }

    /// The oEmbed document of a story.
    pub fn oembed(&self, item: &Item) -> SiteFile {
        let publication = &self.source.publication;
        let author = item.authors.iter().find(|author| !author.name.is_empty());
        let picture = item.image.as_ref();
        let size = picture.and_then(|picture| Some((picture.width?, picture.height?)));
        let thumbnail =
            picture.zip(size).map(|(picture, (width, height))| Thumbnail { url: picture.url.as_str(), width, height });
        let frame = [self.site.as_str(), "embed/?embed&read=", item.key.as_str()].concat();
        let document = oembed::document(&OEmbed {
            title: &item.headline,
            url: &self.absolute(&item.route()),
            frame: &frame,
            author_name: names_of(&item.authors).as_deref(),
            author_url: author.and_then(|author| author.url.as_ref()).map(WebUrl::as_str),
            provider_name: &publication.feed.title,
            provider_url: self.site.as_str(),
            thumbnail,
        });
        (PageWriter::oembed_path(item), document.into_bytes())
    }

    /// The path of a story's oEmbed document.
    pub fn oembed_path(item: &Item) -> String {
        [&decoded(&item.route().path()), "oembed.json"].concat()
    }

    /// The absolute URL of a page.
    pub fn absolute(&self, route: &Route) -> String {
        [self.site.as_str(), &route.path()].concat()
    }

    /// A URL of this site relative to a page whose root is `root`; `None` for other sites.
    fn relative(&self, url: &str, root: &str) -> Option<String> {
        url.strip_prefix(self.site.as_str()).map(|rest| [root, &percent::escape_stray(rest)].concat())
    }

    fn document(&self, page: &PublishedPage, rendered: &RenderedPage, root: &str) -> String {
        let publication = &self.source.publication;
        let RenderedPage { html, head, description } = rendered;
        let html = replace_urls_below(html, self.site.as_str(), &mut |url| self.relative(url, root));
        let meta = self.meta(page, head, description.as_deref(), root);
        let json_ld = self.json_ld(page, head);
        let lookup = match &page.content {
            PageContent::Front { count, older } => {
                let pages = match older {
                    Some(Route::Numbered { page, .. }) => *page as usize,
                    _ => 0,
                };
                Some(Lookup::FrontPage { stories: (*count).min(publication.feed.items.len()), pages })
            }
            PageContent::NotFound => Some(Lookup::NotFound),
            _ => None,
        };
        let messages = self.messages;
        let mut data = vec![
            ("lang", messages.tag),
            ("picture-failed", messages.picture_failed()),
            ("picture-open", messages.picture_open()),
            ("part-failed", messages.part_failed()),
        ];
        let latest: String;
        let new_stories: String;
        match page.content {
            PageContent::Article(_) => data.extend([
                ("copy-by-hand", messages.share_copy_by_hand()),
                ("sheet-failed", messages.share_sheet_failed()),
            ]),
            PageContent::Front { .. } => {
                latest = latest_keys(publication).join(" ");
                let forms: BTreeMap<_, _> = messages.new_stories().forms().collect();
                new_stories = serde_json::json!(forms).to_string();
                data.extend([
                    ("latest", latest.as_str()),
                    ("new-stories", &new_stories),
                    ("feed", messages.feed()),
                    ("close", messages.close()),
                ]);
            }
            _ => {}
        }
        self.documents.html(&DocumentParts {
            language: &head.language,
            direction: head.direction.as_str(),
            title: &head.title,
            meta: &meta,
            json_ld: json_ld.as_deref(),
            root,
            lookup,
            data: &data,
            html: &html,
        })
    }

    fn meta(&self, page: &PublishedPage, head: &PageHead, description: Option<&str>, root: &str) -> String {
        let publication = &self.source.publication;
        let name = publication.feed.title.as_str();
        let item = article(page);
        let zone = TimeZone::new(publication.settings.time_zone.as_deref(), dates::offset_of);
        let title = match (&page.content, item) {
            (PageContent::Front { .. }, _) => name,
            (_, Some(item)) => item.headline.as_str(),
            _ => head.title.as_str(),
        };
        let authors: Vec<&str> = item
            .iter()
            .flat_map(|item| &item.authors)
            .filter_map(|author| author.url.as_ref())
            .map(WebUrl::as_str)
            .collect();
        let next = match &page.content {
            PageContent::Front { older, .. } | PageContent::List(ListContent { older, .. }) => older.as_ref(),
            _ => None,
        };
        // Relative: Firefox fetches it beforehand, and a copy of the site at another address has no right to the site's own.
        let next = next.map(|route| [root, &route.path()].concat());
        let kind = match item {
            Some(item) => KindOfPage::Article(ArticleHead {
                published: item.published,
                modified: item.updated,
                zone,
                section: item.section_name(),
                tags: &item.tags,
                authors: &authors,
            }),
            None => KindOfPage::List { previous: None, next: next.as_deref() },
        };
        let feed_url = [self.site.as_str(), "feed.json"].concat();
        let rss_url = [self.site.as_str(), "rss.xml"].concat();
        let oembed_url = item.map(|item| [&self.absolute(&item.route()), "oembed.json"].concat());
        let mut alternates = vec![
            Alternate { format: AlternateFormat::JsonFeed, url: &feed_url, title: name },
            Alternate { format: AlternateFormat::Rss, url: &rss_url, title: name },
        ];
        if let (Some(url), Some(item)) = (&oembed_url, item) {
            alternates.push(Alternate { format: AlternateFormat::OEmbed, url, title: &item.headline });
        }
        let relative = |url: &str| self.relative(url, root).unwrap_or_else(|| url.to_owned());
        let icon = head.icon.as_deref().map_or_else(|| [root, &self.icon].concat(), relative);
        let icon_type = media_type::of_url(&icon);
        let has_default_icons = icons::has_default_icons(publication);
        let touch_icon = head.touch_icon.as_deref().map(relative);
        let touch_icon = touch_icon.or_else(|| has_default_icons.then(|| [root, icons::TOUCH_ICON].concat()));
        let favicon = [root, icons::FAVICON].concat();
        let mut page_icons = vec![Icon { href: &icon, media_type: icon_type, sizes: None }];
        if has_default_icons {
            // Browsers that know SVG take the last one that fits.
            page_icons.insert(0, Icon { href: &favicon, media_type: None, sizes: Some("32x32") });
        }
        let manifest = [root, "manifest.webmanifest"].concat();
        let card = item.and_then(|item| self.cards.get(&item.key));
        let card = card.map(|path| [self.site.as_str(), path].concat());
        let card = card.as_deref().zip(item).map(|(url, item)| SharePicture {
            url,
            size: Some(cards::SIZE),
            media_type: Some("image/png"),
            alt: &item.headline,
        });
        meta(&HeadOfPage {
            kind,
            title,
            site_name: name,
            description,
            canonical: head.canonical.as_deref(),
            language: &head.language,
            picture: item.and_then(|item| shared_picture(item)).or(card),
            alternates: &alternates,
            theme: THEME,
            icons: &page_icons,
            touch_icon: touch_icon.as_deref(),
            manifest: Some(&manifest),
        })
    }

    fn json_ld(&self, page: &PublishedPage, head: &PageHead) -> Option<String> {
        let publication = &self.source.publication;
        let name = publication.feed.title.as_str();
        let path = match &page.content {
            PageContent::Front { .. } => return Some(json_ld::front_page(name, self.site.as_str())),
            PageContent::Article(article) => article.item.section.clone(),
            PageContent::List(ListContent { heading: ListHeading::Section(path), .. }) => path.clone(),
            _ => return None,
        };
        let sections: Vec<String> = (1..=path.len())
            .map(|depth| self.absolute(&Route::List { of: Listing::of_section(&path[..depth]), page: 1 }))
            .collect();
        let mut breadcrumb = vec![Crumb { name: self.messages.home(), url: Some(self.site.as_str()) }];
        breadcrumb.extend(path.iter().zip(&sections).map(|(name, url)| Crumb { name, url: Some(url) }));
        let Some(item) = article(page) else { return json_ld::list(&breadcrumb) };
        breadcrumb.push(Crumb { name: &item.headline, url: None });
        let url = head.canonical.clone().unwrap_or_else(|| self.absolute(&item.route()));
        let named = item.authors.iter().filter(|author| !author.name.is_empty());
        let authors: Vec<Person> =
            named.map(|author| Person { name: &author.name, url: author.url.as_ref().map(WebUrl::as_str) }).collect();
        let logo = publication.settings.logo.as_ref().map(|logo| &logo.url).or(publication.feed.icon.as_ref());
        Some(json_ld::article(&json_ld::Article {
            item,
            url: &url,
            language: &head.language,
            authors: &authors,
            publisher: Publisher { name, url: self.site.as_str(), logo: logo.map(WebUrl::as_str) },
            breadcrumb: &breadcrumb,
            zone: TimeZone::new(publication.settings.time_zone.as_deref(), dates::offset_of),
        }))
    }
}

fn article(page: &PublishedPage) -> Option<&Arc<Item>> {
    match &page.content {
        PageContent::Article(article) => Some(&article.item),
        _ => None,
    }
}

/// The path of a page's file in the site.
pub fn file_of(page: &PublishedPage) -> String {
    match page.content {
        PageContent::NotFound => "404.html".to_owned(),
        _ => [&decoded(&page.route.path()), "index.html"].concat(),
    }
}

/// A path of a URL as file systems have it.
fn decoded(path: &str) -> String {
    crate::domain::percent::decode(path)
}

/// The relative URL from a file of the site to its root.
fn root_from(path: &str) -> String {
    match path.matches('/').count() {
        0 => "./".to_owned(),
        depth => "../".repeat(depth),
    }
}

/// The path of a URL.
fn path_of(site: &WebUrl) -> String {
    let rest = site.as_str().split_once("://").map_or("", |(_, rest)| rest);
    rest.find('/').map_or_else(|| "/".to_owned(), |at| rest[at..].to_owned())
}
