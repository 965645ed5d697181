import { page, pathOf, slug, text, time } from "../site.js";

export const data = {
  pagination: { data: "items", size: 1, alias: "item" },
  permalink: ({ item }) => `${pathOf(item)}index.html`,
};

const SHARE = ["https://www.facebook.com/sharer/sharer.php?u=", "https://x.com/intent/tweet?url=", "https://wa.me/?text=", "https://t.me/share/url?url="];

export function render({ item, items, pagination }) {
  const [newer, older] = [items[pagination.pageNumber - 1], items[pagination.pageNumber + 1]];
  const link = (story) => (story ? `<a href="${pathOf(story)}">${text(story.title)}</a>` : "");
  const main = `<article>
<nav><ol><li><a href="/">Home</a></li>${item._newsleaf.section.map((name) => `<li><a href="/section/${slug(name)}/">${text(name)}</a></li>`).join("")}</ol></nav>
<h1>${text(item.title)}</h1>
<p>${text(item.summary)}</p>
<p>${item.authors.map(({ name }) => `<a href="/author/${slug(name)}/">${text(name)}</a>`).join("")} ${time(item.date_published)}</p>
<fieldset><legend>font size:</legend>${["large", "medium", "small"].map((size) => `<label><input type="radio" name="text-size" value="${size}">${size}</label>`).join("")}</fieldset>
<div class="body">${item.content_html}</div>
<ul>${item.tags.map((tag) => `<li><a href="/tag/${slug(tag)}/">${text(tag)}</a></li>`).join("")}</ul>
<ul>${SHARE.map((url) => `<li><a href="${url}https://news.example${pathOf(item)}">Share ${text(item.title)}</a></li>`).join("")}</ul>
<nav>${link(newer)}${link(older)}</nav>
</article>`;
  return page({ title: item.title, path: pathOf(item), description: item.summary, article: item, main });
}
