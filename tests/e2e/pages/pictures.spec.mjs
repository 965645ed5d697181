// Pictures: the details of the lead picture, and the replacement of a picture that could not be loaded.
import { expect, feedFile, test } from "../support/site.mjs";
import { open, feedWith, story } from "../support/feeds.mjs";

const picture = { body: '<svg xmlns="http://www.w3.org/2000/svg" width="600" height="400"/>' };
const newspaper = (...items) => feedFile(feedWith(0, { items: items.map((item, at) => story(at + 1, item)) }));
const openStory = async (page, site, number = 1) => {
  await open(page, site);
  await page.getByRole("link", { name: `Story ${number}`, exact: true }).click();
  await expect(page.locator("#app h1")).toHaveText(`Story ${number}`);
};
const partRequests = (site) => site.requests.filter((request) => request.path.endsWith("/failedPicture.js")).length;

test.describe("a picture that cannot be loaded", () => {
  const body =
    '<p>Before <img src="none/a.png" alt="A tower at dusk" width="300" height="200"> and after.</p>' +
    '<figure><img src="none/b.png"><figcaption>The river</figcaption></figure>' +
    '<p><a href="https://city.example/more"><img src="none/c.png" alt="A map"></a></p><p><img src="there.svg" alt="A hall"></p>';
  test.use({ files: { "feed.json": newspaper({ image: "none/lead.png", content_html: body, _newsleaf: { image: { alt: "The bridge", caption: "On Monday" } } }, { image: "there.svg" }, {}), "there.svg": picture } });
  const failed = (page) => page.locator(".failed-picture");

  test("gives way to what it would have shown, and a link to it", async ({ page, site, complaints }) => {
    await openStory(page, site);
    await expect(failed(page)).toHaveText(["The bridge Open the picture", "A tower at dusk Open the picture", "This picture could not be loaded. Open the picture", "A map"]);
    const links = await failed(page).getByRole("link").evaluateAll((links) => links.map(({ textContent, href, target, rel }) => ({ textContent, href, target, rel })));
    expect(links).toEqual(["lead", "a", "b"].map((name) => ({ textContent: "Open the picture", href: `${site.url}none/${name}.png`, target: "", rel: "noopener noreferrer" })));
    await expect(page.getByRole("img")).toHaveCount(1);
    await expect(page.getByRole("img", { name: "A hall" })).toBeVisible();
    await expect(page.locator(".lead-picture figcaption")).toHaveText("On Monday");
    await expect(page.locator(".body figcaption")).toHaveText("The river");
    expect(complaints).toEqual([]);
  });

  test("in a link leaves the link that it stood in, and no other", async ({ page, site }) => {
    await openStory(page, site);
    const link = page.locator('.body a[href="https://city.example/more"]');
    await expect(link).toHaveText("A map");
    await expect(link.locator("a")).toHaveCount(0);
  });

  test("speaks of itself in the interface's language", async ({ page, site }) => {
    site.fault("feed.json", feedFile(feedWith(0, { language: "de", items: [story(1, { image: "none/lead.png" })] })));
    await openStory(page, site);
    await expect(failed(page)).toHaveText("Dieses Bild konnte nicht geladen werden. Bild öffnen");
    await expect(failed(page).locator("[lang]")).toHaveCount(2);
    await expect(failed(page).locator("[lang=de]")).toHaveCount(2);
  });

  test("on a card leaves a card without a picture", async ({ page, site }) => {
    await open(page, site);
    const card = (number) => page.locator("main .story-card").filter({ hasText: `Story ${number}` });
    await expect(card(1)).toHaveClass(/story-card--plain/);
    await expect(card(1).locator(".story-card__picture")).toBeHidden();
    await expect(card(1).getByRole("link")).toHaveText(["Story 1"]);
    await expect(failed(page)).toHaveCount(0);
    await expect(card(2).locator("img")).toBeVisible();
    await expect(card(2)).not.toHaveClass(/story-card--plain/);
    // A card that lost its picture is as one that never had any.
    const place = () => card(1).locator(".story-card__words").evaluate((words) => words.getBoundingClientRect().toJSON());
    const lost = await place();
    site.fault("feed.json", newspaper({}, { image: "there.svg" }, {}));
    await open(page, site);
    await expect(card(1).locator("img")).toHaveCount(0);
    expect(lost).toEqual(await place());
  });

  test("is not that of the next story", async ({ page, site }) => {
    await openStory(page, site);
    await expect(failed(page)).toHaveCount(4);
    await page.locator(".neighbours__older").click();
    await expect(page.locator("#app h1")).toHaveText("Story 2");
    await expect(page.locator(".lead-picture img")).toBeVisible();
    await expect(failed(page)).toHaveCount(0);
    await page.goBack();
    await expect(failed(page)).toHaveCount(4);
  });

  test("is what the part for it is loaded for, once, and nothing else", async ({ page, site }) => {
    await open(page, site);
    await expect.poll(() => partRequests(site)).toBe(1);
    await page.getByRole("link", { name: "Story 1", exact: true }).click();
    await expect(failed(page)).toHaveCount(4);
    expect(partRequests(site)).toBe(1);
    site.fault("feed.json", newspaper({ image: "there.svg" }));
    await open(page, site);
    await expect(page.locator("main img")).toBeVisible();
    expect(partRequests(site)).toBe(1);
  });

  test("stays as the browser shows it where the part is missing", async ({ page, site, complaints }) => {
    await page.route(/failedPicture\.js/, (route) => route.fulfill({ status: 404, body: "" }));
    await openStory(page, site);
    await expect(page.locator(".lead-picture img")).toHaveAttribute("alt", "The bridge");
    await expect(failed(page)).toHaveCount(0);
    expect(complaints).toEqual([]);
  });
});

test.describe("a lead picture that the body repeats", () => {
  const repeated = '<figure><img src="there.svg?w=300" alt="A bridge in the rain" width="600" height="400" srcset="there.svg?w=300 300w, there.svg?w=900 900w"><figcaption>The <b>new</b> bridge.</figcaption></figure><p>Text.</p>';
  const own = { image: { alt: "Our words", caption: "Our caption", credit: "A. Wren", width: 1200, height: 800, srcset: "own.svg 500w, https://pictures.example/own.svg 1000w, javascript:alert(1) 2000w" } };
  test.use({
    files: {
      "feed.json": newspaper({ image: "there.svg", content_html: repeated }, { image: "there.svg", content_html: repeated, _newsleaf: own }, { image: "there.svg" }),
      "there.svg": picture,
      "own.svg": picture,
    },
  });
  const lead = (page) => page.locator(".lead-picture img");
  test.beforeEach(({ page }) => page.route("https://pictures.example/**", (route) => route.fulfill({ ...picture, contentType: "image/svg+xml" })));

  test("is shown once, with the body's words and widths", async ({ page, site }) => {
    await openStory(page, site, 1);
    await expect(page.locator("article img")).toHaveCount(1);
    await expect(lead(page)).toHaveAttribute("alt", "A bridge in the rain");
    await expect(page.locator(".lead-picture figcaption")).toHaveText("The new bridge.");
    await expect(lead(page)).toHaveAttribute("width", "600");
    await expect(lead(page)).toHaveAttribute("height", "400");
    await expect(lead(page)).toHaveAttribute("srcset", `${site.url}there.svg?w=300 300w, ${site.url}there.svg?w=900 900w`);
    await expect(lead(page)).toHaveAttribute("sizes", /rem/);
    await expect(page.locator(".body")).toHaveText("Text.");
  });

  test("has the feed's own text, size and widths", async ({ page, site }) => {
    await openStory(page, site, 2);
    await expect(page.locator("article img")).toHaveCount(1);
    await expect(lead(page)).toHaveAttribute("alt", "Our words");
    await expect(page.locator(".lead-picture figcaption")).toHaveText("Our caption – A. Wren");
    await expect(lead(page)).toHaveAttribute("width", "1200");
    await expect(lead(page)).toHaveAttribute("srcset", `${site.url}own.svg 500w, https://pictures.example/own.svg 1000w`);
  });

  test("comes in the width that the screen needs", async ({ page, site }) => {
    await openStory(page, site, 1);
    await expect.poll(() => lead(page).evaluate((img) => img.currentSrc)).toBe(`${site.url}there.svg?w=900`);
  });

  test("without other widths has none, and no sizes", async ({ page, site }) => {
    await openStory(page, site, 3);
    for (const attribute of ["srcset", "sizes"]) expect(await lead(page).getAttribute(attribute)).toBeNull();
  });
});

test.describe("a picture without a known size", () => {
  const sized = (width, height) => ({ body: `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"/>` });
  const long = "<p>Text of the story, which goes on for a while.</p>".repeat(60);
  const body = `<p><img src="tall.svg" alt="A tower"></p><p>So high <img src="small.svg" alt="A coin"> is a coin.</p>${long}<p><img src="far.svg" alt="A bridge"></p>`;
  test.use({ files: { "feed.json": newspaper({ content_html: body }), "tall.svg": sized(300, 900), "small.svg": sized(20, 20), "far.svg": sized(400, 100) } });

  test("has reserved space, so that nothing moves when it loads, and fits into it", async ({ page, site }) => {
    const release = site.hold("tall.svg");
    await page.addInitScript(() => {
      window.shifts = [];
      new PerformanceObserver((list) => window.shifts.push(...list.getEntries())).observe({ type: "layout-shift", buffered: true });
    });
    await openStory(page, site);
    const tower = page.getByAltText("A tower");
    const before = await tower.boundingBox();
    expect(before.width / before.height).toBeCloseTo(1.5, 1);
    await page.evaluate(() => (window.shifts.length = 0));
    release();
    await expect.poll(() => tower.evaluate((img) => img.naturalHeight)).toBe(900);
    expect(await tower.boundingBox()).toEqual(before);
    expect(await page.evaluate(() => window.shifts.length)).toBe(0);
  });

  test("stays as small as it is amid words", async ({ page, site }) => {
    await openStory(page, site);
    await expect.poll(async () => (await page.getByAltText("A coin").boundingBox()).height).toBe(20);
  });

  test("takes its own shape when it comes below the window", async ({ page, site }) => {
    await openStory(page, site);
    const bridge = page.getByAltText("A bridge");
    await bridge.evaluate((img) => (img.loading = "eager"));
    await expect(bridge).toHaveAttribute("width", "400");
    const { width, height } = await bridge.boundingBox();
    expect(width / height).toBeCloseTo(4, 1);
  });
});

test.describe("a small picture", () => {
  const sign = '<img src="sign.svg" alt="" width="18" height="18">';
  test.use({ files: { "feed.json": newspaper({ content_html: `<p>Well done ${sign} and thanks</p><p>${sign.replaceAll('"18"', '"300"')}</p><p>After</p>` }), "sign.svg": picture } });

  test("stays in its line of text, and one that stands alone has no space of its own", async ({ page, site }) => {
    await openStory(page, site);
    const boxes = await page.locator(".body p, .body img").evaluateAll((all) => all.map((each) => each.getBoundingClientRect().toJSON()));
    const [line, , alone, picture, after] = boxes;
    expect(line.height).toBeLessThan(after.height * 1.5);
    expect(alone.height).toBeCloseTo(picture.height, 0);
  });
});

test.describe("a lead picture", () => {
  const drawing = (width, height) => ({ contentType: "image/svg+xml", body: `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="navy"/></svg>` });
  const shapes = { portrait: [900, 1400], panorama: [2100, 700], square: [800, 800] };
  const stories = Object.entries(shapes).flatMap(([name, [width, height]]) => [
    { image: `${name}.svg`, content_html: "<p>Text.</p>" },
    { image: `${name}.svg`, content_html: "<p>Text.</p>", _newsleaf: { image: { width, height } } },
  ]);
  test.use({
    files: {
      "feed.json": newspaper(...stories),
      ...Object.fromEntries(Object.entries(shapes).map(([name, size]) => [`${name}.svg`, drawing(...size)])),
    },
  });

  for (const [at, name] of Object.keys(shapes).entries()) {
    test(`is whole in its own shape, without a ground, and no higher than most of the window (${name})`, async ({ page, site }) => {
      await page.setViewportSize({ width: 1280, height: 800 });
      for (const story of [2 * at + 1, 2 * at + 2]) {
        await openStory(page, site, story);
        const img = page.locator(".lead-picture img");
        await expect.poll(() => img.evaluate((img) => img.complete && img.naturalWidth > 0)).toBe(true);
        const seen = await img.evaluate((img) => {
          const { width, height } = img.getBoundingClientRect();
          const { backgroundColor, objectFit } = getComputedStyle(img);
          return { width, height, backgroundColor, objectFit };
        });
        expect(seen).toMatchObject({ backgroundColor: "rgba(0, 0, 0, 0)", objectFit: "contain" });
        expect(seen.height).toBeLessThanOrEqual(640);
        const [width, height] = shapes[name];
        expect(seen.height).toBeCloseTo(Math.min((seen.width * height) / width, 640), 0);
      }
    });
  }

  test("with a known size moves nothing when it comes", async ({ page, site }) => {
    await openStory(page, site, 2);
    const address = page.url();
    let release;
    const released = new Promise((resolve) => (release = resolve));
    await page.route("**/portrait.svg", (route) => released.then(() => route.continue()));
    // The load event waits for the picture.
    await page.goto(address, { waitUntil: "commit" });
    await expect(page.locator(".body p")).toBeVisible();
    const top = () => page.locator(".body p").evaluate((body) => body.getBoundingClientRect().top);
    const before = await top();
    release();
    await expect.poll(() => page.locator(".lead-picture img").evaluate((img) => img.complete && img.naturalWidth > 0)).toBe(true);
    expect(await top()).toBe(before);
  });
});
