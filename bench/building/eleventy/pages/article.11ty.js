import { page, pathOf, shareRow, slug, text, time } from "../site.js";

export const data = {
  pagination: { data: "items", size: 1, alias: "item" },
  permalink: ({ item }) => `${pathOf(item)}index.html`,
};

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
${shareRow(`https://news.example${pathOf(item)}`, item.title)}
<nav>${link(newer)}${link(older)}</nav>
</article>`;
  return page({ title: item.title, path: pathOf(item), description: item.summary, article: item, main });
}
