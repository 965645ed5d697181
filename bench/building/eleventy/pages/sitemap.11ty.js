import { pathOf } from "../site.js";

export const data = { permalink: "/sitemap.xml", eleventyExcludeFromCollections: true };

export function render({ items, lists }) {
  const urls = [...items.map((item) => [pathOf(item), item.date_published]), ...lists.map(({ path }) => [path])];
  return `<?xml version="1.0" encoding="utf-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${urls.map(([path, date]) => `<url><loc>https://news.example${path}</loc>${date ? `<lastmod>${date}</lastmod>` : ""}</url>`).join("")}</urlset>`;
}
