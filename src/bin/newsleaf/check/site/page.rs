//! What a page names: links, pictures, files, its own address.

use newsleaf::domain::html::srcset;
use newsleaf::domain::html::tag_attributes::of_tag;
use newsleaf::domain::html::tokens::{Token, Tokens};
use newsleaf::domain::web_url::{WebUrl, parse_url_natively};

/// A longer tag is none that a page of the site has.
const LONGEST_TAG: usize = 50_000;
/// How many tokens of a page are read: a page of the site has some thousand.
const MOST_TOKENS: usize = 100_000;
/// The largest number of addresses that are read from a page.
const MOST_ADDRESSES: usize = 5_000;

/// The addresses of a page, without those of other schemes.
#[derive(Debug, Default)]
pub struct Page {
    /// Its title, cut to 100 characters.
    pub title: String,
    /// Links.
    pub links: Vec<WebUrl>,
    /// Pictures, with those for other screens, and the posters of films.
    pub pictures: Vec<WebUrl>,
    /// Scripts, styles, icons, the manifest.
    pub files: Vec<WebUrl>,
    /// Sounds and films.
    pub media: Vec<WebUrl>,
    /// Feeds in JSON that the page names.
    pub feeds: Vec<WebUrl>,
    /// The address that the page gives itself for search engines.
    pub canonical: Option<WebUrl>,
    /// The address that the page gives itself for link previews.
    pub og_url: Option<WebUrl>,
    /// The Content-Security-Policy in the page.
    pub policy: Option<String>,
    /// Whether a script names the program of the drop-in.
    pub is_drop_in: bool,
    /// The parts of the drop-in that its script names.
    pub parts: Vec<WebUrl>,
}

impl Page {
    /// Reads the page at an address.
    pub fn read(html: &str, address: &WebUrl) -> Page {
        let mut page = Page::default();
        let mut is_title = false;
        for token in Tokens::of(html).take(MOST_TOKENS) {
            match token {
                Token::Raw(text) | Token::Text(text) if is_title => {
                    page.title = text.trim().chars().take(100).collect();
                    is_title = false;
                }
                Token::Start(name, tag) if tag.len() <= LONGEST_TAG => {
                    is_title = name.eq_ignore_ascii_case("title") && page.title.is_empty();
                    page.tag(&name.to_ascii_lowercase(), &of_tag(tag), address);
                }
                _ => is_title = false,
            }
        }
        page
    }

    fn tag(&mut self, name: &str, attributes: &[(String, String)], address: &WebUrl) {
        let of = |name: &str| attributes.iter().find(|(found, _)| found == name).map(|(_, value)| value.trim());
        let url = |name: &str| of(name).and_then(|text| WebUrl::parse(text, Some(address), parse_url_natively).ok());
        let add = |list: &mut Vec<WebUrl>, url: Option<WebUrl>| {
            if list.len() < MOST_ADDRESSES {
                list.extend(url);
            }
        };
        match name {
            "a" | "area" => add(&mut self.links, url("href")),
            "img" => {
                add(&mut self.pictures, url("src"));
                self.set(of("srcset"), address);
            }
            "source" if of("srcset").is_some() => self.set(of("srcset"), address),
            "audio" | "video" | "source" => {
                add(&mut self.media, url("src"));
                add(&mut self.pictures, url("poster"));
            }
            "script" => {
                add(&mut self.files, url("src"));
                if of("data-glue").is_some() {
                    self.is_drop_in = true;
                    for part in ["data-glue", "data-wasm", "data-sanitiser"] {
                        add(&mut self.parts, url(part));
                    }
                }
            }
            "link" => {
                let rel = of("rel").unwrap_or_default().to_ascii_lowercase();
                let kind = of("type").unwrap_or_default();
                match rel.as_str() {
                    "canonical" => self.canonical = url("href"),
                    "stylesheet" | "icon" | "manifest" | "apple-touch-icon" | "modulepreload" | "preload" => {
                        add(&mut self.files, url("href"));
                    }
                    "alternate" if kind == "application/feed+json" => add(&mut self.feeds, url("href")),
                    _ => {}
                }
            }
            "meta" if of("property") == Some("og:url") => self.og_url = url("content"),
            "meta" if of("http-equiv").is_some_and(|name| name.eq_ignore_ascii_case("content-security-policy")) => {
                self.policy = of("content").map(str::to_owned);
            }
            _ => {}
        }
    }

    fn set(&mut self, set: Option<&str>, address: &WebUrl) {
        let mut is_whole = true;
        for candidate in srcset::parse(set.unwrap_or_default(), &mut is_whole) {
            if self.pictures.len() < MOST_ADDRESSES {
                self.pictures.extend(WebUrl::parse(candidate.url, Some(address), parse_url_natively));
            }
        }
    }
}
