import { pathOf, text, TITLE } from "../site.js";

export const data = { permalink: "/index.xml", eleventyExcludeFromCollections: true };

export function render({ items }) {
  const entries = items.map((item) => `<item><title>${text(item.title)}</title><link>https://news.example${pathOf(item)}</link><guid>${item.id}</guid><pubDate>${new Date(item.date_published).toUTCString()}</pubDate><description>${text(item.summary)}</description></item>`);
  return `<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>${TITLE}</title><link>https://news.example/</link><description>${TITLE}</description>${entries.join("")}</channel></rss>`;
}
