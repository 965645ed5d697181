// The content of each page.
import { expect, feedFile, test } from "../support/site.mjs";
import { headlines, open, feedWith, story } from "../support/feeds.mjs";

test.describe("the front page", () => {
  test.use({ files: { "feed.json": feedFile(feedWith(45, { description: "All that happens" })) } });

  test("has the site's name, a lead and twenty stories, newest first", async ({ page, site }) => {
    await open(page, site);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("City Paper");
    await expect(page.locator(".masthead__description")).toHaveText("All that happens");
    const shown = await headlines(page);
    expect(shown.length).toBe(20);
    expect(shown[0]).toBe("Story 1");
    await expect(page.locator(".story-card--lead")).toHaveCount(1);
    await expect(page).toHaveTitle("City Paper");
  });

  test("leads to older stories and back", async ({ page, site }) => {
    await open(page, site);
    await page.getByRole("link", { name: "Older" }).click();
    await expect(page).toHaveURL(`${site.url}?page=2`);
    expect((await headlines(page))[0]).toBe("Story 21");
    await page.getByRole("link", { name: "Older" }).click();
    expect(await headlines(page)).toEqual(["Story 41", "Story 42", "Story 43", "Story 44", "Story 45"]);
    await expect(page.getByRole("link", { name: "Older" })).toHaveCount(0);
    await page.getByRole("link", { name: "Newer" }).click();
    await page.getByRole("link", { name: "Newer" }).click();
    await expect(page).toHaveURL(site.url);
  });

});

test("the publisher's icon is in the tab, else the feed's, else the shell's", async ({ page, site }) => {
  const icons = () => page.locator("link[rel=icon], link[rel=apple-touch-icon]").evaluateAll((links) => links.map(({ rel, href }) => `${rel} ${new URL(href).pathname}`).sort());
  await open(page, site);
  expect(await icons()).toEqual(["icon /icon.svg"].map((icon) => expect.stringMatching(/^icon \/icon.*\.svg$/)));
  site.fault("feed.json", { body: JSON.stringify(feedWith(1, { favicon: "tab.png", icon: "large.png" })) });
  await open(page, site, "?sections");
  expect(await icons()).toEqual(["apple-touch-icon /large.png", "icon /tab.png"]);
  site.fault("newsleaf.json", { body: JSON.stringify({ icon: "own.png" }) });
  await open(page, site);
  expect(await icons()).toEqual(["apple-touch-icon /own.png", "icon /own.png"]);
});

test.describe("dates in lists", () => {
  const hours = (n) => new Date(Date.now() - n * 3_600_000).toISOString();
  const items = [story(1, { date_published: hours(3.2) }), story(2, { date_published: "2020-11-06" }), story(3, { date_published: "nonsense" })];
  test.use({ files: { "feed.json": feedFile(feedWith(0, { items, _newsleaf: { time_zone: "Asia/Shanghai" } })) } });

  test("are relative under a day, else the day, and nothing where there is none", async ({ page, site }) => {
    await open(page, site);
    const dates = page.locator("main article");
    await expect(dates.nth(0).locator("time")).toHaveText("3 hours ago");
    // On the front page the day is the heading of its stories; a story without a date belongs to the one before it.
    await expect(dates.locator("time")).toHaveCount(1);
    await expect(page.locator(".day time")).toHaveText(["6 November 2020"]);
    await expect(page.locator(".day time")).toHaveAttribute("datetime", "2020-11-06");
    await expect(page.locator(".day article")).toHaveCount(2);
  });
});

test.describe("an article", () => {
  const article = {
    id: "https://city.example/xianning",
    title: "Xianning hosts the pilot cities",
    content_html: "<p>First.</p><p>Second.</p>",
    date_published: "2020-11-06T23:30:00Z",
    date_modified: "2020-11-08T01:15:00Z",
    image: "picture.svg",
    _newsleaf: {
      section: ["News", "Xianning News"],
      source: { name: "xianning.gov.cn", url: "http://www.xianning.gov.cn/" },
      byline: "After a report by Xianning Daily",
      image: { caption: "The hall", credit: "Drawing: us", alt: "A hall", width: 1200, height: 800 },
    },
  };
  const items = [story(1, { _newsleaf: { section: ["News", "Xianning News"] } }), article, story(9000)];
  test.use({ files: { "feed.json": feedFile(feedWith(0, { items, _newsleaf: { time_zone: "Asia/Shanghai" } })) } });

  test("has every part of the original page, in its order", async ({ page, site }) => {
    await open(page, site);
    await page.getByRole("link", { name: article.title }).first().click();
    await expect(page).toHaveURL(/\?article=[0-9a-z]{10}-xianning-hosts-the-pilot-cities$/);
    await expect(page).toHaveTitle("Xianning hosts the pilot cities – City Paper");
    await expect(page.locator(".breadcrumb li")).toHaveText(["Home", "News", "Xianning News"]);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(article.title);
    // The day in the publisher's zone is the next one.
    await expect(page.locator(".article__origin")).toHaveText(/source:\s*xianning\.gov\.cn\s*2020-11-07\s*Updated 2020-11-08$/);
    const order = await page.evaluate(() => {
      const parts = [".breadcrumb", "h1", ".article__origin", ".text-size", ".lead-picture", ".body", ".byline", ".share", ".neighbours", ".more-stories"];
      const places = parts.map((part) => [...document.querySelectorAll("main *")].indexOf(document.querySelector(`main ${part}`)));
      return places.every((place, at) => place >= 0 && (at === 0 || place > places[at - 1])) || places;
    });
    expect(order).toBe(true);
    await expect(page.locator(".text-size")).toHaveText(/font size:\s*Large\s*Medium\s*Small/);
    await expect(page.locator(".lead-picture figcaption")).toHaveText("The hall – Drawing: us");
    await expect(page.locator(".lead-picture img")).toHaveAttribute("width", "1200");
    await expect(page.locator(".byline")).toHaveText("(After a report by Xianning Daily)");
    await expect(page.locator(".neighbours__newer")).toContainText("Story 1");
    await expect(page.locator(".neighbours__older")).toContainText("Story 9000");
    await expect(page.locator(".more-stories h3")).toHaveText(["Story 1"]);
  });

  test("keeps its link when its headline changes", async ({ page, site }) => {
    await open(page, site);
    const href = await page.getByRole("link", { name: article.title }).first().getAttribute("href");
    await open(page, site, href.replace("./", "").replace("xianning-hosts", "an-older-headline"));
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(article.title);
    await expect(page).toHaveURL(new URL(href, site.url).href);
  });
});

test.describe("sections", () => {
  const section = (number, ...names) => story(number, { _newsleaf: { section: names } });
  const items = [section(1, "News", "Local"), section(2, "News"), section(3, "Arts"), section(4, "Newsletter"), story(5)];
  test.use({ files: { "feed.json": feedFile(feedWith(0, { items })) } });

  test("hold their own stories and those of the sections within them", async ({ page, site }) => {
    await open(page, site);
    await page.getByRole("navigation", { name: "Sections" }).getByRole("link", { name: "News", exact: true }).click();
    await expect(page).toHaveURL(`${site.url}?section=news`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("News");
    expect(await headlines(page)).toEqual(["Story 1", "Story 2"]);
    await open(page, site, "?section=news/local");
    expect(await headlines(page)).toEqual(["Story 1"]);
    await expect(page.locator(".breadcrumb li")).toHaveText(["Home", "News", "Local"]);
  });

});

test.describe("the document", () => {
  const items = [story(1), story(2, { title: "بلدية شيانينغ", language: "ar" }), story(3, { title: "咸宁新闻", language: "zh-Hans" })];
  const settings = { site: "https://city.example/news/", footer: [{ title: "Imprint", url: "https://city.example/imprint" }] };
  test.use({ files: { "feed.json": feedFile(feedWith(0, { items })), "newsleaf.json": feedFile(settings) } });

  test("has language, direction and canonical link of what it shows", async ({ page, site }) => {
    await open(page, site);
    await expect(page.locator("html")).toHaveAttribute("lang", "en-GB");
    await expect(page.locator("html")).toHaveAttribute("dir", "ltr");
    await expect(page.locator("link[rel=canonical]")).toHaveAttribute("href", "https://city.example/news/");
    await page.getByRole("link", { name: "بلدية شيانينغ" }).first().click();
    await expect(page.locator("html")).toHaveAttribute("lang", "ar");
    await expect(page.locator("main article")).toHaveAttribute("dir", "rtl");
    await expect(page.locator("link[rel=canonical]")).toHaveAttribute("href", /^https:\/\/city\.example\/news\/\?article=/);
  });

  test("ends with the feed and the publisher's links", async ({ page, site }) => {
    await open(page, site);
    const footer = page.getByRole("contentinfo");
    await expect(footer.getByRole("link", { name: "Imprint" })).toHaveAttribute("href", "https://city.example/imprint");
    await expect(footer.getByRole("link", { name: "Feed" })).toHaveAttribute("href", `${site.url}feed.json`);
  });
});


test.describe("an article", () => {
  const content_html = '<base href="https://x.example/"><p style="color: red" onclick="alert(1)">Plain <b STYLE=x onmouseover=y>words</b></p><svg onload=z style=w></svg>';
  test.use({ files: { "feed.json": feedFile(feedWith(0, { items: [story(1, { content_html })] })) } });

  test("styles, handlers and a base of its HTML leave nothing in the console", async ({ page, site, complaints }) => {
    await open(page, site);
    await page.getByRole("link", { name: "Story 1" }).click();
    await expect(page.locator(".body")).toHaveText("Plain words");
    expect(complaints).toEqual([]);
  });
});
