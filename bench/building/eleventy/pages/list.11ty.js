import { page, pathOf, text, time } from "../site.js";

export const data = {
  pagination: { data: "lists", size: 1, alias: "list" },
  permalink: ({ list }) => `${list.path}index.html`,
};

export function render({ list }) {
  const stories = list.items.map((item) => `<article><h2><a href="${pathOf(item)}">${text(item.title)}</a></h2><p>${text(item.summary)}</p><p>${time(item.date_published)}</p></article>`);
  const link = (path, label) => (path ? `<a href="${path}">${label}</a>` : "");
  return page({ title: list.title, path: list.path, main: `<h1>${text(list.title)}</h1>${stories.join("\n")}<nav>${link(list.newer, "Newer")}${link(list.older, "Older")}</nav>` });
}
