//! Replaces URLs in HTML, and nothing else of it.

use std::borrow::Cow;

use crate::domain::html::entities;
use crate::domain::html::srcset;
use crate::domain::html::tag_attributes::places;
use crate::domain::html::tokens::{Token, Tokens};

/// The attributes that hold one URL. Others end in `src` or `original`: those of scripts that load pictures late.
const URLS: [&str; 3] = ["href", "poster", "src"];

/// Replaces the URLs below `folder` as [`replace_urls`] does. Tags that do not name the folder are passed over.
pub fn replace_urls_below<'a>(
    html: &'a str,
    folder: &str,
    replace: &mut dyn FnMut(&str) -> Option<String>,
) -> Cow<'a, str> {
    // The rest of it may be written with character references.
    let plain = folder.find(['&', '"', '\'', '<', '>']).map_or(folder, |end| &folder[..end]);
    replace_urls_in(html, &|tag| tag.contains(plain), replace)
}

/// Replaces URLs in HTML, if `replace` returns another one: URLs of links, pictures, players and frames, and of
/// `srcset`. `replace` gets them decoded and without white space around them.
pub fn replace_urls<'a>(html: &'a str, replace: &mut dyn FnMut(&str) -> Option<String>) -> Cow<'a, str> {
    replace_urls_in(html, &|_| true, replace)
}

fn replace_urls_in<'a>(
    html: &'a str,
    is_looked_at: &dyn Fn(&str) -> bool,
    replace: &mut dyn FnMut(&str) -> Option<String>,
) -> Cow<'a, str> {
    let mut out = String::new();
    let mut copied = 0;
    for token in Tokens::of(html) {
        let Token::Start(_, tag) = token else { continue };
        if !is_looked_at(tag) {
            continue;
        }
        let start = tag.as_ptr() as usize - html.as_ptr() as usize;
        for (name, value) in places(tag) {
            let name = tag[name].to_ascii_lowercase();
            let is_set = name.ends_with("srcset");
            let is_url = URLS.contains(&name.as_str()) || name.ends_with("src") || name.ends_with("original");
            if value.is_empty() || !is_url && !is_set {
                continue;
            }
            let mut written = String::new();
            entities::decode_into(&mut written, &tag[value.clone()]);
            let replaced = if is_set { in_set(&written, replace) } else { replace(written.trim()) };
            if let Some(replaced) = replaced {
                let is_quoted = tag[..value.start].ends_with(['"', '\'']);
                out.push_str(&html[copied..start + value.start]);
                push_value(&mut out, &replaced, is_quoted);
                copied = start + value.end;
            }
        }
    }
    if copied == 0 {
        return Cow::Borrowed(html);
    }
    out.push_str(&html[copied..]);
    Cow::Owned(out)
}

/// The value of an attribute with its characters escaped. A value that had no quotation marks gets some.
fn push_value(out: &mut String, value: &str, is_quoted: bool) {
    let quote = if is_quoted { "" } else { "\"" };
    out.push_str(quote);
    for c in value.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            c => out.push(c),
        }
    }
    out.push_str(quote);
}

/// A `srcset` with its URLs replaced; `None` if none of them is.
fn in_set(written: &str, replace: &mut dyn FnMut(&str) -> Option<String>) -> Option<String> {
    let mut is_whole = true;
    let candidates = srcset::parse(written, &mut is_whole);
    let mut set = String::new();
    let mut is_replaced = false;
    for candidate in &candidates {
        let replaced = replace(candidate.url);
        is_replaced |= replaced.is_some();
        srcset::add(&mut set, replaced.as_deref().unwrap_or(candidate.url), candidate.descriptor);
    }
    (is_replaced && is_whole).then_some(set)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn replaced(html: &str) -> String {
        let mut to_root = |url: &str| url.strip_prefix("https://a.example/").map(|rest| ["../", rest].concat());
        replace_urls(html, &mut to_root).into_owned()
    }

    #[test]
    fn only_urls_are_replaced() {
        for (html, expected) in [
            (
                "<a href=\"https://a.example/b?x=1&amp;y\">https://a.example/</a>",
                "<a href=\"../b?x=1&amp;y\">https://a.example/</a>",
            ),
            ("<IMG SRC=https://a.example/p.png alt=x>", "<IMG SRC=\"../p.png\" alt=x>"),
            ("<img src='https://a.example/o%27.png'>", "<img src='../o%27.png'>"),
            (
                "<img srcset=\"https://a.example/1.png 1x, https://b.example/2.png 2x\">",
                "<img srcset=\"../1.png 1x, https://b.example/2.png 2x\">",
            ),
            (
                "<script>\"<a href='https://a.example/'>\"</script>",
                "<script>\"<a href='https://a.example/'>\"</script>",
            ),
            (
                "<!-- <a href='https://a.example/x'> --><p title='https://a.example/'>",
                "<!-- <a href='https://a.example/x'> --><p title='https://a.example/'>",
            ),
            ("<a href=' https://a.example/ '>", "<a href='../'>"),
            ("<a href=\"https://a.example/\"", "<a href=\"../\""),
        ] {
            assert_eq!(replaced(html), expected);
        }
    }

    #[test]
    fn urls_below_a_folder_are_replaced_as_all_are() {
        let html = "<a href=\"https://a.example/b&amp;c/d\"><a href=\"https://b.example/\"><img src=' https://a.example/b&amp;c/e'>";
        let replaced = replace_urls_below(html, "https://a.example/b&c/", &mut |url| {
            url.strip_prefix("https://a.example/b&c/").map(|rest| ["../", rest].concat())
        });
        assert_eq!(replaced, "<a href=\"../d\"><a href=\"https://b.example/\"><img src='../e'>");
    }

    #[test]
    fn html_without_such_urls_is_not_copied() {
        assert!(matches!(replace_urls("<p>a</p>", &mut |_| None), Cow::Borrowed(_)));
    }
}
