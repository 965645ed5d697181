//! Coverage as a PNG of 31 colours: paper, and the shades from it to the ink and to the accent.

use png::{BitDepth, ColorType, Compression, Encoder, EncodingError, Filter};

use super::draw::Coverage;
use super::{HEIGHT, WIDTH};

/// Shades of each colour. Letters look the same with 255.
const SHADES: u8 = 15;

/// A colour, as red, green and blue.
pub(super) type Rgb = [u8; 3];

/// Reads `#rrggbb`.
pub(super) fn parse_hex(colour: &str) -> Option<Rgb> {
    let digits = colour.strip_prefix('#').filter(|digits| digits.len() == 6)?;
    let number = u32::from_str_radix(digits, 16).ok()?;
    Some([16, 8, 0].map(|shift| (number >> shift & 0xff) as u8))
}

/// Writes the picture. The same coverage and colours give the same bytes.
pub(super) fn encode(coverage: &Coverage, paper: Rgb, ink: Rgb, accent: Rgb) -> Result<Vec<u8>, EncodingError> {
    let shade = |covered: u8| ((u16::from(covered) * u16::from(SHADES) + 127) / 255) as u8;
    let pixels = coverage.ink.iter().zip(&coverage.accent).map(|(ink, accent)| match (shade(*ink), shade(*accent)) {
        (0, 0) => 0,
        (ink, accent) if ink >= accent => ink,
        (_, accent) => SHADES + accent,
    });
    let pixels: Vec<u8> = pixels.collect();

    let mut palette = paper.to_vec();
    for colour in [ink, accent] {
        palette.extend((1..=SHADES).flat_map(|step| between(paper, colour, step)));
    }

    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, WIDTH, HEIGHT);
    encoder.set_color(ColorType::Indexed);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_palette(palette);
    encoder.set_compression(Compression::Balanced);
    encoder.set_filter(Filter::NoFilter);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&pixels)?;
    writer.finish()?;
    Ok(bytes)
}

/// The shade of a pixel that is covered in `step` of its [`SHADES`] parts.
fn between(paper: Rgb, colour: Rgb, step: u8) -> Rgb {
    let (step, most) = (u32::from(step), u32::from(SHADES));
    let mut shade = paper;
    for (channel, end) in shade.iter_mut().zip(colour) {
        *channel = ((u32::from(*channel) * (most - step) + u32::from(end) * step + most / 2) / most) as u8;
    }
    shade
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hex_colours_are_read() {
        assert_eq!(parse_hex("#8a1c1c"), Some([0x8a, 0x1c, 0x1c]));
        assert_eq!(parse_hex("#8a1c1"), None);
        assert_eq!(parse_hex("red"), None);
    }

    #[test]
    fn shades_end_in_the_colour() {
        let (paper, ink) = ([255, 253, 248], [27, 26, 23]);
        assert_eq!(between(paper, ink, SHADES), ink);
        assert_eq!(between(paper, ink, 0), paper);
    }
}
