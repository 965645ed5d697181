//! Texts of a feed: a line of plain text, or HTML with absolute addresses.

use super::markup::escape_into;
use super::references::with_characters;
use super::xml::Element;
use crate::domain::parse::plain_text;
use crate::domain::web_url::{WebUrl, parse_url_natively};
use crate::publish::html_urls::replace_urls;

/// How a text of Atom is written. RSS does not say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Plain text.
    Text,
    /// HTML, escaped or not.
    Html,
    /// RSS has no attribute for it: most often HTML.
    Unsaid,
    /// A media type that is no text.
    Other,
}

/// The form of an element's text.
pub fn form_of(element: &Element) -> Form {
    let is_atom = element.name.starts_with("atom:");
    let given = element.attribute("type").unwrap_or_default().to_ascii_lowercase();
    match given.split(';').next().unwrap_or_default().trim() {
        "" if is_atom && element.attribute("mode").is_none() => Form::Text,
        "" => Form::Unsaid,
        "text" | "plain" | "text/plain" if element.attribute("mode") != Some("escaped") || given == "text/plain" => {
            Form::Text
        }
        "html" | "xhtml" | "text/html" | "application/xhtml+xml" => Form::Html,
        given if given.starts_with("text/") => Form::Text,
        // Odd values on a title: what they say is not known.
        given if !given.contains('/') => Form::Unsaid,
        _ => Form::Other,
    }
}

/// The text of an element as one line without markup.
pub fn line_of(element: &Element) -> Option<String> {
    let text = element.text();
    let line = match form_of(element) {
        Form::Text if element.elements().next().is_none() => plain_text::from_text(&text),
        Form::Html => plain_text::from_html(&with_characters(&text)),
        _ => plain_text::from_markup(&with_characters(&text)),
    };
    Some(line.trim().to_owned()).filter(|line| plain_text::is_visible(line))
}

/// The first of these elements that has a text, as one line.
pub fn line(element: &Element, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| element.all(name).find_map(line_of))
}

/// Whether a text has tags of HTML.
pub fn has_tags(text: &str) -> bool {
    let Some(end) = text.rfind('>') else { return false };
    let is_tag = |at: usize| {
        let rest = &text[at + 1..];
        rest.strip_prefix('/').unwrap_or(rest).starts_with(|c: char| c.is_ascii_alphabetic())
    };
    text[..end].match_indices('<').take(1_000).any(|(at, _)| is_tag(at))
}

/// Plain text as HTML.
pub fn to_html(text: &str) -> String {
    let mut html = String::new();
    for paragraph in text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty()) {
        html.push_str("<p>");
        escape_into(&mut html, paragraph);
        html.push_str("</p>\n");
    }
    html
}

/// HTML with absolute addresses, as far as there is a base for them.
pub fn with_absolute_urls(html: &str, base: Option<&str>) -> String {
    let Some(base) = base.and_then(as_base) else { return html.to_owned() };
    let mut absolute = |url: &str| {
        let is_relative = !url.is_empty() && !url.starts_with('#') && parse_url_natively(url, None).is_none();
        is_relative.then(|| parse_url_natively(url, Some(&base))).flatten()
    };
    replace_urls(html, &mut absolute).into_owned()
}

/// An address as the base of others; `None` for one that is too long, or is none of the web. Each relative address gets a copy
/// of it.
pub fn as_base(url: &str) -> Option<String> {
    WebUrl::parse(url, None, parse_url_natively).ok()?.as_base().map(str::to_owned)
}

/// An address of the web, absolute where there is a base for it.
pub fn web_url(text: &str, base: Option<&str>) -> Option<String> {
    let base = base.and_then(|base| WebUrl::parse(base, None, parse_url_natively).ok());
    WebUrl::parse(text.trim(), base.as_ref(), parse_url_natively).ok().map(|url| url.as_str().to_owned())
}

/// A tag of a language, with hyphens. `None` for what is none.
pub fn language(text: &str) -> Option<String> {
    let tag = text.trim().split('.').next().unwrap_or_default().replace('_', "-");
    let is_part = |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let is_tag = tag.starts_with(|c: char| c.is_ascii_alphabetic()) && tag.len() <= 35 && tag.split('-').all(is_part);
    is_tag.then_some(tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_addresses_get_their_base_and_others_stay() {
        let html =
            r##"<a href="/a?b=1&amp;c=2">x</a><img src=b.png><a href="#n">n</a><a href="mailto:a@b.example">m</a>"##;
        let written = with_absolute_urls(html, Some("https://x.example/news/1"));
        assert!(written.contains(r#"href="https://x.example/a?b=1&amp;c=2""#), "{written}");
        assert!(written.contains("https://x.example/news/b.png") && written.contains(r##"href="#n""##), "{written}");
        assert_eq!(with_absolute_urls(html, None), html);
    }

    #[test]
    fn tags_are_told_from_signs() {
        assert!(has_tags("a <b>x</b>") && has_tags("</p>x"));
        assert!(!has_tags("1 < 2 > 0") && !has_tags("a <b"));
    }

    #[test]
    fn a_language_has_hyphens() {
        assert_eq!(language("en_US").as_deref(), Some("en-US"));
        assert_eq!(language("zh-Hant").as_deref(), Some("zh-Hant"));
        assert_eq!(language("English (US)"), None);
    }
}
