//! The addresses of an item, and its id.

use super::Story;
use crate::domain::report::code::Level;
use crate::import::notes::{Notes, quoted};
use crate::import::text::web_url;
use crate::import::xml::Element;

/// Reads the id, the page of the story and the page that it is about.
pub fn read(item: &Element, address: Option<&str>, story: &mut Story, notes: &mut Notes) {
    let base = item.base.as_deref().or(address);
    let mut resolve = |element: &Element, text: &str| {
        // The base itself is no address of the item.
        if text.trim().is_empty() {
            return None;
        }
        let base = element.base.as_deref().or(base);
        let url = web_url(text, base);
        if url.is_none() {
            let message = format!("{} is no web address, and is left out", quoted(text));
            notes.add(&element.name, Level::Lost, &message);
        }
        url
    };
    let mut link = None;
    for name in ["feedburner:origlink", "link"] {
        for element in item.all(name).filter(|link| is_page(link)) {
            let written = element.attribute("href").map_or_else(|| element.text(), str::to_owned);
            link = link.or_else(|| resolve(element, &written));
        }
    }
    let mut page = None;
    for element in item.all("atom:link") {
        let written = element.text();
        let href = element.attribute("href").unwrap_or(written.trim());
        let relation = element.attribute("rel").unwrap_or("alternate").to_ascii_lowercase();
        let relation = relation.rsplit('/').next().unwrap_or_default();
        let is_page = element.attribute("type").is_none_or(|media_type| media_type.contains("html"));
        match relation {
            "alternate" if is_page && link.is_none() => link = resolve(element, href),
            "alternate" if page.is_none() => page = resolve(element, href),
            "related" if story.external_url.is_none() => story.external_url = resolve(element, href),
            "license" => story.keep("rights", href),
            "replies" => {}
            "via" => story.keep("via", href),
            _ => {}
        }
    }
    let guid = item.first("guid").map(|guid| (guid.text().trim().to_owned(), guid.attribute("ispermalink")));
    let guid = guid.filter(|(text, _)| !text.is_empty());
    let permalink = guid.as_ref().and_then(|(text, is_permalink)| {
        let may_be = is_permalink.is_none_or(|value| !value.eq_ignore_ascii_case("false"));
        // Without a base: most programs that write no address here forget to say that it is none.
        let is_said = is_permalink.is_some_and(|value| value.eq_ignore_ascii_case("true")) && text.starts_with('/');
        if may_be { web_url(text, base.filter(|_| is_said)) } else { None }
    });
    story.permalink.clone_from(&permalink);
    story.url = link.or(permalink).or(page);
    story.id = guid
        .map(|(text, _)| text)
        .or_else(|| item.text_of("atom:id"))
        .or_else(|| item.text_of("id"))
        .or_else(|| item.attribute("about").map(str::to_owned))
        .or_else(|| item.text_of("dc:identifier"))
        .or_else(|| story.url.clone());
}

/// Whether a link of RSS leads to the page of the item: Atom's `rel` may stand in it.
fn is_page(link: &Element) -> bool {
    link.attribute("rel").is_none_or(|relation| relation.eq_ignore_ascii_case("alternate"))
}
