//! Bodies as WordPress stores them: captions are shortcodes. Paragraphs are made by `paragraphs`.

use super::markup::quote_into;
use super::text::web_url;
use crate::domain::html::tag_attributes::of_tag;
use crate::domain::html::tokens::plain_text;

/// So many other shortcodes of a post are named.
const NAMES: usize = 20;

/// A longer tag is no shortcode.
const TAG_BYTES: usize = 5_000;

const END_OF_CAPTION: &str = "[/caption]";

/// The body with captions as figures, files with a player, and the names of other shortcodes.
pub fn expand(html: &str) -> (String, Vec<String>) {
    let mut out = String::with_capacity(html.len());
    let mut unknown: Vec<String> = Vec::new();
    let mut rest = html;
    // Behind the last one no end is looked for.
    let behind_captions = html.rfind(END_OF_CAPTION).map_or(html.len(), |at| html.len() - at);
    while let Some(at) = rest.find('[') {
        let (before, code) = rest.split_at(at);
        out.push_str(before);
        let name = name_of(code);
        let expanded = match name {
            "caption" | "wp_caption" if code.len() > behind_captions => {
                caption(code).map(|(tag, inner, length)| (figure(tag, inner), length))
            }
            "embed" => embed(code),
            "audio" | "video" => player(code, name),
            _ => None,
        };
        if let Some((html, length)) = expanded {
            out.push_str(&html);
            rest = &code[length..];
            continue;
        }
        if is_unknown(code, name) && unknown.len() < NAMES && !unknown.iter().any(|known| known == name) {
            unknown.push(name.to_owned());
        }
        out.push('[');
        rest = &code[1..];
    }
    out.push_str(rest);
    (out, unknown)
}

/// The name in `[name attribute="value"]`. Empty if there is none.
fn name_of(code: &str) -> &str {
    let length = code[1..].bytes().take_while(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(byte)).count();
    &code[1..=length]
}

/// Whether this looks like a shortcode, and not like a text in brackets.
fn is_unknown(code: &str, name: &str) -> bool {
    // Galleries are expanded when all pictures are known.
    if !name.starts_with(|c: char| c.is_ascii_lowercase()) || matches!(name, "gallery" | "caption") {
        return false;
    }
    let rest = &code[1 + name.len()..];
    if ["embed", "audio", "video", "playlist"].contains(&name) && rest.starts_with([']', ' ']) {
        return true;
    }
    // `[name a="b"` and `[name a=b`
    let Some(rest) = rest.strip_prefix(' ') else { return false };
    let value =
        rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-')).strip_prefix('=');
    value.is_some_and(|value| value.starts_with(|c: char| matches!(c, '"' | '\'') || c.is_alphanumeric()))
}

/// `[embed]https://…[/embed]` as a link, and its length.
fn embed(code: &str) -> Option<(String, usize)> {
    const END: &str = "[/embed]";
    let start = tag_of(code)?.len() + 2;
    let end = start + code[start..].find('[')?;
    let url = code[start..end].trim();
    code[end..].starts_with(END).then_some(())?;
    let is_address = web_url(url, None).is_some() && !url.contains(['"', '<', '>']);
    is_address.then(|| (format!("<a href=\"{url}\">{url}</a>"), end + END.len()))
}

/// `[audio mp3="…"][/audio]` as an element of HTML, and its length.
fn player(code: &str, name: &str) -> Option<(String, usize)> {
    const SOURCES: [&str; 11] = ["src", "mp3", "m4a", "ogg", "wav", "mp4", "m4v", "webm", "ogv", "flv", "wma"];
    let tag = tag_of(code)?;
    let end = tag.len() + 2;
    let named = attributes(tag).into_iter().find(|(name, _)| SOURCES.contains(&name.as_str())).map(|(_, url)| url);
    // `[audio https://…]`
    let bare = || tag.split_whitespace().find(|word| word.starts_with("http") && web_url(word, None).is_some());
    let url = named.or_else(|| bare().map(str::to_owned))?;
    let end_tag = format!("[/{name}]");
    let length = if code[end..].starts_with(&end_tag) { end + end_tag.len() } else { end };
    let mut html = format!("<{name} controls src=");
    quote_into(&mut html, &url);
    html.push_str(&format!("></{name}>"));
    Some((html, length))
}

/// The tag at the beginning of a text, without its brackets. It has none within it, so no two of them overlap.
pub fn tag_of(code: &str) -> Option<&str> {
    let code = code.strip_prefix('[')?;
    let end = code[..code.floor_char_boundary(TAG_BYTES)].find(['[', ']'])?;
    code[end..].starts_with(']').then(|| &code[..end])
}

/// The attributes of a shortcode that stands without its brackets. Programs write its quotation marks as references as well.
pub fn attributes(tag: &str) -> Vec<(String, String)> {
    let tag = tag.trim_end_matches('/').replace("&quot;", "\"").replace(['“', '”', '″'], "\"");
    of_tag(&format!("<{tag}>"))
}

/// The attributes, the content and the length of the caption at the beginning of a text.
fn caption(text: &str) -> Option<(&str, &str, usize)> {
    let tag = tag_of(text)?;
    let start = tag.len() + 2;
    let inner = &text[start..start + text[start..].find(END_OF_CAPTION)?];
    Some((tag, inner, start + inner.len() + END_OF_CAPTION.len()))
}

/// The picture goes to its last tag; what follows is the caption.
fn figure(tag: &str, inner: &str) -> String {
    let end_of_picture = inner.find("<img").and_then(|at| {
        let end = at + inner[at..].find('>')? + 1;
        let link = inner[end..].trim_start();
        Some(if link.starts_with("</a>") { inner.len() - link.len() + 4 } else { end })
    });
    let (picture, text) = inner.split_at(end_of_picture.unwrap_or(0));
    let attribute = attributes(tag).into_iter().find(|(name, _)| name == "caption").map(|(_, value)| value);
    let text = if plain_text(text).trim().is_empty() { attribute.unwrap_or_default() } else { text.trim().to_owned() };
    format!("<figure>{}<figcaption>{text}</figcaption></figure>", picture.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_caption_becomes_a_figure() {
        let (html, unknown) = expand(
            "x [caption id=\"a\" width=\"300\"]<a href=\"b\"><img src=\"c.jpg\"></a> The <i>bridge</i>[/caption] y [gallery ids=\"1\"]",
        );
        let figure = "<figure><a href=\"b\"><img src=\"c.jpg\"></a><figcaption>The <i>bridge</i></figcaption></figure>";
        assert_eq!(html, format!("x {figure} y [gallery ids=\"1\"]"));
        assert_eq!(unknown, [] as [&str; 0]);
        assert_eq!(expand("[caption x] [caption").0, "[caption x] [caption");
        let older = expand("[caption caption=\"Old\"]<img src=\"c.jpg\">[/caption]").0;
        assert_eq!(older, "<figure><img src=\"c.jpg\"><figcaption>Old</figcaption></figure>");
    }

    #[test]
    fn files_and_addresses_are_shown_and_other_shortcodes_named() {
        let (html, unknown) = expand(
            "[embed width=\"1\"] https://x.example/1 [/embed] [audio mp3=\"a.mp3\"][/audio] [audio https://x.example/c.mp3] [video src=&quot;b.mp4&quot;] \
             [vc_row el=\"1\"]x[/vc_row] [sic] [a b] [embed]no[/embed] [playlist] [contact-form-7 id=7] [vc_row a=\"2\"]",
        );
        let expected = "<a href=\"https://x.example/1\">https://x.example/1</a> <audio controls src=\"a.mp3\"></audio> \
            <audio controls src=\"https://x.example/c.mp3\"></audio> \
            <video controls src=\"b.mp4\"></video> [vc_row el=\"1\"]x[/vc_row] [sic] [a b] [embed]no[/embed] [playlist] \
            [contact-form-7 id=7] [vc_row a=\"2\"]";
        assert_eq!(html, expected);
        assert_eq!(unknown, ["vc_row", "embed", "playlist", "contact-form-7"]);
    }

    #[test]
    fn many_brackets_are_read_in_linear_time() {
        let began = std::time::Instant::now();
        let names: String = (0..200_000).map(|number| format!(" a{number}")).collect();
        let texts = ["[", "[caption", "[embed", "[audio", "[audio ", "[caption]", "[embed]", "[embed]x"]
            .map(|piece| piece.repeat(200_000))
            .into_iter()
            .chain(["[audio", "[caption", "[embed", "[video"].map(|start| [start, &names].concat()));
        for text in texts {
            for end in ["", "]", "[/embed]", "[/caption]"] {
                assert!(expand(&[&text, end].concat()).0.len() >= 200_000);
            }
        }
        // Of a debug build on a busy machine.
        assert!(began.elapsed().as_secs() < 60, "{:?}", began.elapsed());
    }
}
