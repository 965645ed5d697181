//! The publisher's colour, with enough contrast on light and on dark backgrounds.

/// A colour for each theme, as CSS hex colours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accent {
    /// On a light background.
    pub light: String,
    /// On a dark background.
    pub dark: String,
}

/// The luminance of the backgrounds in `style/tokens.css`.
const LIGHT_PAPER: f32 = 0.98;
const DARK_PAPER: f32 = 0.0075;
/// The contrast of WCAG 2.2, 1.4.3 (AA), and a little more for rounding.
const CONTRAST: f32 = 4.6;

impl Accent {
    /// The nearest shades of a colour (`#rrggbb`) with AA contrast; `None` if it is not such a colour.
    pub fn of(colour: &str) -> Option<Accent> {
        let number = u32::from_str_radix(colour.strip_prefix('#').filter(|digits| digits.len() == 6)?, 16).ok()?;
        let rgb = [16, 8, 0].map(|shift| (number >> shift & 0xff) as f32);
        Some(Accent {
            light: nearest(rgb, 0.0, |luminance| (LIGHT_PAPER + 0.05) / (luminance + 0.05)),
            dark: nearest(rgb, 255.0, |luminance| (luminance + 0.05) / (DARK_PAPER + 0.05)),
        })
    }
}

/// Mixes `rgb` with as little of `towards` (black or white) as the contrast needs.
fn nearest(rgb: [f32; 3], towards: f32, contrast: impl Fn(f32) -> f32) -> String {
    let mut mixed = rgb;
    for step in 0..=50 {
        let share = step as f32 / 50.0;
        mixed = rgb.map(|channel| channel + (towards - channel) * share);
        if contrast(luminance(mixed)) >= CONTRAST {
            break;
        }
    }
    let mut hex = String::from("#");
    for channel in mixed {
        let byte = (channel + 0.5) as u8;
        for digit in [byte >> 4, byte & 15] {
            hex.push(char::from(b"0123456789abcdef"[usize::from(digit)]));
        }
    }
    hex
}

/// WCAG's relative luminance. A polynomial approximates the curve of sRGB within 0.005.
fn luminance(rgb: [f32; 3]) -> f32 {
    let [red, green, blue] = rgb.map(|channel| {
        let c = channel / 255.0;
        c * (c * (c * 0.305_306 + 0.682_171) + 0.012_523)
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

#[cfg(test)]
mod tests {
    use super::*;

    /// WCAG 2.2's contrast ratio, by its own formula.
    fn contrast(a: &str, b: &str) -> f64 {
        let luminance = |hex: &str| {
            let number = u32::from_str_radix(&hex[1..], 16).unwrap();
            let [red, green, blue] = [16, 8, 0].map(|shift| {
                let c = f64::from(number >> shift & 0xff) / 255.0;
                if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
            });
            0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05
        };
        let (a, b) = (luminance(a), luminance(b));
        if a > b { a / b } else { b / a }
    }

    #[test]
    fn every_colour_becomes_readable_on_both_backgrounds() {
        for red in (0..=255).step_by(17) {
            for green in (0..=255).step_by(17) {
                for blue in (0..=255).step_by(17) {
                    let colour = format!("#{red:02x}{green:02x}{blue:02x}");
                    let accent = Accent::of(&colour).unwrap();
                    assert!(contrast(&accent.light, "#fffdf8") >= 4.5, "{colour}: {accent:?}");
                    assert!(contrast(&accent.dark, "#16150f") >= 4.5, "{colour}: {accent:?}");
                }
            }
        }
    }

    #[test]
    fn a_colour_that_is_readable_stays_as_it_is() {
        assert_eq!(Accent::of("#8a1c1c").unwrap().light, "#8a1c1c");
        assert_eq!(Accent::of("#f0958a").unwrap().dark, "#f0958a");
        assert_eq!(Accent::of("red"), None);
    }
}
