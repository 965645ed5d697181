// One site in three scripts: a feed of 22 stories, the first with everything that an article can have.
import { VERSION } from "./feeds.mjs";

/** The texts of each feed. */
const TEXTS = {
  English: { tag: "en-GB", browser: "en-GB", title: "Valley Courier", about: "News from the valley", section: "News", sub: "Schools", other: "Culture", tags: ["Bridges", "Tea"], author: "Ann Rivers", story: "The bridge over the river is open again", text: "The bridge was closed for two years. Now the first carts have crossed it.", search: "bridge" },
  Chinese: { tag: "zh-Hans", browser: "zh-CN", title: "山谷日报", about: "山谷里的新闻", section: "新闻", sub: "学校", other: "文化", tags: ["桥梁", "茶"], author: "王小明", story: "河上的桥重新开放", text: "这座桥关闭了两年。现在第一批车辆已经通过。", search: "桥" },
  Arabic: { tag: "ar", browser: "ar", title: "بريد الوادي", about: "أخبار الوادي", section: "أخبار", sub: "مدارس", other: "ثقافة", tags: ["جسور", "شاي"], author: "ليلى النهري", story: "الجسر فوق النهر مفتوح من جديد", text: "كان الجسر مغلقا لمدة سنتين. والآن عبرته أولى العربات.", search: "الجسر" },
};

/** The sites by the name of their script: {feed, texts}. */
export const SITES = Object.fromEntries(Object.entries(TEXTS).map(([name, texts]) => [name, { feed: feedIn(texts), texts }]));

/** A body with a table, code, footnotes, lists, headings, a part that opens and a picture. */
export function bodyOf({ story, text }) {
  return `<h3>${story} 2</h3><p>${text}<sup><a id="ref1" href="#note1">1</a></sup></p><h4>${story} 3</h4>
    <ul><li>${text}</li><li>${text}<ol><li>${text}</li></ol></li></ul><blockquote><p>${text}</p></blockquote>
    <table><caption>${story}</caption><thead><tr><th>${story}</th><th>2023</th><th>2024</th></tr></thead>
    <tbody><tr><th>${text}</th><td>1</td><td>2</td></tr></tbody></table>
    <pre><code>let bridge = "open"; // ${"a long line ".repeat(20)}</code></pre>
    <details><summary>${story}</summary><p>${text}</p></details>
    <figure><img src="bridge.svg" width="300" height="200" alt="${story}"><figcaption>${text}</figcaption></figure>
    <p><em>${text}</em> <code>bridge()</code> <kbd>B</kbd> <mark>${story}</mark></p>
    <hr><ol><li id="note1">${text} <a href="#ref1">↩</a></li></ol>`;
}

function feedIn(texts) {
  const { tag, title, about, section, sub, other, tags, author, story, text } = texts;
  const first = {
    image: "bridge.svg",
    summary: text,
    content_html: bodyOf(texts),
    tags,
    authors: [{ name: author, url: "https://ann.example/" }],
    date_modified: "2024-01-02T10:00:00Z",
    attachments: [
      { url: "bridge.mp3", mime_type: "audio/mpeg", title: story, size_in_bytes: 1_800_000, duration_in_seconds: 125 },
      { url: "bridge.pdf", mime_type: "application/pdf", size_in_bytes: 90_000 },
    ],
    _newsleaf: { section: [section, sub], source: { name: title, url: "https://valley.example/" }, image: { alt: story, caption: text, credit: author } },
  };
  const items = Array.from({ length: 22 }, (_, at) => ({
    id: `${at + 1}`,
    title: `${story} ${at + 1}`,
    summary: text.repeat(1 + (at % 3)),
    content_html: `<p>${text}</p>`,
    date_published: new Date(Date.UTC(2024, 0, 2) - at * 86_400_000).toISOString(),
    ...(at % 4 === 0 && { image: "bridge.svg" }),
    _newsleaf: { section: [at % 2 ? other : section] },
    ...(at === 0 && first),
  }));
  const footer = [{ title: about, url: "https://valley.example/about" }];
  return { version: VERSION, title, description: about, language: tag, home_page_url: "./", items, _newsleaf: { sections: [section, other], footer } };
}

/** The picture that the feeds name. */
export const PICTURE = {
  body: '<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="800"><path fill="#8a8" d="M0 0h1200v800H0z"/></svg>',
  headers: { "Content-Type": "image/svg+xml" },
};
