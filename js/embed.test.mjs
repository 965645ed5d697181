// How a widget fits its host's page, without a browser: what is behind it, and which colours can be read there.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { lookOn, luminanceOf } from "./embed/colour.js";
import { lookAt } from "./embed/host_look.js";

const LIGHT = { scheme: "light", ground: "transparent" };
const DARK = { scheme: "dark", ground: "transparent" };
const PAPER = { scheme: "light", ground: "paper" };
const DARK_PAPER = { scheme: "dark", ground: "paper" };

const look = (colour) => lookOn(luminanceOf(colour), false);

test("the luminance of white, black and grey is known in every notation that a browser computes", () => {
  for (const white of ["rgb(255, 255, 255)", "rgba(255, 255, 255, 1)", "color(srgb 1 1 1)", "color(display-p3 1 1 1)", "lab(100 0 0)", "lch(100 none none)", "oklab(1 0 0)", "oklch(1 0 none)"]) {
    assert.ok(Math.abs(luminanceOf(white) - 1) < 0.001, white);
  }
  for (const black of ["rgb(0, 0, 0)", "color(srgb 0 0 0 / 1)", "oklab(0 0 0)", "lab(0 0 0)", "oklch(none none none)"]) assert.ok(luminanceOf(black) < 0.003, black);
  // #8a1c1c and the same colour as oklch.
  assert.ok(Math.abs(luminanceOf("rgb(138, 28, 28)") - luminanceOf("oklch(0.4076 0.1442 26.5)")) < 0.005);
});

test("a transparent colour has no luminance, and the luminance of anything but one opaque colour is unknown", () => {
  for (const none of ["rgba(0, 0, 0, 0)", "color(srgb 1 1 1 / 0)", "oklch(0.5 0.1 20 / 0)"]) assert.equal(luminanceOf(none), undefined, none);
  for (const unknown of ["rgba(255, 255, 255, 0.99)", "oklab(1 0 0 / 0.5)", "color(xyz-d65 1 1 1)", "Canvas", ""]) assert.equal(luminanceOf(unknown), NaN, unknown);
});

test("a ground is shown where the ink of light or of dark paper has a contrast of 4.5 on it", () => {
  for (const colour of ["rgb(255, 255, 255)", "rgb(255, 253, 248)", "rgb(255, 230, 0)", "rgb(130, 130, 130)"]) assert.deepEqual(look(colour), LIGHT, colour);
  for (const colour of ["rgb(0, 0, 0)", "rgb(22, 21, 15)", "rgb(64, 32, 96)", "rgb(0, 0, 238)", "rgb(100, 100, 100)"]) assert.deepEqual(look(colour), DARK, colour);
  assert.deepEqual(look("rgb(120, 120, 120)"), PAPER);
  assert.deepEqual(look("rgb(112, 112, 112)"), DARK_PAPER);
});

test("an unknown ground gives paper, in the colours of the page", () => {
  assert.deepEqual(lookOn(NaN, false), PAPER);
  assert.deepEqual(lookOn(NaN, true), DARK_PAPER);
});

test("the inks are those of the stylesheet", () => {
  const [, light, dark] = /--ink: light-dark\(#(\w+), #(\w+)\)/.exec(readFileSync(new URL("../style/tokens.css", import.meta.url), "utf8"));
  const [, ...inks] = /INKS = \{ light: ([\d.]+), dark: ([\d.]+) \}/.exec(readFileSync(new URL("embed/colour.js", import.meta.url), "utf8"));
  for (const [at, digits] of [light, dark].entries()) {
    const parts = digits.match(/../g).map((part) => parseInt(part, 16));
    assert.equal(luminanceOf(`rgb(${parts})`).toFixed(4), Number(inks[at]).toFixed(4));
  }
});

const CLEAR = { backgroundColor: "rgba(0, 0, 0, 0)", backgroundImage: "none", backdropFilter: "none", filter: "none", opacity: "1", colorScheme: "normal" };

/** The look of the innermost of elements, each given by how its style differs from none; the first is the page's root. */
function lookIn(styles, { isDarkDevice = false, meta, isFramed = false } = {}) {
  const elements = [];
  for (const style of styles) elements.push({ style: { ...CLEAR, ...style }, parentElement: elements.at(-1) ?? null, getRootNode: () => ({}) });
  const window = {};
  window.parent = isFramed ? {} : window;
  Object.assign(globalThis, {
    window,
    document: { documentElement: elements[0], querySelector: () => meta && { content: meta } },
    getComputedStyle: ({ style }) => style,
    matchMedia: () => ({ matches: isDarkDevice }),
  });
  return lookAt(elements.at(-1));
}

test("the nearest colour behind a widget counts", () => {
  assert.deepEqual(lookIn([{ backgroundColor: "rgb(255, 255, 255)" }, {}, {}]), LIGHT);
  assert.deepEqual(lookIn([{ backgroundColor: "rgb(255, 255, 255)" }, { backgroundColor: "rgb(20, 20, 20)" }, {}]), DARK);
  assert.deepEqual(lookIn([{ backgroundColor: "rgb(20, 20, 20)" }, {}, { backgroundColor: "rgb(255, 255, 255)" }]), LIGHT);
});

test("where nothing is painted the browser's canvas counts, which is dark by the page's scheme alone", () => {
  assert.deepEqual(lookIn([{}, {}]), LIGHT);
  assert.deepEqual(lookIn([{}, {}], { isDarkDevice: true }), LIGHT, "a page without a scheme is white on a dark device");
  assert.deepEqual(lookIn([{ colorScheme: "dark" }, {}]), DARK);
  for (const isDarkDevice of [false, true]) {
    const expected = isDarkDevice ? DARK : LIGHT;
    assert.deepEqual(lookIn([{ colorScheme: "light dark" }, {}], { isDarkDevice }), expected);
    assert.deepEqual(lookIn([{}, {}], { isDarkDevice, meta: "dark light" }), expected);
  }
  assert.deepEqual(lookIn([{}, {}], { isFramed: true }), PAPER, "the canvas of a frame is not its own");
});

test("a picture, a gradient, a translucent colour or a filter on the way gives paper; beyond the ground it does not count", () => {
  const white = { backgroundColor: "rgb(255, 255, 255)" };
  for (const style of [{ backgroundImage: "linear-gradient(red, blue)" }, { backgroundColor: "rgba(255, 255, 255, 0.5)" }, { filter: "invert(1)" }, { backdropFilter: "blur(2px)" }]) {
    assert.deepEqual(lookIn([white, style, {}]), PAPER, JSON.stringify(style));
    assert.deepEqual(lookIn([style, white, {}]), LIGHT, JSON.stringify(style));
    assert.deepEqual(lookIn([{ ...white, colorScheme: "dark" }, style, {}]), DARK_PAPER, JSON.stringify(style));
  }
  assert.deepEqual(lookIn([{ ...white, opacity: "0.5" }, {}]), PAPER, "what is behind shines through");
});
