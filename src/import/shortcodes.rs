//! Bodies as WordPress stores them: captions are shortcodes. Paragraphs are made by `paragraphs`.

use crate::domain::html::tag_attributes::of_tag;
use crate::domain::html::tokens::plain_text;

/// The body with captions as figures, and the names of other shortcodes.
pub fn expand(html: &str) -> (String, Vec<String>) {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find("[caption") {
        // One that is not whole, and what follows it, stays as it is written.
        let Some((tag, inner, length)) = caption(&rest[at..]) else { break };
        out.push_str(&rest[..at]);
        out.push_str(&figure(tag, inner));
        rest = &rest[at + length..];
    }
    out.push_str(rest);
    let unknown = ["gallery", "embed", "audio", "video", "playlist"];
    let unknown = unknown.iter().filter(|name| out.contains(&format!("[{name}"))).map(|name| (*name).to_owned());
    let unknown = unknown.collect();
    (out, unknown)
}

/// The attributes, the content and the length of the caption at the beginning of a text.
fn caption(text: &str) -> Option<(&str, &str, usize)> {
    const END: &str = "[/caption]";
    let end_of_tag = text.find(']')?;
    let end = text.find(END).filter(|end| *end > end_of_tag)?;
    Some((&text[1..end_of_tag], &text[end_of_tag + 1..end], end + END.len()))
}

/// The picture goes to its last tag; what follows is the caption.
fn figure(tag: &str, inner: &str) -> String {
    let end_of_picture = inner.find("<img").and_then(|at| {
        let end = at + inner[at..].find('>')? + 1;
        let link = inner[end..].trim_start();
        Some(if link.starts_with("</a>") { inner.len() - link.len() + 4 } else { end })
    });
    let (picture, text) = inner.split_at(end_of_picture.unwrap_or(0));
    let attribute = of_tag(&format!("<{tag}>")).into_iter().find(|(name, _)| name == "caption").map(|(_, value)| value);
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
        assert_eq!(unknown, ["gallery"]);
        assert_eq!(expand("[caption x] [caption").0, "[caption x] [caption");
        let older = expand("[caption caption=\"Old\"]<img src=\"c.jpg\">[/caption]").0;
        assert_eq!(older, "<figure><img src=\"c.jpg\"><figcaption>Old</figcaption></figure>");
    }
}
