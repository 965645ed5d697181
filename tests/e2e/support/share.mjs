// An article to share, with a title and a picture that have to be encoded, and its share row.
import { appStarted, expect } from "./site.mjs";

export const feed = {
  version: "https://jsonfeed.org/version/1.1",
  title: "The Paper",
  items: [
    {
      id: "a",
      title: 'Tea & "cake" 50% 咸宁',
      summary: "In short.",
      content_html: "<p>Text.</p>",
      image: "https://pictures.invalid/a b.jpg",
      date_published: "2020-11-06T08:00:00+08:00",
    },
    { id: "b", title: "Another story", content_html: "<p>More text.</p>", date_published: "2020-11-05T08:00:00+08:00" },
  ],
};

/** Opens an article and gives its share row. */
export async function openArticle(page, site, title = 'Tea & "cake"') {
  await page.route("https://pictures.invalid/**", (route) => route.abort());
  await page.goto(site.url);
  await appStarted(page);
  await page.getByRole("link", { name: title }).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(title);
  return page.getByRole("region", { name: "Share" });
}

/** The buttons in the row itself, and not behind 'More'. */
export const row = (share) => share.locator("> .share__list .share__item");

/** Gives the page a clipboard that accepts every text, or one that refuses, or none. */
export function clipboardThat(page, kind) {
  return page.addInitScript((kind) => {
    window.copied = [];
    const writeText = async (text) => {
      if (kind === "refuses") throw new DOMException("Write permission denied.", "NotAllowedError");
      window.copied.push(text);
    };
    const value = kind === "is missing" ? undefined : { writeText };
    Object.defineProperty(Navigator.prototype, "clipboard", { configurable: true, get: () => value });
  }, kind);
}
