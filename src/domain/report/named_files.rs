//! The pictures, players and attachments that a feed names, and what their addresses are relative to.

use super::entries::{entries, index_of_items};
use crate::domain::feed::warning::Place;
use crate::domain::feed::{Body, Feed, Item};
use crate::domain::html::pictures::{Source, use_lazy_source};
use crate::domain::html::tag_attributes::get;
use crate::domain::html::tag_attributes::of_tag;
use crate::domain::html::tokens::{Token, Tokens};
use crate::domain::limits::Limits;
use crate::domain::parse::context::Context;
use crate::domain::parse::document;
use crate::domain::parse::fields::without_references;
use crate::domain::parse::json::value::Value;
use crate::domain::web_url::WebUrl;

/// A file that a feed names.
#[derive(Clone, Debug)]
pub struct NamedFile {
    /// The item that names it.
    pub place: Place,
    /// The field that names it.
    pub field: &'static str,
    /// Its absolute address.
    pub url: WebUrl,
    /// Whether the page shows it as a picture.
    pub is_picture: bool,
    /// Whether the feed writes its address without a host.
    pub is_relative: bool,
    /// The field that the address is relative to, if it leads elsewhere than the feed's own place would.
    pub other_base: Option<BaseField>,
}

/// A field that relative addresses are relative to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum BaseField {
    /// The feed's `home_page_url`.
    HomePageUrl,
    /// The item's `url`.
    Url,
}

impl BaseField {
    /// The name of the field.
    pub fn name(self) -> &'static str {
        match self {
            BaseField::HomePageUrl => "home_page_url",
            BaseField::Url => "url",
        }
    }
}

/// The files that the items of a feed name, in their order. `bytes` are the feed's: [`Feed`] holds absolute addresses only.
pub fn of(feed: &Feed, bytes: &[u8], context: &Context) -> Vec<NamedFile> {
    let Ok((document, _)) = document::read_json(bytes, Limits::PUBLISHED) else { return Vec::new() };
    let indexes = index_of_items(&document);
    let mut files = Vec::new();
    for (at, item) in feed.items.iter().enumerate() {
        let index = indexes.get(&item.id).copied().unwrap_or(at);
        let resolver = Resolver::of(feed, item, context);
        let place = Place::item(index, &item.id);
        let mut add = |field, is_picture, url: WebUrl, written: Option<&str>| {
            files.push(NamedFile {
                place: place.clone(),
                field,
                is_picture,
                is_relative: written.is_some_and(|written| resolver.is_relative(written)),
                other_base: written.and_then(|written| resolver.other_base(written, &url)),
                url,
            });
        };
        let entry = entries(&document).get(index);
        if let Some(picture) = &item.image {
            let written = entry.into_iter().flat_map(written_pictures);
            let found = written.into_iter().find(|(_, written)| resolver.leads_to(written, &picture.url));
            let (field, written) = found.map_or(("image", None), |(field, written)| (field, Some(written)));
            add(field, true, picture.url.clone(), written);
        }
        let attachments: Vec<&str> = entry.into_iter().flat_map(written_attachments).collect();
        for attachment in &item.attachments {
            let written = attachments.iter().find(|written| resolver.leads_to(written, &attachment.url));
            add("attachments", false, attachment.url.clone(), written.copied());
        }
        for (src, is_picture) in of_body(&item.body) {
            let src = src.trim_ascii();
            if let Some(url) = resolver.resolve(src) {
                add("content_html", is_picture, url, Some(src));
            }
        }
    }
    files
}

/// How the addresses of one item are resolved.
struct Resolver<'a> {
    base: Option<(BaseField, &'a WebUrl)>,
    context: &'a Context<'a>,
}

impl<'a> Resolver<'a> {
    fn of(feed: &'a Feed, item: &'a Item, context: &'a Context) -> Resolver<'a> {
        let home = feed.home_page_url.as_ref().map(|url| (BaseField::HomePageUrl, url));
        Resolver { base: item.url.as_ref().map(|url| (BaseField::Url, url)).or(home), context }
    }

    fn resolve(&self, written: &str) -> Option<WebUrl> {
        let base = self.base.map_or(self.context.address, |(_, base)| base);
        WebUrl::parse(written, Some(base), self.context.parse_url).ok()
    }

    fn leads_to(&self, written: &str, url: &WebUrl) -> bool {
        self.resolve(&without_references(written)).as_ref() == Some(url)
    }

    fn is_relative(&self, written: &str) -> bool {
        !names_host(written) && WebUrl::parse(&without_references(written), None, self.context.parse_url).is_err()
    }

    /// The field of the base, if the address would lead elsewhere relative to the feed's own address.
    fn other_base(&self, written: &str, url: &WebUrl) -> Option<BaseField> {
        let (field, _) = self.base.filter(|_| !names_host(written))?;
        let at_feed = WebUrl::parse(&without_references(written), Some(self.context.address), self.context.parse_url);
        (at_feed.as_ref() != Ok(url)).then_some(field)
    }
}

/// Whether only the scheme is missing: `//host/picture.png`.
fn names_host(written: &str) -> bool {
    written.trim_ascii_start().starts_with("//")
}

/// The addresses of lead pictures as an item writes them, with their fields.
fn written_pictures(entry: &Value) -> Vec<(&'static str, &str)> {
    let mut written = Vec::new();
    for field in ["image", "banner_image"] {
        let Some(value) = entry.get_in_any_case(field) else { continue };
        let of_object = ["url", "src"].into_iter().filter_map(|name| value.get(name));
        let text = value.as_str().or_else(|| of_object.into_iter().find_map(Value::as_str));
        written.extend(text.map(|text| (field, text)));
    }
    written
}

/// The addresses of attachments as an item writes them.
fn written_attachments(entry: &Value) -> Vec<&str> {
    let files = match entry.get_in_any_case("attachments") {
        Some(Value::Array(files)) => files.as_slice(),
        Some(file) => std::slice::from_ref(file),
        None => &[],
    };
    files.iter().filter_map(|file| file.get_in_any_case("url")?.as_str()).collect()
}

/// The addresses of pictures and players of a body as they are written, and whether each is a picture's.
fn of_body(body: &Body) -> Vec<(String, bool)> {
    let Body::Html(html) = body else { return Vec::new() };
    let mut addresses = Vec::new();
    for token in Tokens::of(html) {
        let Token::Start(name, tag) = token else { continue };
        let (shows, is_picture) = match name.to_ascii_lowercase().as_str() {
            "img" | "amp-img" => (Source::Picture, true),
            "audio" | "video" | "source" | "amp-audio" | "amp-video" => (Source::Other, false),
            _ => continue,
        };
        let mut attributes = of_tag(tag);
        use_lazy_source(&mut attributes, shows);
        let src = get(&attributes, "src").filter(|src| !src.trim().is_empty());
        addresses.extend(src.map(|src| (src.to_owned(), is_picture)));
    }
    addresses
}
