// Reads the feed into what the pages of a peer show.
import { slugOf } from "./slug.js";

export const PAGE_SIZE = 20;

export async function loadSite() {
  const response = await fetch("feed.json");
  if (!response.ok) throw new Error(`The feed was answered with status ${response.status}.`);
  return siteOf(await response.json());
}

function siteOf(feed) {
  const settings = feed._newsleaf ?? {};
  const stories = feed.items.map((item) => storyOf(item, feed)).sort(byDate());
  return {
    title: feed.title,
    description: feed.description,
    accent: settings.accent,
    timeZone: settings.time_zone,
    sections: sectionsOf(settings.sections, stories),
    footer: settings.footer ?? [],
    stories,
    storyById: new Map(stories.map((story) => [story.id, story])),
  };
}

/** Newest first; stories of the future come last. */
function byDate() {
  const now = Date.now();
  const rank = ({ time }) => (time > now ? 0 : time);
  return (a, b) => rank(b) - rank(a);
}

/** What stands for the headline of a story that has none. */
const beginningOf = (text) => (text.length > 80 ? `${text.slice(0, text.lastIndexOf(" ", 80))}…` : text);

function storyOf(item, feed) {
  const more = item._newsleaf ?? {};
  const section = [more.section ?? item.tags?.[0] ?? []].flat();
  return {
    id: item.id,
    address: `/?article=${encodeURIComponent(item.id)}`,
    title: item.title ?? beginningOf(item.content_text ?? ""),
    summary: item.summary,
    html: item.content_html ?? "",
    text: item.content_text,
    time: Date.parse(item.date_published),
    language: item.language === feed.language ? undefined : item.language,
    section,
    sectionSlug: section.map(slugOf).join("/"),
    kicker: more.kicker ?? section.at(-1),
    source: more.source?.name,
    image: item.image && { ...more.image, url: item.image },
    authors: item.authors ?? feed.authors ?? [],
    tags: item.tags ?? [],
  };
}

/** The sections of the navigation: those of the settings, or the outermost sections of the stories. */
function sectionsOf(configured, stories) {
  const names = configured ?? [...new Set(stories.map((story) => story.section[0]).filter(Boolean))].slice(0, 6);
  return names.map((name) => [name].flat()).map((path) => ({ name: path.at(-1), slug: path.map(slugOf).join("/") }));
}

export function storiesOfSection(site, slug) {
  if (!slug) return site.stories;
  return site.stories.filter((story) => story.sectionSlug === slug || story.sectionSlug.startsWith(`${slug}/`));
}

/** The stories before and after this one. */
export function neighboursOf(site, story) {
  const at = site.stories.indexOf(story);
  return { newer: site.stories[at - 1], older: site.stories[at + 1] };
}
