import { pathOf, text, TITLE } from "../site.js";

export const data = {
  pagination: { data: "items", size: 1, alias: "item" },
  permalink: ({ item }) => `${pathOf(item)}oembed.json`,
};

export function render({ item }) {
  const url = `https://news.example${pathOf(item)}`;
  const html = `<blockquote><a href="${url}">${text(item.title)}</a></blockquote><iframe src="https://news.example/embed/?embed&article=${url}" width="600" height="420"></iframe>`;
  return JSON.stringify({ version: "1.0", type: "rich", html, width: 600, height: 420, title: item.title, author_name: item.authors[0].name, provider_name: TITLE, provider_url: "https://news.example/", cache_age: 3600 });
}
