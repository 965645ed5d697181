//! Routes: the pages of a site, read from URLs and written as URLs.
//!
//! A site is served in one of two ways. In a drop-in folder one HTML file serves all pages, and a route is its query,
//! so that every link answers 200 on every host. In a published site each page is a file, and a route is its path. Only
//! this module and [`super::links`] know the difference.

use super::path_part;
use crate::domain::feed::Item;
use crate::domain::feed::key::Key;
use crate::domain::feed::listing::Listing;
use crate::domain::percent;

/// A page of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// The front page and the list of all stories that follows it, newest first.
    Home {
        /// The number of the page, from 1.
        page: u32,
    },
    /// The stories of a section, a tag or an author, newest first.
    List {
        /// The list, by its slug.
        of: Listing,
        /// The number of the page, from 1.
        page: u32,
    },
    /// A full page of the list of all stories, or of a list of some, in a published site. It is numbered from the
    /// oldest, so that its stories never change.
    Numbered {
        /// The list; `None` is the list of all stories.
        of: Option<Listing>,
        /// The number of the page, from 1 for the oldest stories.
        page: u32,
    },
    /// The months of a published site.
    Months,
    /// The stories of a month of a published site.
    Month {
        /// The year, at most 9999: paths have it in four digits.
        year: u16,
        /// The month, from 1 to 12.
        month: u8,
        /// A full page of the month's stories, from 1 for the oldest; `None` is the page of the newest.
        page: Option<u32>,
    },
    /// The list of all sections.
    AllSections,
    /// One story. The key finds it; the slug is for people and may be out of date.
    Article {
        /// The key of the item's id.
        key: Key,
        /// The slug of the headline; empty in a link that has only the key.
        slug: String,
    },
    /// The search.
    Search {
        /// The query, at most 200 characters; empty for the form alone.
        query: String,
    },
    /// A story by something that is no key.
    InvalidArticle {
        /// The URL's text in the place of key and slug, decoded.
        requested: String,
    },
    /// No page has this address.
    NotFound {
        /// The path or the number of the page in the URL, decoded.
        requested: String,
    },
}

/// The query parameters of routes.
const PARAMETERS: [&str; 7] = ["article", "section", "sections", "page", "tag", "author", "search"];

/// The longest search query, in characters. A longer one is cut.
const LONGEST_QUERY: usize = 200;

impl Route {
    /// The front page's first page.
    pub const HOME: Route = Route::Home { page: 1 };

    /// Whether both are the same page. Articles are compared by key only, because a headline may have changed.
    pub fn is_same_page(&self, other: &Route) -> bool {
        match (self, other) {
            (Route::Article { key: one, .. }, Route::Article { key: two, .. }) => one == two,
            (one, two) => one == two,
        }
    }

    /// Reads a query such as `?article=KEY-slug`, with or without its question mark. Other parameters (of a host
    /// library, of a campaign) are ignored. If a parameter is repeated, the first counts.
    pub fn from_query(query: &str) -> Route {
        let mut found: [Option<String>; PARAMETERS.len()] = [const { None }; PARAMETERS.len()];
        for (name, value) in pairs(query) {
            if let Some(at) = PARAMETERS.iter().position(|known| *known == name)
                && found[at].is_none()
            {
                found[at] = Some(percent::decode_query(value));
            }
        }
        let [article, section, sections, page, tag, author, search] = found;
        let slug_of = |slug: &String| slug.trim_matches('/').to_owned();
        let listing = match (&section, &tag, &author) {
            (Some(section), _, _) => Some(Listing::Section(slug_of(section))),
            (_, Some(tag), _) => Some(Listing::Tag(slug_of(tag))),
            (_, _, Some(author)) => Some(Listing::Author(slug_of(author))),
            _ => None,
        };
        let number = match page.as_deref() {
            None | Some("") => Some(1),
            Some(text) => text.parse().ok().filter(|n| *n > 0),
        };
        match (article, listing, number) {
            (Some(article), _, _) => Route::article_from(&article),
            (None, _, _) if search.is_some() => Route::search(&search.unwrap_or_default()),
            (None, _, None) => Route::NotFound { requested: page.unwrap_or_default() },
            (None, Some(of), Some(page)) if !of.slug().is_empty() => Route::List { of, page },
            (None, Some(_), Some(_)) => Route::AllSections,
            (None, None, Some(_)) if sections.is_some() => Route::AllSections,
            (None, None, Some(page)) => Route::Home { page },
        }
    }

    /// Reads a path of a published site, relative to its root, such as `section/news/page/2/`. Its front page, where the
    /// drop-in was before, reads the queries of the drop-in; the search has its query too.
    pub fn from_path(path: &str) -> Route {
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        let path = path.trim_matches('/').trim_end_matches("index.html").trim_matches('/');
        let not_found = || Route::NotFound { requested: percent::decode(path) };
        let mut parts: Vec<String> = path.split('/').filter(|part| !part.is_empty()).map(percent::decode).collect();
        let mut number = None;
        if let [.., marker, page] = parts.as_slice()
            && marker == "page"
        {
            match page.parse() {
                Ok(page) if page > 0 => number = Some(page),
                _ => return not_found(),
            }
            parts.truncate(parts.len() - 2);
        }
        let words: Vec<&str> = parts.iter().map(String::as_str).collect();
        let listing = match words.as_slice() {
            ["section", rest @ ..] if !rest.is_empty() => {
                let rest: Vec<&str> = rest.iter().copied().map(path_part::read).collect();
                Some(Listing::Section(rest.join("/")))
            }
            ["tag", slug] => Some(Listing::Tag(path_part::read(slug).to_owned())),
            ["author", slug] => Some(Listing::Author(path_part::read(slug).to_owned())),
            _ => None,
        };
        match (words.as_slice(), listing, number) {
            (_, Some(of), None) => Route::List { of, page: 1 },
            (_, Some(of), Some(page)) => Route::Numbered { of: Some(of), page },
            ([], None, Some(page)) => Route::Numbered { of: None, page },
            (["archive", year, month], None, page) => month_from(year, month, page).unwrap_or_else(not_found),
            (_, None, Some(_)) => not_found(),
            ([], None, None) | (["search"], None, None) if !query.is_empty() => Route::from_query(query),
            ([], None, None) => Route::HOME,
            (["search"], None, None) => Route::search(""),
            (["sections"], None, None) => Route::AllSections,
            (["archive"], None, None) => Route::Months,
            (["article"], None, None) => Route::article_from(""),
            (["article", article], None, None) => Route::article_from(article),
            _ => not_found(),
        }
    }

    /// The search for a query.
    pub fn search(query: &str) -> Route {
        Route::Search { query: cut_query(query) }
    }

    fn article_from(text: &str) -> Route {
        let (key, slug) = text.split_once('-').unwrap_or((text, ""));
        match Key::parse(key) {
            Some(key) => Route::Article { key, slug: slug.to_owned() },
            None => Route::InvalidArticle { requested: text.to_owned() },
        }
    }

    /// Whether a query has no parameters of others. Only then does the app handle a click on a link to it.
    pub fn is_our_query(query: &str) -> bool {
        pairs(query).all(|(name, _)| PARAMETERS.contains(&name))
    }

    /// The number of the page in a list, from 1.
    pub fn page(&self) -> u32 {
        match self {
            Route::Home { page } | Route::List { page, .. } => *page,
            _ => 1,
        }
    }

    /// The same list at another page number. Other routes are returned unchanged.
    pub fn at_page(&self, page: u32) -> Route {
        match self {
            Route::Home { .. } => Route::Home { page },
            Route::List { of, .. } => Route::List { of: of.clone(), page },
            other => other.clone(),
        }
    }

    /// The query with its question mark; empty for the front page.
    pub fn query(&self) -> String {
        let mut query = String::new();
        let mut add = |name: &str, value: &str| {
            query.push(if query.is_empty() { '?' } else { '&' });
            query.push_str(name);
            if !value.is_empty() {
                query.push('=');
                percent::encode_into(&mut query, value, percent::QUERY_VALUE);
            }
        };
        match self {
            Route::Home { .. } => {}
            Route::List { of, .. } => add(parameter(of), of.slug()),
            Route::AllSections => add("sections", ""),
            Route::Article { key, slug } => add("article", &key_and_slug(key, slug)),
            Route::Search { query } => add("search", query),
            Route::InvalidArticle { requested } => add("article", requested),
            // Of the parameters only the number of a page can be none.
            Route::NotFound { requested } => add("page", requested),
            // A drop-in has no such page: the nearest list.
            Route::Numbered { of: Some(of), .. } => add(parameter(of), of.slug()),
            Route::Numbered { of: None, .. } | Route::Months | Route::Month { .. } => {}
        }
        if self.page() > 1 {
            add("page", &self.page().to_string());
        }
        query
    }

    /// The path in a published site, from its root, without a leading slash. It ends in a slash but for a query: the one of the
    /// search, and that of a drop-in's page 2, which the front page of the published site reads.
    pub fn path(&self) -> String {
        let mut path = String::new();
        let mut add = |part: &str| {
            percent::encode_into(&mut path, part, percent::PATH);
            path.push('/');
        };
        match self {
            Route::Home { page: 1 } => {}
            Route::Home { .. } => return self.query(),
            Route::List { page: 2.., .. } => return self.query(),
            Route::List { of, .. } => {
                add(parameter(of));
                of.slug().split('/').for_each(|part| add(&path_part::write(part)));
            }
            Route::Numbered { of, page } => {
                if let Some(of) = of {
                    add(parameter(of));
                    of.slug().split('/').for_each(|part| add(&path_part::write(part)));
                }
                add("page");
                add(&page.to_string());
            }
            Route::Months => add("archive"),
            Route::Month { year, month, page } => {
                add("archive");
                add(&four_digits(*year));
                add(&two_digits(*month));
                if let Some(page) = page {
                    add("page");
                    add(&page.to_string());
                }
            }
            Route::Search { query } => {
                add("search");
                if !query.is_empty() {
                    path.push_str(&self.query());
                }
            }
            Route::AllSections => add("sections"),
            Route::Article { key, slug } => {
                add("article");
                add(&key_and_slug(key, slug));
            }
            Route::InvalidArticle { requested } => {
                add("article");
                if !requested.is_empty() {
                    percent::encode_into(&mut path, requested, percent::COMPONENT);
                    path.push('/');
                }
            }
            Route::NotFound { requested } => add(requested),
        }
        path
    }
}

fn two_digits(number: u8) -> String {
    let text = number.to_string();
    if number < 10 { ["0", &text].concat() } else { text }
}

fn four_digits(number: u16) -> String {
    let text = number.to_string();
    ["0".repeat(4_usize.saturating_sub(text.len())), text].concat()
}

/// A month as paths have it: `2026` and `07`.
fn month_from(year: &str, month: &str, page: Option<u32>) -> Option<Route> {
    let digits = |text: &str, count: usize| text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    let year = year.parse().ok().filter(|_| digits(year, 4))?;
    let month = month.parse().ok().filter(|_| digits(month, 2))?;
    (1..=12).contains(&month).then_some(Route::Month { year, month, page })
}

impl Item {
    /// The route of the item's page.
    pub fn route(&self) -> Route {
        Route::Article { key: self.key, slug: self.slug.clone() }
    }
}

/// The search query, cut to the longest that is allowed.
pub fn cut_query(query: &str) -> String {
    query.chars().take(LONGEST_QUERY).collect()
}

/// The name of a kind of list in URLs.
fn parameter(listing: &Listing) -> &'static str {
    match listing {
        Listing::Section(_) => "section",
        Listing::Tag(_) => "tag",
        Listing::Author(_) => "author",
    }
}

fn key_and_slug(key: &Key, slug: &str) -> String {
    let mut text = key.as_str().to_owned();
    if !slug.is_empty() {
        text.push('-');
        text.push_str(slug);
    }
    text
}

/// The names and values of a query, still encoded.
pub(in crate::domain) fn pairs(query: &str) -> impl Iterator<Item = (&str, &str)> {
    let query = query.strip_prefix('?').unwrap_or(query);
    query.split('&').filter(|pair| !pair.is_empty()).map(|pair| pair.split_once('=').unwrap_or((pair, "")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn every_kind() -> Vec<Route> {
        let key = Key::of_id("https://news.example/1");
        vec![
            Route::HOME,
            Route::Home { page: 7 },
            Route::List { of: Listing::Section("news/xianning-news".into()), page: 1 },
            Route::List { of: Listing::Section("新闻/咸宁".into()), page: 3 },
            Route::List { of: Listing::Tag("town-hall".into()), page: 2 },
            Route::List { of: Listing::Author("ana-wren".into()), page: 1 },
            Route::Search { query: String::new() },
            Route::Search { query: "città & 新闻? 100 %".into() },
            Route::Search { query: "a/page/b".into() },
            Route::Search { query: "a/page/2".into() },
            Route::AllSections,
            Route::Article { key, slug: "a-headline".into() },
            Route::Article { key, slug: "عاجل-100".into() },
            Route::Article { key, slug: String::new() },
            Route::InvalidArticle { requested: "bad".into() },
            Route::InvalidArticle { requested: "a/page/2".into() },
            Route::InvalidArticle { requested: String::new() },
            Route::NotFound { requested: "0".into() },
        ]
    }

    #[test]
    fn every_route_is_read_back_from_both_styles() {
        for route in every_kind() {
            assert_eq!(Route::from_query(&route.query()), route, "{}", route.query());
            assert_eq!(Route::from_path(&route.path()), route, "{}", route.path());
        }
    }

    #[test]
    fn the_pages_that_only_a_published_site_has_are_read_back_from_their_paths() {
        let section = Listing::Section("news/xianning-news".into());
        for (route, path) in [
            (Route::Numbered { of: None, page: 1 }, "page/1/"),
            (Route::Numbered { of: Some(section.clone()), page: 12 }, "section/news/xianning-news/page/12/"),
            (
                Route::Numbered { of: Some(Listing::Tag("عاجل".into())), page: 2 },
                "tag/%D8%B9%D8%A7%D8%AC%D9%84/page/2/",
            ),
            (Route::Months, "archive/"),
            (Route::Month { year: 2026, month: 7, page: None }, "archive/2026/07/"),
            (Route::Month { year: 987, month: 12, page: Some(3) }, "archive/0987/12/page/3/"),
        ] {
            assert_eq!(route.path(), path);
            assert_eq!(Route::from_path(path), route);
        }
        assert_eq!(Route::Numbered { of: Some(section), page: 12 }.query(), "?section=news/xianning-news");
        for path in
            ["archive/2026/13/", "archive/2026/7/", "archive/26/07/", "archive/2026/", "sections/page/2/", "page/0/"]
        {
            assert!(matches!(Route::from_path(path), Route::NotFound { .. }), "{path}");
        }
    }

    #[test]
    fn a_section_called_page_is_no_page_of_a_list() {
        let section = Listing::Section("page/2".into());
        let route = Route::List { of: section.clone(), page: 1 };
        assert_eq!(route.path(), "section/page~/2/");
        assert_eq!(Route::from_path(&route.path()), route);
        let route = Route::Numbered { of: Some(section), page: 2 };
        assert_eq!(route.path(), "section/page~/2/page/2/");
        assert_eq!(Route::from_path(&route.path()), route);
        assert_eq!(Route::List { of: Listing::Tag("aux".into()), page: 1 }.path(), "tag/aux~/");
    }

    #[test]
    fn urls_have_the_designed_form() {
        let key = Key::of_id("x");
        let article = Route::Article { key, slug: "hello-world".into() };
        assert_eq!(article.query(), format!("?article={}-hello-world", key.as_str()));
        assert_eq!(
            Route::List { of: Listing::Section("news/xianning-news".into()), page: 1 }.query(),
            "?section=news/xianning-news"
        );
        assert_eq!(Route::Home { page: 2 }.query(), "?page=2");
        assert_eq!(Route::AllSections.query(), "?sections");
    }

    #[test]
    fn parameters_of_host_pages_and_campaigns_change_nothing() {
        let plain = Route::from_query("?section=news");
        let query = "?initialWidth=600&childId=a&section=news&parentTitle=%E4%B8&utm_source=x&section=other";
        assert_eq!(Route::from_query(query), plain);
        assert!(!Route::is_our_query("?section=news&utm_source=x"));
        assert!(Route::is_our_query("?section=news&page=2"));
        assert!(Route::is_our_query(""));
    }

    #[test]
    fn an_unknown_address_is_not_found_and_keeps_its_path() {
        assert_eq!(Route::from_query("?article=Hello%20W"), Route::InvalidArticle { requested: "Hello W".into() });
        assert_eq!(Route::from_query("?page=Hello%20W"), Route::NotFound { requested: "Hello W".into() });
        for query in ["?page=0", "?page=-1", "?page=x", "?page=99999999999", "?section=a&page=none"] {
            assert!(matches!(Route::from_query(query), Route::NotFound { .. }), "{query}");
        }
        assert!(matches!(Route::from_path("wp-login.php"), Route::NotFound { .. }));
    }

    #[test]
    fn empty_values_fall_back_to_the_nearest_list() {
        assert_eq!(Route::from_query("?section="), Route::AllSections);
        assert_eq!(Route::from_query("?tag="), Route::AllSections);
        assert_eq!(Route::from_query("?search="), Route::Search { query: String::new() });
        assert_eq!(Route::from_query("?page="), Route::HOME);
        assert_eq!(Route::from_query("?"), Route::HOME);
        assert_eq!(Route::from_path("index.html"), Route::HOME);
    }

    #[test]
    fn broken_percent_encoding_never_panics() {
        for query in ["?section=%", "?section=%e", "?article=%ff%fe", "?%%%=&&=&=1", "?section=%00"] {
            let _ = Route::from_query(query);
            let _ = Route::from_path(query);
        }
    }
}
