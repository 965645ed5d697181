// Small feeds for the browser tests, and helpers that open pages.
import { expect } from "@playwright/test";

export const VERSION = "https://jsonfeed.org/version/1.1";

/** A feed with `count` dated stories, the newest first, named "Story 1", "Story 2", and so on. */
export function feedWith(count, more = {}) {
  const items = Array.from({ length: count }, (_, at) => story(at + 1));
  return { version: VERSION, title: "City Paper", language: "en-GB", items, ...more };
}

export function story(number, more = {}) {
  const day = new Date(Date.UTC(2024, 0, 1) - number * 86_400_000).toISOString();
  return {
    id: `story-${number}`,
    title: `Story ${number}`,
    date_published: day,
    content_html: `<p>The text of story ${number}.</p>`,
    ...more,
  };
}

/** Opens a page of the site by its query and waits until the app shows it. */
export async function open(page, site, query = "") {
  await page.goto(site.url + query);
  await page.locator("#app .skeleton-page").waitFor({ state: "detached" });
}

/** Goes to another page of the site as a link does, within the app if it is there: nothing of it is loaded again. */
export async function follow(page, site, query = "") {
  if (!page.url().startsWith(site.url)) return open(page, site, query);
  const click = (href) =>
    page.evaluate(async (href) => {
      const link = Object.assign(document.createElement("a"), { href });
      document.body.append(link);
      link.click();
      link.remove();
      await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    }, href);
  // A page that is there already would stay as it is. An article gets its headline behind its key.
  const isThere = () => (query.includes("article=") ? page.url().startsWith(site.url + query) : page.url() === site.url + query);
  if (isThere()) await click(`${site.url}?sections`);
  await click(site.url + query);
  expect(isThere(), `${query} is there`).toBe(true);
}

export const headlines = (page) => page.locator("main .story-card__headline").allTextContents();
