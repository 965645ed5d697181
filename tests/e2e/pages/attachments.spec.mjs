// The files of a story: players, and links.
import { CHROMIUM } from "../support/chromium.mjs";
import { expect, feedFile, test } from "../support/site.mjs";
import { open, feedWith, story } from "../support/feeds.mjs";

const attachments = [
  { url: "talk.mp3", mime_type: "audio/mpeg", title: "The talk", size_in_bytes: 1_843_200, duration_in_seconds: 92.4 },
  { url: "talk.ogg", mime_type: "audio/ogg", title: "The talk", size_in_bytes: 950 },
  { url: "film.mp4", title: "The film", size_in_bytes: 1_234_567_890, duration_in_seconds: 4325 },
  { url: "talk.pdf", mime_type: "application/pdf", title: "The talk", size_in_bytes: 12_345 },
  { url: "files/My%20report.pdf", mime_type: "application/pdf" },
  { url: "files/My%20report.pdf?other", mime_type: "application/pdf" },
  { url: "download?id=7" },
];

/** A second of silence, which any browser can play. */
function silence() {
  const samples = 8000;
  const wav = Buffer.alloc(44 + samples, 0x80);
  wav.write("RIFF", 0);
  wav.writeUInt32LE(36 + samples, 4);
  wav.write("WAVEfmt ", 8);
  [[16, 4], [1, 2], [1, 2], [8000, 4], [8000, 4], [1, 2], [8, 2]].reduce((at, [value, size]) => wav.writeUIntLE(value, at, size), 16);
  wav.write("data", 36);
  wav.writeUInt32LE(samples, 40);
  return wav;
}

const wav = { body: silence(), headers: { "Content-Type": "audio/wav" } };
const files = { "feed.json": feedFile(feedWith(0, { items: [story(1, { attachments }), story(2)] })), "talk.mp3": wav, "talk.ogg": wav, "film.mp4": wav };
test.use({ files });

const rows = (page) => page.getByRole("region", { name: "Files" }).getByRole("listitem");
const requestedFiles = (site) => site.requests.map((request) => request.path).filter((path) => /talk|film|report|download/.test(path));
const openStory = async (page, site) => {
  await open(page, site);
  await page.getByRole("link", { name: "Story 1", exact: true }).click();
  await expect(rows(page).first()).toBeVisible();
};

test("each file has its title, its length, its type and its size; those of one title are one thing", async ({ page, site }) => {
  await openStory(page, site);
  await expect(rows(page)).toHaveText([
    /^The talk\s+1:32\s*Also as:\s+MP3, 1\.8\sMB\s+OGG, 950\sB\s+PDF, 12\skB$/,
    /^The film\s+72:05\s*Download\s+MP4, 1\.2\sGB$/,
    /^My report\.pdf\s+Download\s+PDF$/,
    /^My report\.pdf\s+Download\s+PDF$/,
    /^download\s+Download\s+download$/,
  ]);
  const links = await rows(page).getByRole("link").evaluateAll((links) => links.map((link) => [link.getAttribute("href"), link.type]));
  const url = (path) => site.url + path;
  expect(links).toEqual([
    [url("talk.mp3"), "audio/mpeg"],
    [url("talk.ogg"), "audio/ogg"],
    [url("talk.pdf"), "application/pdf"],
    [url("film.mp4"), "video/mp4"],
    [url("files/My%20report.pdf"), "application/pdf"],
    [url("files/My%20report.pdf?other"), "application/pdf"],
    [url("download?id=7"), ""],
  ]);
});

test("sound and video have one player each, with every form that it might play", async ({ page, site }) => {
  await openStory(page, site);
  const players = await rows(page).locator("audio, video").evaluateAll((players) =>
    players.map((player) => ({
      kind: player.localName,
      name: player.getAttribute("aria-label"),
      controls: player.controls,
      preload: player.preload,
      autoplay: player.autoplay,
      sources: [...player.querySelectorAll("source")].map((source) => [source.getAttribute("src"), source.type]),
    })),
  );
  const player = (kind, name, ...sources) => ({ kind, name, controls: true, preload: "none", autoplay: false, sources });
  expect(players).toEqual([
    player("audio", "The talk", [`${site.url}talk.mp3`, "audio/mpeg"], [`${site.url}talk.ogg`, "audio/ogg"]),
    player("video", "The film", [`${site.url}film.mp4`, "video/mp4"]),
  ]);
  await expect(rows(page).locator("audio")).toBeVisible();
  await expect(rows(page).locator("video")).toBeVisible();
});

test("no file is requested before the reader plays it, and then only that one", CHROMIUM.sound, async ({ page, site, complaints }) => {
  await openStory(page, site);
  await rows(page).locator("video").scrollIntoViewIfNeeded();
  // Long enough for a browser to begin loading files.
  await page.waitForTimeout(500);
  expect(requestedFiles(site)).toEqual([]);
  await rows(page).locator("audio").evaluate((audio) => void audio.play());
  await expect.poll(() => new Set(requestedFiles(site))).toEqual(new Set(["/talk.mp3"]));
  await expect.poll(() => rows(page).locator("audio").evaluate((audio) => audio.currentTime)).toBeGreaterThan(0);
  expect(complaints).toEqual([]);
});

test("a player stays while the page around it changes", async ({ page, site }) => {
  site.fault("feed.json", feedFile(feedWith(0, { items: [story(1, { attachments })], language: "de" })));
  const folder = /data-messages="([^"]+)"/.exec(await (await page.request.get(site.url)).text())[1];
  const release = site.hold(`${folder}/de.json`);
  await page.goto(site.url);
  await page.getByRole("link", { name: "Story 1", exact: true }).click();
  const audio = page.locator(".attachments audio");
  await audio.evaluate((audio) => ((window.player = audio), void audio.play()));
  const messagesHaveCome = page.waitForResponse((response) => response.url().endsWith("/de.json"));
  release();
  await messagesHaveCome;
  await page.waitForTimeout(300);
  expect(await audio.evaluate((audio) => audio === window.player && !audio.paused)).toBe(true);
  // The page speaks the feed's language from the next page on.
  await page.locator(".masthead a").click();
  await page.locator(".story-card__headline a").first().click();
  await expect(page.locator(".attachments")).toHaveAttribute("aria-label", "Dateien");
});

test("a story without files has no place for them", async ({ page, site }) => {
  await open(page, site);
  await page.getByRole("link", { name: "Story 2", exact: true }).click();
  await expect(page.locator("#app h1")).toHaveText("Story 2");
  await expect(page.locator(".attachments")).toHaveCount(0);
});

test.describe("files with other addresses than those of the web", () => {
  const bad = ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd"].map((url) => ({ url, mime_type: "audio/mpeg" }));
  test.use({ files: { "feed.json": feedFile(feedWith(0, { items: [story(1, { attachments: [...bad, attachments[0]] })] })) } });
  test("are left out", async ({ page, site }) => {
    await openStory(page, site);
    await expect(rows(page)).toHaveCount(1);
  });
});
