//! The body of an item and its summary.

use super::Story;
use crate::domain::html::entities;
use crate::domain::limits::SUMMARY_CHARS;
use crate::domain::parse::plain_text;
use crate::domain::report::code::Level;
use crate::import::notes::{Notes, quoted};
use crate::import::references::with_characters;
use crate::import::text::{Form, form_of, has_tags, with_absolute_urls};
use crate::import::xml::Element;

/// What is the body wherever it is there; the description is one only where none of these is.
const BODIES: [&str; 6] = ["content:encoded", "atom:content", "xhtml:body", "xhtml:div", "content", "body"];
const DESCRIPTIONS: [&str; 4] = ["description", "atom:summary", "summary", "dc:description"];
const SUMMARIES: [&str; 4] = ["itunes:summary", "itunes:subtitle", "dcterms:abstract", "excerpt:encoded"];

enum Body {
    Html(String),
    Text(String),
}

/// Reads body and summary into the story.
pub fn read(item: &Element, story: &mut Story, notes: &mut Notes) {
    let base = |element: &Element| element.base.as_deref().map(str::to_owned).or_else(|| story.base.clone());
    let mut of = |names: &'static [&'static str]| {
        let elements = names.iter().flat_map(|name| item.all(name));
        elements.into_iter().find_map(|element| Some((body(element, base(element), notes)?, element)))
    };
    let found = of(&BODIES);
    let description = of(&DESCRIPTIONS);
    let content_language = found.as_ref().and_then(|(_, element)| element.language.as_deref().map(str::to_owned));
    story.content_language = content_language;
    let summary = match (&found, description) {
        (Some(_), description) => description.map(|(body, _)| plain(&body)),
        (None, Some((body, element))) => {
            let is_summary = element.name == "atom:summary" && matches!(&body, Body::Text(_));
            if is_summary {
                Some(plain(&body))
            } else {
                set_body(story, body);
                None
            }
        }
        (None, None) => None,
    };
    if let Some((body, _)) = found {
        set_body(story, body);
    }
    let other = || crate::import::text::line(item, &SUMMARIES);
    story.summary = summary.filter(|summary| plain_text::is_visible(summary)).or_else(other);
    drop_useless_summary(story, notes);
}

fn set_body(story: &mut Story, body: Body) {
    match body {
        Body::Html(html) => story.content_html = Some(html),
        Body::Text(text) => story.content_text = Some(text),
    }
}

fn plain(body: &Body) -> String {
    let text = match body {
        Body::Html(html) => plain_text::from_html(&with_characters(html)),
        Body::Text(text) => plain_text::from_text(text),
    };
    without_post_line(&text).trim().to_owned()
}

/// The text without the line that WordPress puts below: `The post … appeared first on …`.
fn without_post_line(text: &str) -> &str {
    match text.rfind("The post ") {
        Some(at) if text[at..].contains(" appeared first on ") || text[at..].contains(" first appeared on ") => {
            &text[..at]
        }
        _ => text,
    }
}

/// The content of an element. `None` where there is nothing to see.
fn body(element: &Element, base: Option<String>, notes: &mut Notes) -> Option<Body> {
    if element.attribute("src").is_some() {
        // It is elsewhere: `elsewhere` reads that.
        return None;
    }
    let form = form_of(element);
    if form == Form::Other {
        let media_type = element.attribute("type").unwrap_or_default();
        notes.add(&element.name, Level::Lost, &format!("content of type {} is left out", quoted(media_type)));
        return None;
    }
    let is_xhtml = element.attribute("type").is_some_and(|form| form.to_ascii_lowercase().contains("xhtml"));
    let inner = match element.first("xhtml:div").or_else(|| element.first("atom:div")) {
        // Atom puts XHTML into a `div` that is no part of it.
        Some(div) if is_xhtml => div.text(),
        _ => element.text(),
    };
    let inner = inner.trim();
    if inner.is_empty() {
        return None;
    }
    let is_html = match form {
        Form::Text => element.elements().next().is_some(),
        Form::Html => true,
        Form::Unsaid | Form::Other => has_tags(inner),
    };
    if is_html {
        return Some(Body::Html(with_absolute_urls(inner, base.as_deref())));
    }
    let mut text = String::new();
    if form == Form::Text {
        text.push_str(inner);
    } else {
        entities::decode_into(&mut text, &with_characters(inner));
    }
    plain_text::is_visible(&text).then_some(Body::Text(text))
}

/// A summary that repeats the whole body, or is as long as one, is none.
fn drop_useless_summary(story: &mut Story, notes: &mut Notes) {
    let Some(summary) = &story.summary else { return };
    let text = match (&story.content_html, &story.content_text) {
        (Some(html), _) => plain_text::from_html(&with_characters(html)),
        (None, Some(text)) => plain_text::from_text(text),
        (None, None) => return,
    };
    if text.trim() == summary {
        story.summary = None;
    } else if summary.chars().count() > SUMMARY_CHARS {
        notes.add("description", Level::Advice, "it is too long for a summary, and is left out: the body is complete");
        story.summary = None;
    }
}
