// The stories with a tag, and those by an author.
import { expect, feedFile, test } from "../support/site.mjs";
import { headlines, open, feedWith, story } from "../support/feeds.mjs";

const wren = { name: "Ana Wren", url: "https://ana.example/about" };
const items = [
  story(1, { tags: ["Town Hall", "★", "咸宁"], authors: [{ name: "Ana Wren" }, { name: "李明" }] }),
  story(2, { tags: ["town hall"], authors: [wren] }),
  story(3, { tags: ["Music"], authors: [{ name: "李明" }], _newsleaf: { byline: "After a report by the radio" } }),
  story(4, { tags: ['<b>"Tom & Jerry"</b>?'], authors: [{ name: "O’Neill & Sons" }] }),
  ...Array.from({ length: 25 }, (_, at) => story(at + 5, { tags: ["Many"], authors: [{ name: "The Staff" }] })),
];
test.use({ files: { "feed.json": feedFile(feedWith(0, { items })) } });

const title = (page) => page.locator("#app h1");
const openStory = async (page, site, number) => {
  await open(page, site, number > 20 ? "?page=2" : "");
  await page.getByRole("link", { name: `Story ${number}`, exact: true }).click();
  await expect(title(page)).toHaveText(`Story ${number}`);
};

test("each tag of a story leads to the stories that have it, whatever its capitals", async ({ page, site }) => {
  await openStory(page, site, 1);
  const tags = page.getByRole("navigation", { name: "Tags" });
  await expect(tags.getByRole("link")).toHaveText(["Town Hall", "★", "咸宁"]);
  await tags.getByRole("link", { name: "Town Hall" }).click();
  await expect(page).toHaveURL(`${site.url}?tag=town-hall`);
  await expect(title(page)).toHaveText("Stories tagged “Town Hall”");
  await expect(title(page)).toBeFocused();
  await expect(page).toHaveTitle("Stories tagged “Town Hall” – City Paper");
  expect(await headlines(page)).toEqual(["Story 1", "Story 2"]);
  await page.goBack();
  await expect(title(page)).toHaveText("Story 1");
});

test("a tag of signs or of Chinese has a list of its own too", async ({ page, site }) => {
  for (const tag of ["★", "咸宁"]) {
    await openStory(page, site, 1);
    await page.getByRole("link", { name: tag, exact: true }).click();
    await expect(title(page)).toHaveText(`Stories tagged “${tag}”`);
    expect(await headlines(page)).toEqual(["Story 1"]);
    await page.reload();
    await expect(title(page)).toHaveText(`Stories tagged “${tag}”`);
  }
});

test("each author in the byline leads to the stories of theirs, and to their own page where the feed names one", async ({ page, site }) => {
  await openStory(page, site, 1);
  await expect(page.locator(".byline")).toHaveText("(Ana Wren, 李明)");
  await page.locator(".byline").getByRole("link", { name: "Ana Wren" }).click();
  await expect(page).toHaveURL(`${site.url}?author=ana-wren`);
  await expect(title(page)).toHaveText("Stories by Ana Wren");
  expect(await headlines(page)).toEqual(["Story 1", "Story 2"]);
  await expect(page.getByRole("link", { name: "Website of Ana Wren" })).toHaveAttribute("href", wren.url);
  await openStory(page, site, 1);
  await page.locator(".byline").getByRole("link", { name: "李明" }).click();
  await expect(title(page)).toHaveText("Stories by 李明");
  expect(await headlines(page)).toEqual(["Story 1", "Story 3"]);
  await expect(page.getByRole("link", { name: /Website/ })).toHaveCount(0);
});

test("a name with signs is text, and its link leads to it", async ({ page, site, complaints }) => {
  await openStory(page, site, 4);
  const name = await page.locator(".tags a").textContent();
  expect(name).toContain('"Tom & Jerry"');
  await page.locator(".tags a").click();
  await expect(title(page)).toHaveText(`Stories tagged “${name}”`);
  expect(await headlines(page)).toEqual(["Story 4"]);
  await openStory(page, site, 4);
  await page.locator(".byline a").click();
  await expect(title(page)).toHaveText("Stories by O’Neill & Sons");
  expect(await headlines(page)).toEqual(["Story 4"]);
  expect(complaints).toEqual([]);
});

for (const [query, name] of [
  ["?tag=many", "Stories tagged “Many”"],
  ["?author=the-staff", "Stories by The Staff"],
]) {
  test(`the list ${query} has pages`, async ({ page, site }) => {
    await open(page, site, query);
    expect(await headlines(page)).toHaveLength(20);
    await page.getByRole("link", { name: "Older" }).click();
    await expect(page).toHaveURL(`${site.url}${query}&page=2`);
    await expect(page).toHaveTitle(`${name} – Page 2 – City Paper`);
    await expect(title(page)).toHaveText(name);
    expect(await headlines(page)).toEqual(["Story 25", "Story 26", "Story 27", "Story 28", "Story 29"]);
    await page.getByRole("link", { name: "Newer" }).click();
    await expect(page).toHaveURL(site.url + query);
    await open(page, site, `${query}&page=3`);
    await expect(title(page)).toHaveText(name);
    await expect(page.locator("main")).toContainText("The list ends before this page.");
  });
}

test.describe("in a feed with older pages", () => {
  const older = feedWith(0, { items: [story(40, { tags: ["Rare Bird"], authors: [{ name: "B. Owl" }] })] });
  test.use({ files: { "feed.json": feedFile(feedWith(3, { next_url: "2.json" })), "2.json": feedFile(older) } });

  for (const [query, name] of [
    ["?tag=rare-bird", "Stories tagged “Rare Bird”"],
    ["?author=b-owl", "Stories by B. Owl"],
  ]) {
    test(`the list ${query} is looked for there`, async ({ page, site }) => {
      await open(page, site, query);
      await expect(title(page)).toHaveText(name);
      expect(await headlines(page)).toEqual(["Story 40"]);
    });
  }

  test("a tag that is nowhere says so when all pages were read", async ({ page, site }) => {
    await open(page, site, "?tag=nowhere");
    await expect(title(page)).toHaveText("No story has this tag");
  });
});
