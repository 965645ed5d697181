//! Lazy pictures, pictures that count readers, and pictures that repeat the lead picture.

use super::context::BodyContext;
use super::urls;
use super::values::count;
use super::white_space::trim;
use crate::domain::web_url::WebUrl;

/// The attributes of an element as the feed has them: names in lower case, and values.
pub type Attributes = [(String, String)];

/// The value of one attribute.
pub fn get<'a>(attributes: &'a Attributes, name: &str) -> Option<&'a str> {
    attributes.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str())
}

/// The attributes in which scripts for lazy loading keep the URL, the most used first.
const LATE_SRC: &[&str] = &["data-src", "data-lazy-src", "data-original"];
const LATE_SRCSET: &[&str] = &["data-srcset", "data-lazy-srcset"];

/// Replaces a missing or placeholder `src` by the lazy one, as the feed's scripts would have done. Those scripts don't
/// run here, and browsers load lazily by themselves (`loading=lazy`).
pub fn use_lazy_source(attributes: &mut Vec<(String, String)>) {
    let late = |names: &[&str]| {
        let value = names.iter().find_map(|name| get(attributes, name).map(trim).filter(|value| !value.is_empty()));
        value.map(str::to_owned)
    };
    let (src, srcset, sizes) = (late(LATE_SRC), late(LATE_SRCSET), late(&["data-sizes"]));
    let replace_frame = |name| get(attributes, name).map(trim).is_none_or(is_stand_in);
    let (stands_in, set_stands_in) = (replace_frame("src"), replace_frame("srcset"));
    if let Some(src) = src.filter(|_| stands_in) {
        set(attributes, "src", src);
    }
    if let Some(srcset) = srcset.filter(|_| stands_in || set_stands_in) {
        set(attributes, "srcset", srcset);
        // The script would measure `auto`.
        if let Some(sizes) = sizes.filter(|sizes| sizes != "auto") {
            set(attributes, "sizes", sizes);
        }
    }
}

/// Whether a `src` is a placeholder: empty, or a small data URL.
fn is_stand_in(src: &str) -> bool {
    src.is_empty()
        || src == "#"
        || src == "about:blank"
        || src.get(..5).is_some_and(|s| s.eq_ignore_ascii_case("data:"))
}

fn set(attributes: &mut Vec<(String, String)>, name: &str, value: String) {
    match attributes.iter_mut().find(|(found, _)| found == name) {
        Some((_, old)) => *old = value,
        None => attributes.push((name.to_owned(), value)),
    }
}

/// Whether a picture only counts readers: it has one pixel or none.
pub fn counts_readers(attributes: &Attributes) -> bool {
    let tiny = |name| get(attributes, name).and_then(count).is_some_and(|length| length <= 1);
    tiny("width") || tiny("height")
}

/// Whether a picture of the body is the lead picture: the same URL, or one that differs only in the parameters that set
/// the size.
pub fn repeats_lead(src: &str, context: &BodyContext) -> bool {
    let Some(lead) = context.lead_image else { return false };
    urls::resolve(urls::Kind::Picture, trim(src), context).is_some_and(|url| is_same_picture(&url, lead))
}

/// Parameters of image services and content management systems that change a picture's size or encoding, not its
/// content.
const SIZE_PARAMETERS: &[&str] = &[
    "auto", "dpr", "fit", "fm", "format", "h", "height", "q", "quality", "resize", "s", "size", "ssl", "strip", "w",
    "width",
];

fn is_same_picture(url: &str, lead: &WebUrl) -> bool {
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
    parts(url) == parts(lead.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::web_url::parse_url_natively;

    fn same(url: &str, lead: &str) -> bool {
        is_same_picture(url, &WebUrl::parse(lead, None, parse_url_natively).unwrap())
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

    fn brought(attributes: &[(&str, &str)]) -> Vec<(String, String)> {
        let mut attributes = attributes.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        use_lazy_source(&mut attributes);
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
    fn pictures_of_one_pixel_count_readers() {
        assert!(counts_readers(&brought(&[("width", "1px")])));
        assert!(counts_readers(&brought(&[("height", "0")])));
        assert!(!counts_readers(&brought(&[("width", "100%")])));
    }
}
