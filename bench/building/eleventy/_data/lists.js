// Every page of every list: {path, title, items, newer, older}.
import { readFileSync } from "node:fs";
import { slug } from "../site.js";

const SIZE = 20;

export default function () {
  const { items } = JSON.parse(readFileSync("feed.json", "utf8"));
  const lists = new Map([["/", { title: "The Bench", items }]]);
  const add = (path, title, item) => {
    if (!lists.has(path)) lists.set(path, { title, items: [] });
    lists.get(path).items.push(item);
  };
  for (const item of items) {
    for (const name of item._newsleaf.section) add(`/section/${slug(name)}/`, name, item);
    for (const name of item.tags) add(`/tag/${slug(name)}/`, name, item);
    for (const { name } of item.authors) add(`/author/${slug(name)}/`, name, item);
    add(`/archive/${item.date_published.slice(0, 7).replace("-", "/")}/`, item.date_published.slice(0, 7), item);
  }
  const pages = [];
  for (const [path, { title, items }] of lists) {
    const count = Math.ceil(items.length / SIZE);
    const at = (number) => (number < 1 || number > count ? undefined : number === 1 ? path : `${path}page/${number}/`);
    for (let number = 1; number <= count; number++) pages.push({ path: at(number), title, items: items.slice((number - 1) * SIZE, number * SIZE), newer: at(number - 1), older: at(number + 1) });
  }
  return pages;
}
