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
    /// The nearest shades of a colour (`#rrggbb`) with AA contrast: lightness changes, hue and chroma stay, as
    /// far as a screen can show them. `None` if it is not such a colour.
    pub fn of(colour: &str) -> Option<Accent> {
        let number = u32::from_str_radix(colour.strip_prefix('#').filter(|digits| digits.len() == 6)?, 16).ok()?;
        let bytes = [16, 8, 0].map(|shift| (number >> shift & 0xff) as u8);
        Some(Accent {
            light: nearest(bytes, 0.0, |luminance| (LIGHT_PAPER + 0.05) / (luminance + 0.05)),
            dark: nearest(bytes, 1.0, |luminance| (luminance + 0.05) / (DARK_PAPER + 0.05)),
        })
    }
}

/// Moves the lightness (OKLab's, from 0 to 1) as little as the contrast needs.
fn nearest(bytes: [u8; 3], end: f32, contrast: impl Fn(f32) -> f32) -> String {
    const STEPS: u8 = 100;
    let [lightness, a, b] = to_oklab(bytes.map(to_linear));
    let mut shade = bytes;
    for step in 1..=STEPS {
        if contrast(luminance(shade)) >= CONTRAST {
            break;
        }
        let lightness = lightness + (end - lightness) * f32::from(step) / f32::from(STEPS);
        shade = shown([lightness, a, b]);
    }
    let mut hex = String::from("#");
    for byte in shade {
        for digit in [byte >> 4, byte & 15] {
            hex.push(char::from(b"0123456789abcdef"[usize::from(digit)]));
        }
    }
    hex
}

/// The colour with this lightness and hue, and as much of this chroma as a screen can show.
fn shown([lightness, a, b]: [f32; 3]) -> [u8; 3] {
    let mut chroma = 1.0;
    loop {
        let linear = from_oklab([lightness, a * chroma, b * chroma]);
        if chroma < 0.02 || linear.iter().all(|channel| (-0.001..=1.001).contains(channel)) {
            return linear.map(from_linear);
        }
        chroma -= 0.02;
    }
}

/// Linear sRGB to OKLab (<https://bottosson.github.io/posts/oklab/>): lightness, green to red, blue to yellow.
fn to_oklab([r, g, b]: [f32; 3]) -> [f32; 3] {
    let l = cube_root(0.412_221_46 * r + 0.536_332_55 * g + 0.051_445_995 * b);
    let m = cube_root(0.211_903_5 * r + 0.680_699_5 * g + 0.107_396_96 * b);
    let s = cube_root(0.088_302_46 * r + 0.281_718_85 * g + 0.629_978_7 * b);
    [
        0.210_454_26 * l + 0.793_617_8 * m - 0.004_072_047 * s,
        1.977_998_5 * l - 2.428_592_2 * m + 0.450_593_7 * s,
        0.025_904_037 * l + 0.782_771_77 * m - 0.808_675_77 * s,
    ]
}

fn from_oklab([lightness, a, b]: [f32; 3]) -> [f32; 3] {
    let cube = |x: f32| x * x * x;
    let l = cube(lightness + 0.396_337_78 * a + 0.215_803_76 * b);
    let m = cube(lightness - 0.105_561_346 * a - 0.063_854_17 * b);
    let s = cube(lightness - 0.089_484_18 * a - 1.291_485_5 * b);
    [
        4.076_741_7 * l - 3.307_711_6 * m + 0.230_969_94 * s,
        -1.268_438 * l + 2.609_757_4 * m - 0.341_319_4 * s,
        -0.004_196_086_3 * l - 0.703_418_6 * m + 1.707_614_7 * s,
    ]
}

/// The cube root of a number from 0 to 1, by Newton's method: std's would bring a library of its own into the wasm.
fn cube_root(x: f32) -> f32 {
    if x < 1e-6 {
        return 0.0;
    }
    let mut root = 0.5 + 0.5 * x;
    for _ in 0..20 {
        root -= (root - x / (root * root)) / 3.0;
    }
    root
}

/// The curve of sRGB, approximated by a polynomial within 0.005.
fn curve(c: f32) -> f32 {
    c * (c * (c * 0.305_306 + 0.682_171) + 0.012_523)
}

fn to_linear(byte: u8) -> f32 {
    curve(f32::from(byte) / 255.0)
}

/// The byte whose place on the curve is nearest, by Newton's method.
fn from_linear(linear: f32) -> u8 {
    let linear = linear.clamp(0.0, 1.0);
    let mut c = linear.sqrt();
    for _ in 0..6 {
        let slope = c * (c * 0.915_918 + 1.364_342) + 0.012_523;
        c -= (curve(c) - linear) / slope;
    }
    (c * 255.0 + 0.5) as u8
}

/// WCAG's relative luminance.
fn luminance(bytes: [u8; 3]) -> f32 {
    let [red, green, blue] = bytes.map(to_linear);
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

    /// OKLab's chroma, and its hue in degrees.
    fn chroma_and_hue(hex: &str) -> (f32, f32) {
        let number = u32::from_str_radix(&hex[1..], 16).unwrap();
        let [_, a, b] = to_oklab([16, 8, 0].map(|shift| to_linear((number >> shift & 0xff) as u8)));
        (a.hypot(b), b.atan2(a).to_degrees())
    }

    #[test]
    fn hue_and_chroma_stay() {
        for colour in ["#8a1c1c", "#1c4f8a", "#0a6b3d", "#5b2a86", "#9a5b00"] {
            let accent = Accent::of(colour).unwrap();
            let ((chroma, hue), (dark_chroma, dark_hue)) = (chroma_and_hue(colour), chroma_and_hue(&accent.dark));
            assert!((hue - dark_hue).abs() < 4.0, "{colour}: {accent:?}, {hue} and {dark_hue}");
            assert!(dark_chroma > 0.9 * chroma, "{colour}: {accent:?}, {chroma} and {dark_chroma}");
        }
        // A dark red becomes a clear light red, and no greyish one.
        assert_eq!(Accent::of("#8a1c1c").unwrap().dark, "#d05c54");
        assert_eq!(Accent::of("#000000").unwrap().dark, "#808080");
    }

    #[test]
    fn a_colour_that_is_readable_stays_as_it_is() {
        assert_eq!(Accent::of("#8a1c1c").unwrap().light, "#8a1c1c");
        assert_eq!(Accent::of("#f0958a").unwrap().dark, "#f0958a");
        assert_eq!(Accent::of("red"), None);
    }
}
