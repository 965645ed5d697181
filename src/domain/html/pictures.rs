//! Lazy pictures, pictures that count readers, and pictures that repeat the lead picture.

use std::borrow::Cow;

use super::context::BodyContext;
use super::srcset;
use super::styles::style;
use super::tag_attributes::{Attributes, get};
use super::urls;
use super::values::count;
use super::white_space::trim;
use crate::domain::percent;

/// What an element shows, by which its lazy sources are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// A picture.
    Picture,
    /// Sound, video, or a source of a picture or player.
    Other,
}

/// Replaces a missing or placeholder `src` by the lazy one, as the feed's scripts would have done. Those scripts don't
/// run here, and browsers load lazily by themselves (`loading=lazy`).
///
/// The lazy source is the first attribute whose name ends in `src`, `srcset`, `original` or `url`, else another `data-`
/// attribute with the URL of a picture. Where nothing is found, the `src` stays.
pub fn use_lazy_source(attributes: &mut Vec<(String, String)>, shows: Source) {
    let is_lazy_class = |class: &str| class.split_ascii_whitespace().any(|name| has_prefix(name, "lazy"));
    let late = |is_it: fn(&str, Source) -> bool| {
        let found = attributes.iter().find(|(name, value)| is_it(name, shows) && !is_placeholder(trim(value)));
        found.map(|(name, value)| (name.ends_with("src"), trim(value).to_owned()))
    };
    let src = late(|name, shows| {
        is_late_name(name) && !name.ends_with("srcset") && (shows == Source::Picture || name.ends_with("src"))
    });
    let srcset = late(|name, _| is_late_name(name) && name.ends_with("srcset"));
    let sizes =
        get(attributes, "data-sizes").map(trim).filter(|sizes| !matches!(*sizes, "" | "auto")).map(str::to_owned);
    let stands_in = |own: &str| is_placeholder(own) || src.is_some() && is_called_placeholder(own);
    let src_stands_in = get(attributes, "src").map(trim).is_none_or(stands_in);
    let set_stands_in = get(attributes, "srcset").map(trim).is_none_or(is_placeholder);
    let is_lazy = get(attributes, "class").is_some_and(is_lazy_class);
    let has_srcset = srcset.is_some();
    if let Some((_, srcset)) = srcset.filter(|_| src_stands_in || set_stands_in) {
        set(attributes, "srcset", srcset);
        // The script would measure `auto`.
        if let Some(sizes) = sizes {
            set(attributes, "sizes", sizes);
        }
    }
    match src {
        Some((ends_in_src, src)) if src_stands_in || is_lazy && ends_in_src => set(attributes, "src", src),
        Some(_) => {}
        None if src_stands_in && set_stands_in && shows == Source::Picture => {
            if has_srcset {
                attributes.retain(|(name, _)| name != "src");
            } else if let Some(src) = other_picture(attributes) {
                set(attributes, "src", src);
            }
        }
        None => {}
    }
}

/// Whether scripts for lazy loading may keep the URL of a picture under this name: not that of a small or other one.
pub fn is_late_name(name: &str) -> bool {
    const ENDS: [&str; 4] = ["src", "srcset", "original", "url"];
    const OTHERS: [&str; 8] = ["low", "thumb", "placeholder", "fallback", "error", "link", "avatar", "poster"];
    !matches!(name, "src" | "srcset")
        && ENDS.iter().any(|end| name.ends_with(end))
        && !OTHERS.iter().any(|other| name.contains(other))
}

/// The value of a `data-` attribute that ends as the URL of a picture does.
fn other_picture(attributes: &Attributes) -> Option<String> {
    let is_picture = |value: &str| is_picture_file(value) && !is_placeholder(value);
    let is_other = |name: &str| {
        name.starts_with("data-")
            && !["low", "thumb", "placeholder", "fallback", "error", "link", "avatar"]
                .iter()
                .any(|other| name.contains(other))
    };
    attributes
        .iter()
        .find(|(name, value)| is_other(name) && is_picture(trim(value)))
        .map(|(_, value)| trim(value).to_owned())
}

/// Whether an address ends as the file of a picture does.
pub fn is_picture_file(address: &str) -> bool {
    const ENDS: [&str; 8] = [".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg", ".bmp"];
    let path = address.split(['?', '#']).next().unwrap_or("").to_ascii_lowercase();
    ENDS.iter().any(|end| path.ends_with(end))
}

/// A longer data URL is a picture of its own.
const PLACEHOLDER_BYTES: usize = 2_048;

/// Whether a `src` only keeps the place of a picture: it is empty, a small data URL, or a file that is called so.
pub fn is_placeholder(src: &str) -> bool {
    if matches!(src, "" | "#" | "about:blank") {
        return true;
    }
    if has_prefix(src, "data:") {
        return src.len() < PLACEHOLDER_BYTES;
    }
    let path = src.split(['?', '#']).next().unwrap_or("");
    let file = path.rsplit('/').next().unwrap_or("");
    let stem = file.split('.').next().unwrap_or("");
    stem.len() < file.len() && is_file_of_place(stem)
}

/// Whether the name of a file has nothing but words that say that it keeps a place: `ajax-loader.gif`,
/// `placeholder-16x9.png`. Such a file gives way where a picture is named beside it.
fn is_called_placeholder(src: &str) -> bool {
    const WORDS: [&str; 4] = ["ajax", "image", "img", "load"];
    let path = src.split(['?', '#']).next().unwrap_or("").to_ascii_lowercase();
    let file = path.rsplit('/').next().unwrap_or("");
    let stem = file.split('.').next().unwrap_or("");
    let says_so = |word: &&str| is_file_of_place(word) || matches!(*word, "loader" | "spinner" | "lazyload" | "1px");
    let words = stem.split(['-', '_']);
    let is_other = |word: &str| WORDS.contains(&word) || word.starts_with(|c: char| c.is_ascii_digit());
    stem.len() < file.len()
        && words.clone().any(|word| says_so(&word))
        && words.clone().all(|word| says_so(&word) || is_other(word))
}

/// Whether a file of this name, without its extension, keeps a place.
fn is_file_of_place(name: &str) -> bool {
    const FILES: [&str; 8] = ["blank", "spacer", "placeholder", "transparent", "pixel", "lazy", "loading", "1x1"];
    FILES.iter().any(|file| name.eq_ignore_ascii_case(file))
}

fn has_prefix(text: &str, prefix: &str) -> bool {
    text.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}

fn set(attributes: &mut Vec<(String, String)>, name: &str, value: String) {
    match attributes.iter_mut().find(|(found, _)| found == name) {
        Some((_, old)) => *old = value,
        None => attributes.push((name.to_owned(), value)),
    }
}

/// Whether a picture only counts readers: it has one pixel or none, or is not displayed, or is Matomo's.
pub fn counts_readers(attributes: &Attributes) -> bool {
    ["width", "height"].iter().any(|name| get(attributes, name).is_some_and(is_tiny))
        || is_unseen(attributes)
        || get(attributes, "src")
            .is_some_and(|src| ["/matomo.php?", "/piwik.php?"].iter().any(|file| src.contains(file)))
}

/// Whether a picture or a frame is not displayed, or has a pixel or none in both directions.
pub fn is_unseen(attributes: &Attributes) -> bool {
    let has_none = |name: &&str| [get(attributes, name), style(attributes, name)].into_iter().flatten().any(is_tiny);
    style(attributes, "display") == Some("none") || ["width", "height"].iter().all(has_none)
}

fn is_tiny(length: &str) -> bool {
    count(length).is_some_and(|length| length <= 1)
}

/// The character that a picture stands for, if it is one of a set of emoji, which would be a line of its own.
pub fn emoji(attributes: &Attributes) -> Option<&str> {
    let is_part = |c| matches!(c, '\u{200d}' | '\u{20e3}' | '\u{2122}' | '\u{2139}' | '\u{2190}'..='\u{2bff}' | '\u{fe0f}' | '\u{1f000}'..='\u{1faff}' | '\u{e0020}'..='\u{e007f}');
    let alt = get(attributes, "alt").map(trim)?;
    let is_of_set = |name: &str| get(attributes, name).is_some_and(|value| value.contains("emoji"));
    // The keys of a telephone begin with a digit.
    let signs = alt.trim_start_matches(|c: char| c.is_ascii_digit() && alt.ends_with('\u{20e3}'));
    let is_emoji = !signs.is_empty() && signs.chars().all(is_part);
    (is_emoji && (is_of_set("src") || is_of_set("class"))).then_some(alt)
}

/// Whether a picture is only there until another is: hidden from screen readers, it keeps a place.
pub fn keeps_place(attributes: &Attributes) -> bool {
    let has_none = |name| get(attributes, name).map(trim).is_none_or(is_placeholder);
    get(attributes, "aria-hidden") == Some("true") && has_none("src") && has_none("srcset")
}

/// Whether one of two neighbours, of which one is in a `noscript`, stands for the other.
pub fn is_stand_in(attributes: &Attributes, other: (&str, &str)) -> bool {
    let own = |name| get(attributes, name).map_or("", trim);
    let (src, alt) = other;
    is_placeholder(own("src")) && get(attributes, "srcset").is_none()
        || is_placeholder(src)
        || !alt.is_empty() && alt == own("alt")
        || is_same_picture(&without_size(own("src")), &without_size(src))
}

/// How surely a picture of the body is the lead picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Likeness {
    /// The same URL, or one that differs only in the parameters that set the size; or its `srcset`, or the link around it,
    /// has that URL.
    Same,
    /// The URLs differ in a size in the path or the host.
    OtherSize,
    /// Another picture.
    Other,
}

/// Compares a picture of the body with the lead picture. `link` is the `href` of the link around it.
pub fn likeness(attributes: &Attributes, link: Option<&str>, context: &BodyContext) -> Likeness {
    let Some(lead) = context.lead_image else { return Likeness::Other };
    let resolve = |text: &str| urls::resolve(urls::Kind::Picture, trim(text), context);
    let src = get(attributes, "src").and_then(resolve);
    let is_lead = |url: &String| is_same_picture(url, lead.as_str());
    let in_set = || {
        let srcset = get(attributes, "srcset").unwrap_or("");
        srcset::parse(srcset, &mut true).iter().filter_map(|candidate| resolve(candidate.url)).any(|url| is_lead(&url))
    };
    if src.as_ref().is_some_and(is_lead) || in_set() || link.and_then(resolve).is_some_and(|url| is_lead(&url)) {
        return Likeness::Same;
    }
    match src {
        Some(src) if is_same_picture(&without_size(&src), &without_size(lead.as_str())) => Likeness::OtherSize,
        _ => Likeness::Other,
    }
}

/// Parameters of image services and content management systems that change a picture's size or encoding, not its
/// content.
const SIZE_PARAMETERS: &[&str] = &[
    "auto", "dpr", "fit", "fm", "format", "h", "height", "q", "quality", "resize", "s", "size", "ssl", "strip", "w",
    "width",
];

/// Whether two URLs are one picture: they differ only in the parameters that set the size.
fn is_same_picture(url: &str, lead: &str) -> bool {
    let parts = |url: &str| {
        let url = url.split('#').next().unwrap_or("").to_owned();
        let (path, query) = url.split_once('?').unwrap_or((&url, ""));
        let mut rest: Vec<String> = query
            .split('&')
            .filter(|pair| !pair.is_empty())
            .filter(|pair| !SIZE_PARAMETERS.contains(&pair.split('=').next().unwrap_or("")))
            .map(str::to_owned)
            .collect();
        rest.sort_unstable();
        // Feeds mix http: and https: for the same picture.
        (path.split_once("://").map_or(path, |(_, rest)| rest).to_owned(), rest)
    };
    parts(url) == parts(lead)
}

/// The URL of the picture that a service resizes, if its own URL has it: in a parameter `url`, or at the end of the path.
fn resized(url: &str) -> Option<String> {
    let (path, query) = url.split_once('?').unwrap_or((url, ""));
    match query.split('&').find_map(|pair| pair.strip_prefix("url=")).map(percent::decode) {
        Some(inner) if inner.starts_with('/') => {
            let host = path.match_indices('/').nth(2).map_or(path, |(end, _)| &path[..end]);
            Some([host, &inner].concat())
        }
        Some(inner) => Some(inner),
        None => {
            let path = percent::decode(path);
            let start = ["http://", "https://"].iter().filter_map(|scheme| path.rfind(scheme)).max()?;
            (start > 0).then(|| path[start..].to_owned())
        }
    }
}

/// A URL without the sizes that WordPress, Ghost, Cloudinary, Blogger and others write into host and path. Bare numbers
/// and dates stay.
fn without_size(url: &str) -> String {
    let url = &*resized(url).map_or(Cow::Borrowed(url), Cow::Owned);
    let (path, query) = url.split_once('?').unwrap_or((url, ""));
    let rest = path.split_once("://").map_or(path, |(_, rest)| rest);
    // The service of WordPress has the host in the path: `i0.wp.com/HOST/`.
    let rest = match rest.split_once('/') {
        Some(("i0.wp.com" | "i1.wp.com" | "i2.wp.com" | "i3.wp.com", rest)) => rest,
        _ => rest,
    };
    let rest = rest.strip_prefix("www.").unwrap_or(rest);
    let (folders, file) = rest.rsplit_once('/').unwrap_or(("", rest));
    let mut plain = String::from("https://");
    let mut segments = folders.split('/').peekable();
    while let Some(segment) = segments.next() {
        // Ghost's `size/w600`, Medium's `max/600`.
        let is_size = match segment {
            "size" => segments.peek().is_some_and(|next| is_width(next)),
            "max" => segments.peek().is_some_and(|next| is_number(next)),
            _ => false,
        };
        if is_size {
            segments.next();
        } else if segment == "styles" && segments.clone().nth(1) == Some("public") {
            // Drupal's `styles/large/public`.
            segments.nth(1);
        } else if !is_width(segment) && !is_transformation(segment) {
            plain.push_str(segment);
            plain.push('/');
        }
    }
    let (stem, extension) = file.rsplit_once('.').unwrap_or((file, ""));
    let stem = stem.strip_suffix("-scaled").unwrap_or(stem);
    let stem = stem.rsplit_once(['-', '_']).filter(|(_, size)| is_size(size)).map_or(stem, |(stem, _)| stem);
    let stem = stem.strip_suffix("-scaled").unwrap_or(stem);
    for part in [stem, ".", extension, "?", query] {
        plain.push_str(part);
    }
    plain
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// `1024x683`.
fn is_size(text: &str) -> bool {
    text.split_once('x').is_some_and(|(width, height)| is_number(width) && is_number(height))
}

/// `w800`, `s1600`, `w800-h600`, `w800h600`.
fn is_width(segment: &str) -> bool {
    let Some(rest) = segment.strip_prefix(['w', 's']) else { return false };
    let (width, height) = match rest.split_once('h') {
        Some((width, height)) => (width.strip_suffix('-').unwrap_or(width), Some(height)),
        None => (rest, None),
    };
    is_number(width) && height.is_none_or(is_number)
}

/// `w_800,h_600,c_fill`: a width or height among settings of one to three letters.
fn is_transformation(segment: &str) -> bool {
    let is_setting = |part: &str| {
        part.split_once('_').is_some_and(|(name, value)| {
            (1..=3).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_lowercase()) && !value.is_empty()
        })
    };
    let is_length =
        |part: &str| part.split_once('_').is_some_and(|(name, value)| matches!(name, "w" | "h") && is_number(value));
    segment.split(',').all(is_setting) && segment.split(',').any(is_length)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::web_url::{WebUrl, parse_url_natively};

    fn same(url: &str, lead: &str) -> bool {
        is_same_picture(url, lead)
    }

    #[test]
    fn a_picture_is_the_same_at_another_size_but_not_at_another_address() {
        let lead = "https://cdn.example/p.jpg?v=1&w=1200";
        assert!(same("https://cdn.example/p.jpg?v=1&w=1200", lead));
        assert!(same("http://cdn.example/p.jpg?fit=400%2C300&v=1#x", lead));
        for other in [
            "https://cdn.example/q.jpg?v=1",
            "https://cdn.example/p.jpg?v=2",
            "https://x.example/p.jpg?v=1",
            "https://cdn.example/p.jpg",
        ] {
            assert!(!same(other, lead), "{other}");
        }
        // The parameter `id` names the picture.
        assert!(!same("https://a.example/?id=2&w=1", "https://a.example/?id=1&w=1"));
    }

    fn likeness_to(lead: &str, attributes: &[(&str, &str)], link: Option<&str>) -> Likeness {
        let base = WebUrl::parse("https://x.example/story", None, parse_url_natively).unwrap();
        let lead = WebUrl::parse(lead, None, parse_url_natively).unwrap();
        let context = BodyContext {
            base: &base,
            page: None,
            parse_url: parse_url_natively,
            title: "",
            lead_image: Some(&lead),
            link_to_item: &|_| None,
            messages: crate::domain::site::messages::english(),
            heading_level: 2,
        };
        likeness(&owned(attributes), link, &context)
    }

    #[test]
    fn the_lead_is_known_by_the_srcset_and_by_the_link_around_it() {
        let lead = "https://x.example/2026/11/bridge.jpg";
        let small = ("src", "/2026/11/other-1024x683.jpg");
        assert_eq!(likeness_to(lead, &[small], None), Likeness::Other);
        assert_eq!(
            likeness_to(lead, &[small, ("srcset", "/a.jpg 300w, /2026/11/bridge.jpg 1800w")], None),
            Likeness::Same
        );
        assert_eq!(likeness_to(lead, &[small], Some("/2026/11/bridge.jpg")), Likeness::Same);
    }

    #[test]
    fn a_size_in_the_address_is_no_other_picture_and_a_number_is() {
        for (lead, src) in [
            ("https://x.example/2026/11/b.jpg", "https://x.example/2026/11/b-1024x683.jpg"),
            ("https://x.example/2026/11/b-scaled.jpg", "https://www.x.example/2026/11/b-300x200.jpg"),
            ("https://x.example/2026/11/b.jpg", "https://i0.wp.com/x.example/2026/11/b.jpg?w=800"),
            ("https://x.example/images/size/w1200/2026/11/b.jpg", "https://x.example/images/2026/11/b.jpg"),
            (
                "https://c.example/image/upload/w_800,c_fill/v1/b.jpg",
                "https://c.example/image/upload/w_300,h_200/v1/b.jpg",
            ),
            ("https://c.example/w800/b.jpg", "https://c.example/b.jpg"),
            ("https://b.example/x/s1600/b.jpg", "https://b.example/x/w640-h480/b.jpg"),
            ("https://m.example/max/1024/1*b.jpeg", "https://m.example/max/600/1*b.jpeg"),
            ("https://s.example/files/b.jpg?v=1", "https://s.example/files/b_1024x1024.jpg?v=1"),
            ("https://x.example/files/2026/b.jpg", "https://x.example/files/styles/large/public/2026/b.jpg"),
            ("https://x.example/b.jpg", "/_next/image?url=%2Fb.jpg&w=1920&q=75"),
            ("https://s.example/i/b.png", "https://c.example/fetch/w_1456,f_auto/https%3A%2F%2Fs.example%2Fi%2Fb.png"),
            ("https://s.example/i/b.png", "https://c.example/image/width=800/https://s.example/i/b.png"),
        ] {
            assert_eq!(likeness_to(lead, &[("src", src)], None), Likeness::OtherSize, "{src}");
        }
        for (lead, src) in [
            ("https://x.example/b-1.jpg", "https://x.example/b-2.jpg"),
            ("https://x.example/b-800.jpg", "https://x.example/b-600.jpg"),
            ("https://x.example/2026/11/b.jpg", "https://x.example/2026/10/b.jpg"),
            ("https://x.example/800/b.jpg", "https://x.example/600/b.jpg"),
            ("https://x.example/b.jpg", "https://x.example/b.png"),
            ("https://x.example/b.jpg", "https://y.example/b-300x200.jpg"),
            ("https://x.example/set_1/b.jpg", "https://x.example/set_2/b.jpg"),
            ("https://x.example/b.jpg", "/_next/image?url=%2Fc.jpg&w=1920"),
            ("https://x.example/b_1.jpg", "https://x.example/b_2.jpg"),
        ] {
            assert_eq!(likeness_to(lead, &[("src", src)], None), Likeness::Other, "{src}");
        }
    }

    fn owned(attributes: &[(&str, &str)]) -> Vec<(String, String)> {
        attributes.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    fn brought(attributes: &[(&str, &str)]) -> Vec<(String, String)> {
        let mut attributes = owned(attributes);
        use_lazy_source(&mut attributes, Source::Picture);
        attributes
    }

    #[test]
    fn lazy_sources_replace_only_missing_ones() {
        assert_eq!(get(&brought(&[("data-src", "a")]), "src"), Some("a"));
        assert_eq!(get(&brought(&[("src", "data:image/gif,x"), ("data-lazy-src", "a")]), "src"), Some("a"));
        assert_eq!(get(&brought(&[("src", "b"), ("data-src", "a")]), "src"), Some("b"));
        let set = brought(&[("data-srcset", "a 2x"), ("data-sizes", "auto")]);
        assert_eq!((get(&set, "srcset"), get(&set, "sizes")), (Some("a 2x"), None));
    }

    #[test]
    fn a_file_that_is_called_a_placeholder_by_each_word_gives_way_to_the_picture_beside_it() {
        for (src, gives_way) in [
            ("/img/lazy_placeholder.gif", true),
            ("/img/loading-spinner.gif", true),
            ("/img/ajax-loader.gif?v=2", true),
            ("/img/placeholder-16x9.png", true),
            ("/img/1px.png", true),
            ("/img/loading-dock.jpg", false),
            ("/img/image-1.jpg", false),
            ("/img/blanket.gif", false),
            ("/placeholder/", false),
        ] {
            let found = brought(&[("src", src), ("data-src", "/a.jpg")]);
            assert_eq!(get(&found, "src") == Some("/a.jpg"), gives_way, "{src}");
            assert_eq!(get(&brought(&[("src", src)]), "src"), Some(src));
        }
    }

    #[test]
    fn a_placeholder_may_be_a_file_and_the_picture_has_many_names() {
        for name in
            ["data-src", "data-cfsrc", "nitro-lazy-src", "data-ezsrc", "data-original", "data-image-url", "data-photo"]
        {
            for src in [
                "",
                "#",
                "about:blank",
                "/uploads/Blank.gif?v=2",
                "spacer.png",
                "i/1x1.trans.gif",
                "data:image/gif;base64,R0",
            ] {
                assert_eq!(
                    get(&brought(&[("src", src), (name, "/real.jpg")]), "src"),
                    Some("/real.jpg"),
                    "{src} {name}"
                );
            }
            assert_eq!(get(&brought(&[("src", "b.jpg"), (name, "/real.jpg")]), "src"), Some("b.jpg"), "{name}");
        }
        let large = format!("data:image/png;base64,{}", "A".repeat(3_000));
        assert_eq!(get(&brought(&[("src", &large), ("data-src", "/a.jpg")]), "src"), Some(&*large));
        for name in ["data-low-src", "data-thumb-src", "data-error-src", "data-link-url", "data-avatar-url"] {
            assert_eq!(get(&brought(&[("src", "#"), (name, "/small.jpg")]), "src"), Some("#"), "{name}");
        }
        assert_eq!(get(&brought(&[("src", "blank.gif")]), "src"), Some("blank.gif"), "nothing was found");
        assert_eq!(get(&brought(&[("src", "blank.gif"), ("data-id", "7")]), "src"), Some("blank.gif"));
        assert_eq!(get(&brought(&[("src", "blanket.gif"), ("data-src", "/a.jpg")]), "src"), Some("blanket.gif"));
    }

    #[test]
    fn a_lazy_class_makes_a_placeholder_only_beside_a_name_that_ends_in_src() {
        let lazy = ("class", "photo lazyload");
        assert_eq!(get(&brought(&[("src", "tiny.jpg"), lazy, ("data-src", "/a.jpg")]), "src"), Some("/a.jpg"));
        assert_eq!(get(&brought(&[("src", "tiny.jpg"), lazy, ("data-url", "/a.jpg")]), "src"), Some("tiny.jpg"));
        assert_eq!(
            get(&brought(&[("src", "tiny.jpg"), ("class", "a-lazy"), ("data-src", "/a.jpg")]), "src"),
            Some("tiny.jpg")
        );
    }

    #[test]
    fn pictures_of_one_pixel_count_readers() {
        assert!(counts_readers(&brought(&[("width", "1px")])));
        assert!(counts_readers(&brought(&[("height", "0")])));
        assert!(!counts_readers(&brought(&[("width", "100%")])));
    }
}
