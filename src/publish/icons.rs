//! Icons of a site whose publisher names none: the leaf of `public/icon.svg` as pictures, for browsers, home screens and
//! programs that know no SVG.

use png::{BitDepth, ColorType, Encoder, EncodingError};
use tiny_skia::{Color, FillRule, LineJoin, Paint, Path, PathBuilder, Pixmap, Stroke, Transform};

use super::site_file::SiteFile;
use crate::domain::feed::publication::Publication;

/// The icon at the place where programs look that read no page: 32 pixels wide, without a background.
pub const FAVICON: &str = "favicon.ico";
/// The icon of a home screen, 180 pixels wide.
pub const TOUCH_ICON: &str = "assets/icon-180.png";
/// The icons of the web app manifest: path, width in pixels, and size as manifests write it.
pub const MANIFEST_ICONS: [(&str, u32, &str); 2] =
    [("assets/icon-192.png", 192, "192x192"), ("assets/icon-512.png", 512, "512x512")];

/// The width of the drawing in its own units.
const UNITS: f32 = 32.0;
/// On a home screen the drawing has this part of the width: systems cut the picture round.
const SAFE_PART: f32 = 0.7;

type Rgb = [u8; 3];
const PAPER: Rgb = [0xff, 0xfd, 0xf8];
const INK: Rgb = [0x1b, 0x1a, 0x17];
const ACCENT: Rgb = [0x8a, 0x1c, 0x1c];

/// Whether a site has these icons: neither its settings nor its feed name one.
pub fn has_default_icons(publication: &Publication) -> bool {
    let Publication { settings, feed, .. } = publication;
    settings.icon.is_none() && feed.icon.is_none() && feed.favicon.is_none()
}

/// All icons as files of the site.
///
/// # Errors
/// A picture that can't be encoded. The pictures are always the same, so the feed can't be the reason.
pub fn files() -> Result<Vec<SiteFile>, EncodingError> {
    let mut files = Vec::new();
    if let Some(picture) = leaf(32, 1.0, None) {
        files.push((FAVICON.to_owned(), ico(32, &png(&picture)?)));
    }
    let on_home_screens = MANIFEST_ICONS.map(|(path, width, _)| (path, width));
    for (path, width) in [(TOUCH_ICON, 180)].into_iter().chain(on_home_screens) {
        if let Some(picture) = leaf(width, SAFE_PART, Some(PAPER)) {
            files.push((path.to_owned(), png(&picture)?));
        }
    }
    Ok(files)
}

/// The drawing, `width` pixels wide, of which it fills `part`. `None` for a picture without pixels.
fn leaf(width: u32, part: f32, background: Option<Rgb>) -> Option<Pixmap> {
    let mut picture = Pixmap::new(width, width)?;
    if let Some([red, green, blue]) = background {
        picture.fill(Color::from_rgba8(red, green, blue, 0xff));
    }
    let pixels = width as f32;
    let margin = pixels * (1.0 - part) / 2.0;
    let scale = pixels * part / UNITS;
    let place = Transform::from_scale(scale, scale).post_translate(margin, margin);
    let sheet = path(&[&[(5.0, 4.5), (21.0, 4.5), (27.0, 10.5), (27.0, 27.5), (5.0, 27.5), (5.0, 4.5)]])?;
    picture.fill_path(&sheet, &paint(PAPER), FillRule::Winding, place, None);
    let fold = path(&[&[(21.0, 4.5), (21.0, 10.5), (27.0, 10.5)]])?;
    let headline = path(&[&[(9.0, 11.0), (17.0, 11.0)]])?;
    let lines = path(&[&[(9.0, 16.0), (23.0, 16.0)], &[(9.0, 19.5), (23.0, 19.5)], &[(9.0, 23.0), (18.0, 23.0)]])?;
    for (path, colour, width) in [(&sheet, INK, 1.5), (&fold, INK, 1.5), (&headline, ACCENT, 2.5), (&lines, INK, 1.5)] {
        let stroke = Stroke { width, line_join: LineJoin::Round, ..Stroke::default() };
        picture.stroke_path(path, &paint(colour), &stroke, place, None);
    }
    Some(picture)
}

fn paint([red, green, blue]: Rgb) -> Paint<'static> {
    let mut paint = Paint::default();
    paint.set_color_rgba8(red, green, blue, 0xff);
    paint
}

/// Lines through points. One that ends where it began is closed.
fn path(lines: &[&[(f32, f32)]]) -> Option<Path> {
    let mut builder = PathBuilder::new();
    for line in lines {
        for (at, (x, y)) in line.iter().enumerate() {
            if at == 0 { builder.move_to(*x, *y) } else { builder.line_to(*x, *y) }
        }
        if line.first() == line.last() {
            builder.close();
        }
    }
    builder.finish()
}

fn png(picture: &Pixmap) -> Result<Vec<u8>, EncodingError> {
    let mut pixels = Vec::with_capacity(picture.pixels().len() * 4);
    for pixel in picture.pixels() {
        let pixel = pixel.demultiply();
        pixels.extend([pixel.red(), pixel.green(), pixel.blue(), pixel.alpha()]);
    }
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, picture.width(), picture.height());
    encoder.set_color(ColorType::Rgba);
    encoder.set_depth(BitDepth::Eight);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&pixels)?;
    writer.finish()?;
    Ok(bytes)
}

/// A Windows icon with one picture, `width` pixels wide, as PNG. The header has 6 bytes, and 16 for the picture.
fn ico(width: u8, png: &[u8]) -> Vec<u8> {
    let mut bytes = vec![0, 0, 1, 0, 1, 0, width, width, 0, 0, 1, 0, 32, 0];
    bytes.extend((png.len() as u32).to_le_bytes());
    bytes.extend(22_u32.to_le_bytes());
    bytes.extend(png);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_icon_has_its_size_and_is_the_same_each_time() {
        let icons = files().unwrap();
        assert_eq!(icons, files().unwrap());
        let widths: Vec<(&str, usize)> = icons
            .iter()
            .map(|(path, bytes)| (path.as_str(), imagesize::blob_size(bytes).expect("a picture").width))
            .collect();
        let expected = [
            ("favicon.ico", 32),
            ("assets/icon-180.png", 180),
            ("assets/icon-192.png", 192),
            ("assets/icon-512.png", 512),
        ];
        assert_eq!(widths, expected);
        assert!(icons.iter().all(|(_, bytes)| bytes.len() < 12_000));
    }
}
