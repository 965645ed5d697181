// Paragraphs keep their distance, whatever element a system has put around the whole body.
import { expect, feedFile, test } from "../support/site.mjs";
import { open, feedWith, story } from "../support/feeds.mjs";

const two = "<p>One.</p><p>Two.</p>";
const body = `${two}<div>${two}</div><div><div>${two}</div><div>${two}</div></div><b id="around">${two}</b><table><tr><td>${two}</td></tr></table>`;
test.use({ files: { "feed.json": feedFile(feedWith(0, { items: [story(1, { content_html: body })] })) } });

test("paragraphs within other elements are as far apart as those of the body", async ({ page, site }) => {
  await open(page, site);
  await page.getByRole("link", { name: "Story 1", exact: true }).click();
  await expect(page.locator(".body p")).toHaveCount(12);
  const gaps = await page.locator(".body p").evaluateAll((paragraphs) =>
    paragraphs.slice(1).map((paragraph, at) => Math.round(paragraph.getBoundingClientRect().top - paragraphs[at].getBoundingClientRect().bottom)),
  );
  expect(gaps[0]).toBeGreaterThan(10);
  // The second of each pair, and the first of the second inner `div`.
  for (const at of [2, 4, 5, 6, 8]) expect(gaps[at], `gap ${at}: ${gaps}`).toBe(gaps[0]);
  // The letters of a table are smaller.
  expect(gaps[10]).toBeGreaterThan(10);
});
