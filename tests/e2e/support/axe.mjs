// axe-core in the page. Its source goes in by the browser's own tools, because the site's policy lets no other script in.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect } from "@playwright/test";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The rules whose result depends on the scheme of colours. All others give the same result on light and on dark paper. */
export const COLOUR_RULES = ["color-contrast", "link-in-text-block"];

/**
 * What axe holds against the page as it is now, each as `rule: selector reason`: WCAG 2.2 A and AA, and good practice.
 * `only` are the rules to look at, where that is not all of them; `except` those to leave out.
 */
export async function violations(page, { only, except = [] } = {}) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(source);
  return page.evaluate(look, { only, except });
}

/** Axe finds nothing: all rules on light paper, and on dark paper those that colours can break. It is light again afterwards. */
export async function expectNoViolations(page, name, more) {
  expect.soft(await violations(page, more), `${name}: on light paper axe finds nothing`).toEqual([]);
  await page.emulateMedia({ colorScheme: "dark" });
  expect.soft(await violations(page, { only: COLOUR_RULES }), `${name}: on dark paper axe finds nothing`).toEqual([]);
  await page.emulateMedia({ colorScheme: "light" });
}

/** Runs in the page. */
async function look({ only, except }) {
  // The shell's hidden message stands before the app. Its link is nobody's first, but axe would take it for that, and
  // the skip link after it for no skip link; so it is taken out while axe looks.
  const hidden = document.querySelector("#boot-message[hidden]");
  const place = document.createComment("");
  hidden?.replaceWith(place);
  const rules = Object.fromEntries([["target-size", { enabled: !only }], ...except.map((rule) => [rule, { enabled: false }])]);
  const runOnly = only && { type: "rule", values: only };
  // Without axe in the frames of the page, it would only wait for their answer.
  const { violations } = await window.axe.run(document, { iframes: false, resultTypes: ["violations"], rules: only ? undefined : rules, runOnly });
  if (hidden) place.replaceWith(hidden);
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary.split("\n")[1] ?? ""}`));
}
