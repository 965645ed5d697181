// The luminance of a colour that a stylesheet has computed, and which of the widget's two looks can be read on it.

/** The luminance of the ink on light and on dark paper: `--ink` of style/tokens.css. */
const INKS = { light: 0.0103, dark: 0.8005 };
/** The contrast that WCAG asks of text. */
const READABLE = 4.5;

const linear = (part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
const ofLinear = (red, green, blue) => 0.2126 * red + 0.7152 * green + 0.0722 * blue;

function ofOklab(lightness, a, b) {
  const long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return 1.1122868033 * medium - 0.0405757452 * long - 0.0717110581 * short;
}

/** Of each function that a computed colour may be. That of a wide gamut is taken as sRGB, which is near enough. */
const OF = {
  rgb: (...parts) => ofLinear(...parts.map((part) => linear(part / 255))),
  srgb: (...parts) => ofLinear(...parts.map(linear)),
  lab: (lightness) => ((lightness + 16) / 116) ** 3,
  oklab: ofOklab,
  oklch: (lightness, chroma, hue) => ofOklab(lightness, chroma * Math.cos((hue * Math.PI) / 180), chroma * Math.sin((hue * Math.PI) / 180)),
};
Object.assign(OF, { rgba: OF.rgb, lch: OF.lab, "display-p3": OF.srgb });

/** The luminance of an opaque colour, from 0 to 1; undefined for a transparent colour, NaN for any other. */
export function luminanceOf(colour) {
  const [, name, values] = /^(?:color\()?([\w-]+)[( ](.+)\)$/.exec(colour) ?? [, "", ""];
  const [first, second, third, alpha = 1] = values.replaceAll("none", "0").split(/[\s,/]+/).map(parseFloat);
  if (alpha === 0) return undefined;
  return alpha < 1 ? NaN : (OF[name]?.(first, second, third) ?? NaN);
}

/**
 * How a widget looks on a ground of this luminance: its colours, and whether the ground can be its own. It gets paper where the
 * ground is not known (NaN), then in the colours of the page, or where no ink can be read on it.
 */
export function lookOn(luminance, isPageDark) {
  const contrast = (ink) => (Math.max(ink, luminance) + 0.05) / (Math.min(ink, luminance) + 0.05);
  const [light, dark] = [contrast(INKS.light), contrast(INKS.dark)];
  const isDark = light === light ? dark > light : isPageDark;
  return { scheme: isDark ? "dark" : "light", ground: Math.max(light, dark) >= READABLE ? "transparent" : "paper" };
}
