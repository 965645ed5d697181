//! Headlines for items without a title, a quarter of the items of public feeds.

use super::plain_text::{first_words, from_html, from_text, is_visible};
use crate::domain::feed::Body;
use crate::domain::feed::date::Moment;
use crate::domain::feed::key::Key;
use crate::domain::html::entities;
use crate::domain::html::tag_attributes::places;
use crate::domain::html::tokens::{Token, Tokens};

/// The longest headline that is made from a text, in characters.
const MOST_CHARS: usize = 80;
/// The first words are looked for in the first bytes of a body only, unless those have none: a body may have megabytes.
const HEAD_OF_BODY: usize = 8_192;

/// The first words of the summary or the body, or the heading that the body begins with; else the text alternative of its
/// first picture, else the date, else the id. A headline is never invisible.
pub fn headline(summary: Option<&str>, body: &Body, published: Option<Moment>, id: &str) -> String {
    let summary = summary.filter(|text| is_visible(text)).map(str::to_owned);
    if let Some(text) = summary.or_else(|| text_of(body)).or_else(|| alternative(body)) {
        return first_words(&text, MOST_CHARS);
    }
    if let Some(moment) = published {
        return moment.to_rfc3339().chars().take(10).collect();
    }
    let id_as_text = first_words(&from_text(id), MOST_CHARS);
    if is_visible(&id_as_text) { id_as_text } else { Key::of_id(id).as_str().to_owned() }
}

/// The heading at the beginning of a body.
fn heading_of(html: &str) -> Option<&str> {
    let html = html.trim_start();
    let after = html.strip_prefix("<h")?.strip_prefix(|c| matches!(c, '1'..='6'))?;
    let heading = &html[..html.find("</h")?];
    after.starts_with(['>', ' ']).then_some(heading).filter(|heading| is_visible(&from_html(heading)))
}

/// The text alternative of the first picture that has one.
fn alternative(body: &Body) -> Option<String> {
    let Body::Html(html) = body else { return None };
    Tokens::of(html).find_map(|token| match token {
        Token::Start(name, tag) if name.eq_ignore_ascii_case("img") => {
            // A tag may have a hundred thousand attributes.
            let (_, alt) = places(tag).into_iter().find(|(name, _)| tag[name.clone()].eq_ignore_ascii_case("alt"))?;
            let mut text = String::new();
            entities::decode_into(&mut text, &tag[alt]);
            is_visible(&text).then(|| from_text(&text))
        }
        _ => None,
    })
}

fn text_of(body: &Body) -> Option<String> {
    let (raw, read): (&str, fn(&str) -> String) = match body {
        Body::Html(html) => (html, from_html),
        Body::Text(text) => (text, from_text),
        Body::None => return None,
    };
    let mut head = &raw[..raw.floor_char_boundary(HEAD_OF_BODY)];
    if let (Body::Html(_), true, Some(at)) = (body, head.len() < raw.len(), head.rfind(['<', '>']))
        && head[at..].starts_with('<')
    {
        // The cut is within a tag.
        head = &head[..at];
    }
    let heading = if matches!(body, Body::Html(_)) { heading_of(head) } else { None };
    let head = read(heading.unwrap_or(head));
    // A body may begin with pictures or frames only.
    let text = if is_visible(&head) { head } else { read(raw) };
    is_visible(&text).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_html(html: &str) -> String {
        headline(None, &Body::Html(html.to_owned()), None, "the id")
    }

    #[test]
    fn the_summary_comes_first_then_the_body_then_the_date_then_the_id() {
        let moment = Moment::instant(1_604_620_800_000);
        let body = Body::Text("One\n\n two".into());
        assert_eq!(headline(Some("In short"), &body, Some(moment), "id"), "In short");
        assert_eq!(headline(None, &body, Some(moment), "id"), "One two");
        assert_eq!(headline(Some("\u{200b}"), &Body::None, Some(moment), "id"), "2020-11-06");
        assert_eq!(headline(None, &Body::None, None, " the\nid"), "the id");
    }

    #[test]
    fn a_headline_from_a_body_is_always_visible() {
        assert_eq!(of_html("<img src=x>"), "the id");
        assert_eq!(of_html("<p>\u{200b}&nbsp;</p>"), "the id");
        for id in ["\u{202e}", "\u{200b}", "\u{0}", ""] {
            assert_eq!(headline(None, &Body::None, None, id), Key::of_id(id).as_str(), "{id:?}");
        }
        assert!(headline(None, &Body::None, None, &"x".repeat(10_000)).len() < 100);
    }

    #[test]
    fn a_heading_at_the_beginning_is_the_headline_and_a_picture_without_words_gives_its_text_alternative() {
        assert_eq!(of_html(" <h2 id=a>The <b>bridge</b></h2><p>It is open.</p>"), "The bridge");
        assert_eq!(of_html("<h2><img src=x></h2><p>It is open.</p>"), "It is open.");
        assert_eq!(of_html("<header>A</header><h2>b</h2>"), "A b");
        assert_eq!(of_html("<p><img src=x alt=''><IMG src=y alt='A boat &amp; fog'></p>"), "A boat & fog");
    }

    #[test]
    fn words_are_found_behind_a_long_beginning_without_any() {
        let picture = format!("<img alt='' src='data:image/png;base64,{}'>", "A".repeat(50_000));
        assert_eq!(of_html(&format!("{picture}<p>At last</p>")), "At last");
        assert_eq!(of_html(&format!("<p>{}</p>", "word ".repeat(100))), format!("{}…", "word ".repeat(16).trim_end()));
    }
}
