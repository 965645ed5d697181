//! The names of fields and settings, by the object that they belong to.

use super::part::Part;

/// The settings.
pub const SETTINGS: [&str; 15] = [
    "feed",
    "site",
    "sections",
    "front",
    "share",
    "shared_url",
    "canonical",
    "accent",
    "logo",
    "icon",
    "time_zone",
    "footer",
    "removed",
    "build",
    "publication",
];

const FEED: [&str; 16] = [
    "version",
    "title",
    "items",
    "home_page_url",
    "feed_url",
    "description",
    "user_comment",
    "next_url",
    "icon",
    "favicon",
    "authors",
    "author",
    "language",
    "expired",
    "hubs",
    "_newsleaf",
];

/// The fields of an item.
pub const ITEM: [&str; 17] = [
    "id",
    "url",
    "external_url",
    "title",
    "content_html",
    "content_text",
    "summary",
    "image",
    "banner_image",
    "date_published",
    "date_modified",
    "authors",
    "author",
    "tags",
    "language",
    "attachments",
    "_newsleaf",
];

const ATTACHMENT: [&str; 5] = ["url", "mime_type", "title", "size_in_bytes", "duration_in_seconds"];

/// The names in the object that holds a field, whose path has no numbers: the neighbours of `authors[].name`. Empty for
/// an unknown object.
pub fn beside(part: Part, path: &str) -> &'static [&'static str] {
    let object = path.rsplit_once('.').map_or("", |(object, _)| object);
    match (part, object) {
        (Part::Settings, "") => &SETTINGS,
        (Part::Settings, "front") => &["lead", "sections"],
        (Part::Settings, "logo") => &["url", "dark"],
        (Part::Settings, "footer[]") => &["title", "url"],
        (Part::Feed, "") => &FEED,
        (Part::Item, "") => &ITEM,
        (Part::Feed | Part::Item, "authors[]" | "authors" | "author[]" | "author") => &["name", "url", "avatar"],
        (Part::Item, "attachments[]" | "attachments") => &ATTACHMENT,
        (Part::Item, "_newsleaf") => &["section", "source", "byline", "kicker", "lead", "pin", "removed", "image"],
        (Part::Item, "_newsleaf.source") => &["name", "url"],
        (Part::Item, "_newsleaf.image") => &["caption", "credit", "alt", "width", "height", "srcset"],
        _ => &[],
    }
}

/// Names that JSON Feed does not have, but that are read in an item: those of WordPress.
pub const ALSO_READ: [&str; 7] = ["link", "excerpt", "content", "date", "date_gmt", "modified", "modified_gmt"];

#[cfg(test)]
mod tests {
    use super::*;

    /// The names that a source file reads with the functions of `Fields`.
    fn read_by(source: &str) -> Vec<&str> {
        let calls = source.match_indices("fields.").filter_map(|(at, _)| {
            let rest = &source[at + "fields.".len()..];
            let (function, rest) = rest.split_once("(\"")?;
            let is_name = function.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
            is_name.then(|| rest.split('"').next()).flatten()
        });
        calls.collect()
    }

    #[test]
    fn every_field_of_the_extension_that_is_read_is_a_known_name() {
        let known: Vec<&str> = ["_newsleaf.x", "_newsleaf.source.x", "_newsleaf.image.x", "x"]
            .iter()
            .flat_map(|path| beside(Part::Item, path))
            .copied()
            .collect();
        let read = read_by(include_str!("../parse/json_feed/extension.rs"));
        assert!(read.len() > 6, "{read:?}");
        for name in read {
            assert!(known.contains(&name), "{name} is read, and known_names does not have it");
        }
    }
}
