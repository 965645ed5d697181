// What the pages have in common.
import { readFileSync } from "node:fs";

const { head, share, urlMark, titleMark } = JSON.parse(readFileSync("pieces.json", "utf8"));
export const TITLE = "The Bench";
const SITE = "https://news.example/";
export const slug = (text) => text.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
export const text = (value) => String(value).replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/"/g, "&quot;");
export const pathOf = (item) => `/article/${item.id}/`;
const day = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });
export const time = (date) => `<time datetime="${date}">${day.format(new Date(date))}</time>`;

/** A page with its head. */
export function page({ title, path, description, article, main }) {
  const url = SITE.slice(0, -1) + path;
  const crumbs = (article?._newsleaf.section ?? []).map((name, at) => ({ "@type": "ListItem", position: at + 2, name, item: `${SITE}section/${slug(name)}/` }));
  const data = article && {
    "@context": "https://schema.org",
    "@graph": [
      { "@type": "NewsArticle", headline: title, url, datePublished: article.date_published, author: article.authors.map(({ name }) => ({ "@type": "Person", name })), articleSection: article._newsleaf.section[1], keywords: article.tags, inLanguage: "en" },
      { "@type": "BreadcrumbList", itemListElement: [{ "@type": "ListItem", position: 1, name: "Home", item: SITE }, ...crumbs] },
    ],
  };
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text(title)} – ${TITLE}</title>
${head}
<link rel="stylesheet" href="/style.css">
<link rel="canonical" href="${url}">
<meta property="og:title" content="${text(title)}">
<meta property="og:type" content="${article ? "article" : "website"}">
<meta property="og:url" content="${url}">
<meta property="og:site_name" content="${TITLE}">
<meta name="twitter:card" content="summary_large_image">
<link rel="alternate" type="application/rss+xml" href="/index.xml" title="${TITLE}">
${description ? `<meta name="description" content="${text(description)}"><meta property="og:description" content="${text(description)}">` : ""}
${article ? `<link rel="alternate" type="application/json+oembed" href="${url}oembed.json" title="${text(title)}"><meta property="article:published_time" content="${article.date_published}"><script type="application/ld+json">${JSON.stringify(data).replace(/</g, "\\u003c")}</script>` : ""}
</head>
<body>
<header><p><a href="/">${TITLE}</a></p><nav><ul><li><a href="/section/news/">News</a></li><li><a href="/tag/">Tags</a></li><li><a href="/archive/">Archive</a></li></ul></nav></header>
<main>${main}</main>
<footer><a href="/index.xml">RSS</a></footer>
</body>
</html>
`;
}

/** The share row of a story. */
export const shareRow = (url, title) => share.replaceAll(urlMark, encodeURIComponent(url)).replaceAll(titleMark, encodeURIComponent(title));
