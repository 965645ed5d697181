//! The allowed URLs of links, pictures, sound and video.
//!
//! The scheme is taken from a URL that a parser of the URL Standard has serialised, never from the text of the feed:
//! control characters, spaces and upper case bypass checks of a prefix.

use super::context::BodyContext;
use crate::domain::percent;

/// The purpose of a URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The target of a link.
    Link,
    /// A picture that the page loads.
    Picture,
    /// Sound, video or subtitles, which are loaded when the reader plays them.
    Media,
}

/// The types of pictures in data URLs: bitmaps. SVG is not allowed, because it can contain scripts.
const PICTURE_DATA: &[&str] =
    &["data:image/png", "data:image/jpeg", "data:image/gif", "data:image/webp", "data:image/avif"];

/// The absolute, serialised URL, or `None` if it is not a URL or not allowed for this purpose.
pub fn resolve(kind: Kind, text: &str, context: &BodyContext) -> Option<String> {
    // An empty URL would load the page itself as a picture.
    if text.is_empty() || hides_scheme(text) {
        return None;
    }
    let url = (context.parse_url)(text, context.base.as_base())?;
    has_allowed_scheme(kind, &url).then_some(url)
}

/// Whether a text would have a forbidden scheme without its spaces and control characters. For the URL Standard it is a
/// harmless relative path, but it is only written to deceive, and DOMPurify refuses it by the same rule.
fn hides_scheme(text: &str) -> bool {
    let is_left_out = |c: &char| matches!(c, '\0'..=' ' | '\u{a0}' | '\u{1680}' | '\u{180e}' | '\u{2000}'..='\u{2029}' | '\u{205f}' | '\u{3000}');
    let mut scheme = String::new();
    for c in text.chars().filter(|c| !is_left_out(c)) {
        match c {
            ':' => {
                let known = ["http", "https", "mailto", "tel", "data"];
                return !scheme.is_empty() && !known.iter().any(|known| scheme.eq_ignore_ascii_case(known));
            }
            'a'..='z' | 'A'..='Z' | '+' | '.' | '-' => scheme.push(c),
            _ => return false,
        }
    }
    false
}

/// Whether a URL of a finished body is allowed for this purpose. Links may be relative: those to pages of this site.
pub fn is_allowed(kind: Kind, url: &str) -> bool {
    has_allowed_scheme(kind, url) || kind == Kind::Link && is_relative(url)
}

fn has_allowed_scheme(kind: Kind, url: &str) -> bool {
    let Some((scheme, _)) = url.split_once(':') else { return false };
    match (kind, scheme) {
        (_, "http" | "https") => true,
        (Kind::Link, "mailto" | "tel") => true,
        (Kind::Picture, "data") => is_picture_data(url),
        _ => false,
    }
}

/// Whether a data URL has one of the allowed types, in upper or lower case. The type ends at a `;` or `,`.
fn is_picture_data(url: &str) -> bool {
    PICTURE_DATA.iter().any(|prefix| {
        url.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
            && matches!(url.as_bytes().get(prefix.len()), Some(b';' | b','))
    })
}

/// Whether a URL is relative: no scheme before the path, the query or the fragment, and no other host (`//host`,
/// `\\host`).
fn is_relative(url: &str) -> bool {
    let before = url.split(['/', '?', '#', '\\']).next().unwrap_or("");
    let mut start = url.bytes();
    let slash = |byte: Option<u8>| matches!(byte, Some(b'/' | b'\\'));
    !(before.contains(':') || url.bytes().any(|b| b < b' ') || slash(start.next()) && slash(start.next()))
}

/// The target of a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// An element of this article, by its id without prefix, or the top of the page. Whether the element exists is known
    /// after the whole body is built.
    Fragment {
        /// The fragment as it is written, without its `#`.
        fragment: String,
        /// The URL that is used if the article has no such element; `None` where the item has no page of its own.
        url: Option<String>,
    },
    /// A page of this site.
    Inside(String),
    /// Another site.
    Outside(String),
}

/// The `href` of a link to an element of this page. The id is encoded, so that browsers find it by the decoded fragment
/// whatever it contains.
pub fn fragment_href(id: &str) -> String {
    let mut href = String::from("#");
    for c in id.chars() {
        match c {
            '%' => href.push_str("%25"),
            ' ' => href.push_str("%20"),
            c => href.push(c),
        }
    }
    href
}

/// The ids that a fragment may mean, as the HTML standard looks for them: as it is written, then decoded.
pub fn ids_of_fragment(fragment: &str) -> [String; 2] {
    [fragment.to_owned(), percent::decode(fragment)]
}

/// Whether a fragment that no element has leads to the top of the page.
pub fn is_top(fragment: &str) -> bool {
    fragment.is_empty() || percent::decode(fragment).eq_ignore_ascii_case("top")
}

/// The target of a link, or `None` if it is not allowed.
pub fn target(href: &str, context: &BodyContext) -> Option<Target> {
    let href = super::white_space::trim(href);
    // A fragment is the only relative link that is not resolved: its element is on this page too.
    if let Some(fragment) = href.strip_prefix('#') {
        let url = context.page.and_then(|_| resolve(Kind::Link, href, context));
        return Some(Target::Fragment { fragment: fragment.to_owned(), url });
    }
    let url = resolve(Kind::Link, href, context)?;
    let (page, fragment) = url.split_once('#').map_or((url.as_str(), ""), |(page, fragment)| (page, fragment));
    if !fragment.is_empty() && page == context.base.without_fragment() {
        return Some(Target::Fragment { fragment: fragment.to_owned(), url: Some(url.clone()) });
    }
    Some(match (context.link_to_item)(page) {
        Some(ours) => Target::Inside(ours),
        None => Target::Outside(url),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::web_url::{WebUrl, parse_url_natively};

    fn with_context<R>(test: impl FnOnce(&BodyContext) -> R) -> R {
        let base = WebUrl::parse("https://a.example/b/c", None, parse_url_natively).unwrap();
        test(&BodyContext {
            base: &base,
            page: Some(&base),
            parse_url: parse_url_natively,
            title: "",
            lead_image: None,
            link_to_item: &|url| (url == "https://a.example/b/d").then(|| "./?article=d".to_owned()),
            messages: crate::domain::site::messages::english(),
            heading_level: 2,
        })
    }

    #[test]
    fn each_kind_of_url_has_its_schemes() {
        with_context(|context| {
            let may = |kind, text| resolve(kind, text, context).is_some();
            for text in ["x", "//b.example", "HTTPS:x", "http://b.example"] {
                assert!(may(Kind::Link, text) && may(Kind::Picture, text) && may(Kind::Media, text), "{text}");
            }
            for text in ["mailto:a@b", "tel:1"] {
                assert!(may(Kind::Link, text) && !may(Kind::Picture, text) && !may(Kind::Media, text), "{text}");
            }
            for text in ["data:image/png,x", "DATA:image/AVIF;base64,x"] {
                assert!(may(Kind::Picture, text) && !may(Kind::Link, text) && !may(Kind::Media, text), "{text}");
            }
            for text in [
                "",
                "javascript:x",
                "\u{1}java\tscript:x",
                "data:text/html,x",
                "data:image/svg+xml,x",
                "data:image/pngx,",
                "ftp://b.example",
                "blob:x",
                "http://[",
            ] {
                assert!(!may(Kind::Link, text) && !may(Kind::Picture, text) && !may(Kind::Media, text), "{text:?}");
            }
        });
    }

    #[test]
    fn a_link_leads_to_a_fragment_inside_or_outside() {
        with_context(|context| {
            let fragment =
                |id: &str, url: &str| Some(Target::Fragment { fragment: id.into(), url: Some(url.to_owned()) });
            assert_eq!(target("#x", context), fragment("x", "https://a.example/b/c#x"));
            assert_eq!(target("https://a.example/b/c#%78", context), fragment("%78", "https://a.example/b/c#%78"));
            assert_eq!(target("#", context), fragment("", "https://a.example/b/c#"));
            let without_page = BodyContext { page: None, ..*context };
            assert_eq!(target("#x", &without_page), Some(Target::Fragment { fragment: "x".into(), url: None }));
            assert_eq!(target("https://a.example/b/c#x", &without_page), fragment("x", "https://a.example/b/c#x"));
            assert_eq!(target("d#x", context), Some(Target::Inside("./?article=d".into())));
            assert_eq!(target("c", context), Some(Target::Outside("https://a.example/b/c".into())));
            assert_eq!(target("javascript:x", context), None);
        });
    }

    #[test]
    fn a_finished_link_may_be_relative_but_hides_no_scheme_and_no_host() {
        for url in ["./?article=x", "#user-content-x", "?page=2", "../a:b/", "a/b"] {
            assert!(is_allowed(Kind::Link, url), "{url}");
            assert!(!is_allowed(Kind::Picture, url), "{url}");
        }
        for url in ["javascript:x", "a:b/c", "java\nscript:x", "//b.example", "/\\b.example", "\\\\b.example"] {
            assert!(!is_allowed(Kind::Link, url), "{url:?}");
        }
    }
}
