//! How large a picture file is.

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use newsleaf::domain::html::tag_attributes::of_tag;
use newsleaf::domain::html::values::count;

/// An SVG tells its size in its first tag, which is in the first bytes.
const HEAD_OF_SVG: usize = 4_096;

/// Width and height of a picture in pixels.
pub fn size(path: &Path) -> Option<(u32, u32)> {
    // A pipe is never opened: that would wait for its other end.
    if !fs::metadata(path).ok()?.is_file() {
        return None;
    }
    if let Ok(size) = imagesize::size(path) {
        return Some((size.width.try_into().ok()?, size.height.try_into().ok()?));
    }
    let mut head = Vec::new();
    File::open(path).ok()?.take(HEAD_OF_SVG as u64).read_to_end(&mut head).ok()?;
    size_of_svg(&String::from_utf8_lossy(&head))
}

/// Width and height of a picture of which these are the first bytes.
pub fn size_of_bytes(bytes: &[u8]) -> Option<(u32, u32)> {
    if let Ok(size) = imagesize::blob_size(bytes) {
        return Some((size.width.try_into().ok()?, size.height.try_into().ok()?));
    }
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
    fn of_a_large_file_only_the_head_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.svg");
        fs::write(&file, "<svg viewBox='0 0 21 7'>").unwrap();
        assert_eq!(size(&file), Some((21, 7)));
        // A file with a hole, which has no memory enough to be read into.
        File::options().write(true).open(&file).unwrap().set_len(1 << 40).unwrap();
        assert_eq!(size(&file), Some((21, 7)));
    }

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
