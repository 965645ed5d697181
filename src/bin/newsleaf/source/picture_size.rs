//! How large a picture file is.

use std::fs::{self, File};
use std::io::{self, Cursor, Read};
use std::path::Path;

use imagesize::ImageType;
use newsleaf::domain::html::tag_attributes::of_tag;
use newsleaf::domain::html::values::count;

/// The first tag of an SVG, with its size, and the note of a photo that it has an orientation are in so many bytes.
const HEAD: usize = 4_096;
/// The orientation is in so many bytes, behind other data of the camera.
const EXIF_BYTES: usize = 1 << 17;

/// Width and height of a picture in pixels, as browsers show it.
pub fn size(path: &Path) -> Option<(u32, u32)> {
    // A pipe is never opened: that would wait for its other end.
    if !fs::metadata(path).ok()?.is_file() {
        return None;
    }
    let head = first_bytes(path, HEAD).ok()?;
    match imagesize::size(path) {
        Ok(size) if names_orientation(&head) && is_on_its_side(first_bytes(path, EXIF_BYTES).ok()?) => {
            in_pixels(size.height, size.width)
        }
        Ok(size) => in_pixels(size.width, size.height),
        Err(_) => size_of_svg(&String::from_utf8_lossy(&head)),
    }
}

/// Width and height of a picture of which these are the first bytes.
pub fn size_of_bytes(bytes: &[u8]) -> Option<(u32, u32)> {
    let head = &bytes[..bytes.len().min(HEAD)];
    match imagesize::blob_size(bytes) {
        Ok(size) if names_orientation(head) && is_on_its_side(bytes[..bytes.len().min(EXIF_BYTES)].to_vec()) => {
            in_pixels(size.height, size.width)
        }
        Ok(size) => in_pixels(size.width, size.height),
        Err(_) => size_of_svg(&String::from_utf8_lossy(head)),
    }
}

fn first_bytes(path: &Path, most: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(most as u64).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn in_pixels(width: usize, height: usize) -> Option<(u32, u32)> {
    Some((width.try_into().ok()?, height.try_into().ok()?))
}

/// Whether a picture may have an orientation that counts. Browsers ignore that of a WebP.
fn names_orientation(head: &[u8]) -> bool {
    let mark: &[u8] = match imagesize::image_type(head) {
        Ok(ImageType::Jpeg) => b"Exif\0\0",
        Ok(ImageType::Png) => b"eXIf",
        _ => return false,
    };
    head.windows(mark.len()).any(|bytes| bytes == mark)
}

/// Whether the orientation of a photo (EXIF) turns its width into its height: a phone that is held upright writes it so.
fn is_on_its_side(bytes: Vec<u8>) -> bool {
    let mut reader = exif::Reader::new();
    reader.continue_on_error(true);
    let read = reader.read_from_container(&mut Cursor::new(bytes));
    let Ok(read) = read.or_else(|error| error.distill_partial_result(|_| ())) else { return false };
    let orientation = read.get_field(exif::Tag::Orientation, exif::In::PRIMARY);
    orientation.and_then(|field| field.value.get_uint(0)).is_some_and(|turn| (5..=8).contains(&turn))
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

    /// What a camera says of a picture: its orientation alone.
    fn exif(orientation: u8) -> Vec<u8> {
        let entry = [0x12, 1, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0];
        [&b"II*\0\x08\0\0\0\x01\0"[..], &entry, &[0; 4]].concat()
    }

    /// The start of a JPEG of 4000 by 3000 pixels.
    fn jpeg(exif: &[u8]) -> Vec<u8> {
        let segment = |marker: u8, content: &[u8]| {
            let length = (content.len() as u16 + 2).to_be_bytes();
            [&[0xff, marker], &length[..], content].concat()
        };
        let frame = segment(0xc0, &[8, 0x0b, 0xb8, 0x0f, 0xa0, 1, 1, 0x11, 0]);
        [&[0xff, 0xd8][..], &segment(0xe0, b"JFIF\0\x01\x02\0\0\x48\0\x48\0\0"), exif, &frame, &[0xff, 0xd9]].concat()
    }

    #[test]
    fn a_photo_has_the_size_that_browsers_show() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.jpg");
        for (orientation, size_of_file) in
            [(1, (4000, 3000)), (3, (4000, 3000)), (5, (3000, 4000)), (6, (3000, 4000)), (8, (3000, 4000))]
        {
            let content = [b"Exif\0\0", &exif(orientation)[..]].concat();
            let length = (content.len() as u16 + 2).to_be_bytes();
            let bytes = jpeg(&[&[0xff, 0xe1], &length[..], &content].concat());
            assert_eq!(size_of_bytes(&bytes), Some(size_of_file), "{orientation}");
            fs::write(&file, &bytes).unwrap();
            assert_eq!(size(&file), Some(size_of_file), "{orientation}");
        }
        assert_eq!(size_of_bytes(&jpeg(&[])), Some((4000, 3000)));
        // Data of a camera that is broken off.
        assert_eq!(size_of_bytes(&jpeg(b"\xff\xe1\0\x0cExif\0\0II*\0")), Some((4000, 3000)));
    }

    #[test]
    fn the_orientation_of_a_png_counts() {
        let chunk = |name: &[u8], content: &[u8]| {
            let length = (content.len() as u32).to_be_bytes();
            [&length[..], name, content, &[0; 4]].concat()
        };
        let header = chunk(b"IHDR", &[0, 0, 0, 40, 0, 0, 0, 20, 8, 6, 0, 0, 0]);
        let png = |exif: &[u8]| [b"\x89PNG\r\n\x1a\n", &header[..], exif, &chunk(b"IEND", b"")].concat();
        assert_eq!(size_of_bytes(&png(b"")), Some((40, 20)));
        assert_eq!(size_of_bytes(&png(&chunk(b"eXIf", &exif(6)))), Some((20, 40)));
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
