//! Headlines for items without a title, a quarter of the items of public feeds.

use super::plain_text::{first_words, from_html, from_text, is_visible};
use crate::domain::feed::Body;
use crate::domain::feed::date::Moment;
use crate::domain::feed::key::Key;

/// The longest headline that is made from a text, in characters.
const MOST_CHARS: usize = 80;
/// The first words are looked for in the first bytes of a body only, unless those have none: a body may have megabytes.
const HEAD_OF_BODY: usize = 8_192;

/// The first words of the summary or the body, else the date, else the id. A headline is never invisible.
pub fn headline(summary: Option<&str>, body: &Body, published: Option<Moment>, id: &str) -> String {
    let summary = summary.filter(|text| is_visible(text)).map(str::to_owned);
    if let Some(text) = summary.or_else(|| text_of(body)) {
        return first_words(&text, MOST_CHARS);
    }
    if let Some(moment) = published {
        return moment.to_rfc3339().chars().take(10).collect();
    }
    let id_as_text = first_words(&from_text(id), MOST_CHARS);
    if is_visible(&id_as_text) { id_as_text } else { Key::of_id(id).as_str().to_owned() }
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
    let head = read(head);
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
    fn words_are_found_behind_a_long_beginning_without_any() {
        let picture = format!("<img alt='' src='data:image/png;base64,{}'>", "A".repeat(50_000));
        assert_eq!(of_html(&format!("{picture}<p>At last</p>")), "At last");
        assert_eq!(of_html(&format!("<p>{}</p>", "word ".repeat(100))), format!("{}…", "word ".repeat(16).trim_end()));
    }
}
