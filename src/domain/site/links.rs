//! Links to the pages of a site, and their canonical and shared URLs.

use super::route::Route;
use crate::domain::feed::Item;
use crate::domain::feed::publication::Publication;
use crate::domain::web_url::WebUrl;

/// The page on which publishers look at a feed, at the root of the site.
pub const HEALTH_PAGE: &str = "feed-health.html";

/// The specification of JSON Feed.
pub const SPECIFICATION: &str = "https://www.jsonfeed.org/version/1.1/";

/// How URLs are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UrlStyle {
    /// `./?article=KEY-slug`: the query of the shell.
    Query,
    /// `article/KEY-slug/`: a folder for each page.
    Path,
}

/// Writes routes as links of one page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Links {
    /// How URLs are written.
    pub style: UrlStyle,
    /// The relative URL from the page to the root of the site: `./`, or `../../` for a published page two folders deep.
    pub root: String,
}

impl Links {
    /// Links of the drop-in shell.
    pub fn of_shell() -> Links {
        Links { style: UrlStyle::Query, root: "./".to_owned() }
    }

    /// A link to a page, relative to the page that holds it.
    pub fn href(&self, route: &Route) -> String {
        self.under(&self.root, route)
    }

    /// The absolute URL of a page of the site at `site`.
    pub fn absolute(&self, site: &WebUrl, route: &Route) -> String {
        self.under(site.folder().as_str(), route)
    }

    fn under(&self, root: &str, route: &Route) -> String {
        let mut href = root.to_owned();
        href.push_str(&match self.style {
            UrlStyle::Query => route.query(),
            UrlStyle::Path => route.path(),
        });
        href
    }

    /// The canonical URL of a page: this site's URL if it is the feed's home; else, for an article, the item's own URL.
    pub fn canonical(&self, publication: &Publication, route: &Route) -> Option<String> {
        let here = || Some(self.absolute(publication.settings.site.as_ref().or(publication.here.as_ref())?, route));
        match route {
            Route::InvalidArticle { .. } | Route::NotFound { .. } | Route::Search { .. } => None,
            Route::Article { key, .. } => self.canonical_of(publication, publication.story(*key)?),
            _ => here(),
        }
    }

    /// The canonical URL of a story's page.
    pub fn canonical_of(&self, publication: &Publication, item: &Item) -> Option<String> {
        let is_item_url = publication.settings.canonical_item_url.unwrap_or(!publication.is_home_of_feed());
        match &item.url {
            Some(url) if is_item_url => Some(url.to_string()),
            _ => Some(self.absolute(publication.settings.site.as_ref().or(publication.here.as_ref())?, &item.route())),
        }
    }

    /// The page of this site that an absolute URL leads to: a story by the address of its own page and, in a published
    /// site, a story by one of its earlier addresses, and any page by its query in the drop-in.
    pub fn page_at(&self, publication: &Publication, url: &str) -> Option<Route> {
        if let Some(item) = publication.item_at(url) {
            return Some(item.route());
        }
        if self.style == UrlStyle::Query {
            return None;
        }
        let here = publication.here.as_ref()?;
        let rest = url.split('#').next()?.strip_prefix(here.as_str())?;
        let article = rest.starts_with("article/").then(|| Route::from_path(rest));
        // A query alone (`?section=news`) is relative to the document, which may be the feed.
        let of_query = || {
            let query = ["index.html", "feed.json"].iter().find_map(|name| rest.strip_prefix(name)).unwrap_or(rest);
            Some(Route::from_query(query.strip_prefix('?')?))
        };
        match article.or_else(of_query)? {
            Route::Article { key, .. } => publication.published_story(key).map(|item| item.route()),
            Route::Home { .. } | Route::InvalidArticle { .. } | Route::NotFound { .. } => None,
            Route::List { of, .. } => Some(Route::List { of, page: 1 }),
            route => Some(route),
        }
    }

    /// The URL that readers share: this site's page, or the item's own URL if a setting says so.
    pub fn shared_url(&self, publication: &Publication, item: &Item) -> String {
        let own = item.url.as_ref().map(WebUrl::to_string);
        if publication.settings.share_item_url == Some(true)
            && let Some(own) = own
        {
            return own;
        }
        match publication.settings.site.as_ref().or(publication.here.as_ref()) {
            Some(site) => self.absolute(site, &item.route()),
            None => own.unwrap_or_default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::web_url::parse_url_natively;

    #[test]
    fn a_link_leads_from_the_page_to_the_root_of_the_site() {
        assert_eq!(Links::of_shell().href(&Route::HOME), "./");
        assert_eq!(Links { style: UrlStyle::Path, root: "../../".into() }.href(&Route::AllSections), "../../sections/");
    }

    #[test]
    fn an_absolute_url_is_in_the_folder_of_the_site() {
        let site = WebUrl::parse("https://city.example/news/index.html?x", None, parse_url_natively).unwrap();
        let links = Links::of_shell();
        assert_eq!(links.absolute(&site, &Route::Home { page: 2 }), "https://city.example/news/?page=2");
        assert_eq!(links.absolute(&site, &Route::HOME), "https://city.example/news/");
    }
}
