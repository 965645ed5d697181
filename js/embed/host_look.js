// The look of a host's page around a widget. Only the result leaves the page: one of two schemes of colours, and whether the
// widget shows the page's ground.
import { lookOn, luminanceOf } from "./colour.js";

/** The canvas of browsers, where nothing is painted on it. */
const CANVAS = { light: 1, dark: 0.01 };

/** The element and those around it, as they are drawn: through slots and out of shadow roots. */
export function* around(element) {
  for (let at = element; at; at = at.assignedSlot ?? at.parentElement ?? at.getRootNode().host) yield at;
}

/** Whether the page is drawn in the dark colours of the browser. */
function isPageDark() {
  const { colorScheme } = getComputedStyle(document.documentElement);
  const schemes = colorScheme === "normal" ? (document.querySelector("meta[name=color-scheme]")?.content ?? "") : colorScheme;
  return /dark/.test(schemes) && (!/light/.test(schemes) || matchMedia("(prefers-color-scheme: dark)").matches);
}

/** The luminance of the ground behind an element; NaN if it is not one opaque colour. */
function luminanceBehind(element, isDark) {
  for (const at of around(element)) {
    const { backgroundColor, backgroundImage, backdropFilter = "none", filter, opacity } = getComputedStyle(at);
    if (backgroundImage !== "none" || backdropFilter !== "none" || filter !== "none") return NaN;
    const luminance = luminanceOf(backgroundColor);
    if (luminance !== undefined) return opacity < 1 ? NaN : luminance;
  }
  /* The canvas of a frame belongs to the page around it. */
  return window.parent === window ? CANVAS[isDark ? "dark" : "light"] : NaN;
}

/** How a widget in the place of this element looks: `scheme` is light or dark, `ground` is transparent or paper. */
export function lookAt(element) {
  const isDark = isPageDark();
  return lookOn(luminanceBehind(element, isDark), isDark);
}
