//! Files beside a feed: whether they are there, and how large pictures are.

use std::fs;
use std::path::Path;

use newsleaf::domain::feed::Feed;
use newsleaf::domain::html::tag_attributes::of_tag;
use newsleaf::domain::html::values::count;
use newsleaf::domain::report::files::FileState;
use newsleaf::domain::web_url::WebUrl;

use crate::source::origin::{Origin, ReadError};

/// An SVG has its size in its first tag, which is in the first bytes.
const HEAD_OF_SVG: usize = 4_096;

/// Where the file of an address is, seen from a feed.
pub fn state(origin: &Origin, url: &WebUrl) -> FileState {
    match origin.path_beside(url) {
        None => FileState::Elsewhere,
        Some(Ok(path)) if path.is_file() => FileState::Found,
        Some(Err(ReadError::Outside)) => FileState::Outside,
        Some(_) => FileState::Missing,
    }
}

/// The sizes of lead pictures that have none in the feed and lie beside it: id of the item, width, height.
pub fn missing_sizes(origin: &Origin, feed: &Feed) -> Vec<(String, u32, u32)> {
    let unsized_pictures = feed.items.iter().filter_map(|item| {
        let picture = item.image.as_ref().filter(|picture| picture.width.is_none() && picture.height.is_none())?;
        let (width, height) = size(&origin.path_beside(&picture.url)?.ok()?)?;
        Some((item.id.clone(), width, height))
    });
    unsized_pictures.collect()
}

/// Width and height of a picture in pixels.
fn size(path: &Path) -> Option<(u32, u32)> {
    if let Ok(size) = imagesize::size(path) {
        return Some((size.width.try_into().ok()?, size.height.try_into().ok()?));
    }
    let bytes = fs::read(path).ok()?;
    size_of_svg(&String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD_OF_SVG)]))
}

/// The size that an SVG has by itself: its `width` and `height`, else the last two numbers of its `viewBox`.
fn size_of_svg(text: &str) -> Option<(u32, u32)> {
    let tag = &text[text.find("<svg")?..];
    let attributes = of_tag(&tag[..=tag.find('>')?]);
    let of = |name: &str| attributes.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str());
    if let (Some(width), Some(height)) = (of("width").and_then(count), of("height").and_then(count)) {
        return Some((width, height));
    }
    let numbers: Vec<u32> =
        of("viewbox")?.split([' ', ',']).filter(|part| !part.is_empty()).filter_map(count).collect();
    match numbers[..] {
        [_, _, width, height] if width > 0 && height > 0 => Some((width, height)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_svg_has_the_size_of_its_attributes_or_of_its_view_box() {
        assert_eq!(size_of_svg("<?xml?><svg width='900' height=\"1400px\"><rect/>"), Some((900, 1400)));
        assert_eq!(size_of_svg("<svg viewBox='0 0 21 7'>"), Some((21, 7)));
        assert_eq!(size_of_svg("<svg width=100% viewBox='0,0,4,3'>"), Some((4, 3)));
        for text in ["", "<svg", "<svg>", "<svg viewBox='0 0 1'>", "<p>"] {
            assert_eq!(size_of_svg(text), None, "{text}");
        }
    }
}
