//! Content of Atom that is not in the feed, but at an address: a page, or a file.

use super::Story;
use crate::domain::parse::media_type;
use crate::domain::report::code::Level;
use crate::import::notes::{Notes, quoted};
use crate::import::text::web_url;
use crate::import::xml::Element;

/// The content of an item that is at an address, if it is of this kind.
pub fn content(item: &Element, is_file: bool) -> Option<(&Element, &str)> {
    let mut contents = item.all("atom:content");
    contents.find_map(|element| Some((element, element.attribute("src")?)).filter(|_| is_a_file(element) == is_file))
}

/// Links to the page with the content.
pub fn read(item: &Element, story: &mut Story, notes: &mut Notes) {
    let Some((element, written)) = content(item, false) else { return };
    let Some(url) = web_url(written, element.base.as_deref().or(story.base.as_deref())) else {
        let message = format!("{} is no web address, and is left out", quoted(written));
        return notes.add("atom:content", Level::Lost, &message);
    };
    notes.add(
        "atom:content",
        Level::Lost,
        &format!("the text is at {url}, and not in the feed; the story leads there"),
    );
    if story.url.as_ref() == Some(&url) || story.external_url.is_some() {
        return;
    }
    if story.url.is_none() {
        story.url = Some(url);
    } else {
        story.external_url = Some(url);
    }
}

/// Whether it is no page to read.
fn is_a_file(content: &Element) -> bool {
    let given = content.attribute("type").filter(|given| given.contains('/'));
    let given = given.or_else(|| content.attribute("src").and_then(media_type::of_url));
    given.is_some_and(|given| !given.starts_with("text/") && !given.contains("html") && !given.contains("xml"))
}
