// Features of a story's page, in both deliveries of a site: text size, sharing, the QR code, frames, pictures, players, print.
// The specifications of tests/e2e/pages look closer at each in the drop-in.
import jsQR from "jsqr";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { CHROMIUM } from "../support/chromium.mjs";
import { decodePng } from "../support/png.mjs";
import { feedWith, story } from "../support/feeds.mjs";
import { clipboardThat } from "../support/share.mjs";
import { feedFile } from "../support/site.mjs";
import { DELIVERIES, expect, test } from "../support/deliveries.mjs";

const TITLE = 'Tea & "cake" 50% 咸宁 in twenty-one words';
const film = '<iframe src="https://www.youtube.com/embed/a1" title="A film" width="560" height="315"></iframe>';
const wide = `<table><tr>${"<td>A cell that is quite wide</td>".repeat(12)}</tr></table>`;
const filler = "<p>Words of the body, which go on for a while.</p>".repeat(40);
const body = `<p>Words of the body.</p><p>${film}</p><div><iframe src="https://player.vimeo.com/video/7"></iframe></div><p><img src="tall.svg" alt="A tower"></p>${wide}
  <p><img src="https://pictures.invalid/none.png" alt="A bridge" width="30" height="20"></p>${filler}`;
const attachments = [{ url: "talk.wav", mime_type: "audio/wav", title: "The talk", size_in_bytes: 8044, duration_in_seconds: 1 }];
const items = [
  story(1, { title: TITLE, summary: "In short.", content_html: body, attachments }),
  story(2, { title: "Another story", image: "https://pictures.invalid/card.png" }),
  story(3),
];

/** A second of silence, which any browser can play. */
function silence() {
  const wav = Buffer.alloc(8044, 0x80);
  wav.write("RIFF", 0);
  wav.writeUInt32LE(8036, 4);
  wav.write("WAVEfmt ", 8);
  [[16, 4], [1, 2], [1, 2], [8000, 4], [8000, 4], [1, 2], [8, 2]].reduce((at, [value, size]) => wav.writeUIntLE(value, at, size), 16);
  wav.write("data", 36);
  wav.writeUInt32LE(8000, 40);
  return wav;
}

const files = {
  "feed.json": feedFile(feedWith(0, { items })),
  "talk.wav": { body: silence(), headers: { "Content-Type": "audio/wav" } },
  "tall.svg": { body: '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="900"/>' },
};

const share = (page) => page.getByRole("region", { name: "Share" });
const copyButton = (page) => share(page).getByRole("button", { name: "Copy link" });
const choice = (page, name) => page.getByRole("group", { name: "font size:" }).getByRole("radio", { name });
const headlineSize = (page) => page.locator("#app h1").evaluate((headline) => getComputedStyle(headline).fontSize);

async function expectInForce(page, size) {
  await expect(page.locator("html")).toHaveAttribute("data-text-size", size);
  for (const name of ["Large", "Medium", "Small"]) await expect(choice(page, name)).toBeChecked({ checked: name.toLowerCase() === size });
}

/** Gives the browser a share sheet. Each tap ends as the next of `ends` says; `open` stays open. */
function shareSheetThat(page, ...ends) {
  return page.addInitScript((ends) => {
    window.shared = [];
    Navigator.prototype.share = (data) => {
      const end = ends[window.shared.length];
      window.shared.push({ ...data, inClick: navigator.userActivation.isActive });
      if (end === "open") return new Promise(() => {});
      return end === "well" ? Promise.resolve() : Promise.reject(new DOMException("", end));
    };
  }, ends);
}

for (const delivery of DELIVERIES) {
  test.describe(delivery, () => {
    test.use({ delivery, files });
    test.beforeEach(async ({ page, site }) => {
      const own = new URL(site.url).origin;
      await page.route((url) => url.origin !== own, (route) => route.abort());
    });

    test.describe("text size", () => {
      test("begins with Medium, and a choice holds on the next page, after a reload and after coming back", async ({ page, site, complaints }) => {
        await site.open(page, TITLE);
        await expect(choice(page, "Medium")).toBeChecked();
        const medium = parseFloat(await headlineSize(page));
        await choice(page, "Large").check();
        await expectInForce(page, "large");
        expect(parseFloat(await headlineSize(page))).toBeCloseTo(medium * 1.25, 1);
        await page.reload();
        await site.ready(page);
        await expectInForce(page, "large");
        await page.getByRole("link", { name: "Another story" }).first().click();
        await expect(page.locator("#app h1")).toHaveText("Another story");
        await expectInForce(page, "large");
        await choice(page, "Small").check();
        await page.goBack();
        await expect(page.locator("#app h1")).toHaveText(TITLE);
        await expectInForce(page, "small");
        expect(complaints).toEqual([]);
      });

      test("is stored only when it was chosen", async ({ page, site, context }) => {
        await site.open(page, TITLE);
        await page.evaluate(() => dispatchEvent(new StorageEvent("storage", { key: "newsleaf:text-size", newValue: "small" })));
        await expectInForce(page, "small");
        await page.reload();
        expect(await context.storageState()).toEqual({ cookies: [], origins: [] });
      });

      test("is that of the other tab", async ({ page, site, context }) => {
        await site.open(page, TITLE);
        const other = await context.newPage();
        await other.goto(page.url());
        await site.ready(other);
        await choice(other, "Large").check();
        await expectInForce(page, "large");
        await other.evaluate(() => localStorage.clear());
        await expect(choice(page, "Medium")).toBeChecked();
        await other.close();
      });

      test("holds for the page where storage throws", async ({ page, site, complaints }) => {
        await page.addInitScript(() =>
          Object.defineProperty(window, "localStorage", {
            get() {
              throw new DOMException("The operation is insecure.", "SecurityError");
            },
          }),
        );
        await site.open(page, TITLE);
        await choice(page, "Large").check();
        await expectInForce(page, "large");
        await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })));
        await expectInForce(page, "large");
        expect(complaints).toEqual([]);
      });
    });

    test.describe("sharing", () => {
      test("offers the same in the same order, and every link names the page and its headline", async ({ page, site }) => {
        await site.open(page, TITLE);
        await expect(share(page).locator("> .share__list > li:visible")).toHaveText([/^Copy link/, /^WhatsApp/, /^Facebook/, /^X/, "WeChat"]);
        await share(page).getByText("More", { exact: true }).click();
        const links = await share(page).getByRole("link").evaluateAll((links) => links.map(({ href }) => href));
        expect(links).toHaveLength(12);
        for (const href of links) expect(href).toContain(encodeURIComponent(site.shared(page)));
        expect(links[0]).toContain("Tea%20%26%20%22cake%22%2050%25%20%E5%92%B8%E5%AE%81");
      });

      test("copies the address and says so, and nothing moves", async ({ page, site, complaints }) => {
        await clipboardThat(page, "takes everything");
        await site.open(page, TITLE);
        const places = () => share(page).locator(".share__item:visible").evaluateAll((items) => items.map((item) => [item.offsetTop - items[0].closest(".share").offsetTop, item.offsetLeft]));
        await expect(share(page).getByRole("status")).toBeEmpty();
        const before = await places();
        await copyButton(page).click();
        await expect(share(page).getByRole("status")).toHaveText("Link copied");
        expect(await page.evaluate(() => window.copied)).toEqual([site.shared(page)]);
        expect(await places()).toEqual(before);
        await expect(copyButton(page)).toBeFocused();
        await expect(copyButton(page)).toHaveAttribute("data-copied", "");
        await expect(share(page).getByRole("status")).toBeEmpty({ timeout: 10_000 });
        await expect(copyButton(page)).not.toHaveAttribute("data-copied");
        expect(complaints).toEqual([]);
      });

      for (const kind of ["refuses", "is missing"]) {
        test(`gives the address to copy by hand where the clipboard ${kind}`, async ({ page, site, complaints }) => {
          await clipboardThat(page, kind);
          await site.open(page, TITLE);
          await copyButton(page).click();
          const field = share(page).getByRole("textbox", { name: "press Ctrl+C" });
          await expect(field).toBeFocused();
          await expect(field).toHaveValue(site.shared(page));
          await expect(field).not.toBeEditable();
          expect(await field.evaluate((field) => field.value.slice(field.selectionStart, field.selectionEnd))).toBe(site.shared(page));
          await expect(share(page).getByRole("status")).toBeEmpty();
          expect(complaints).toEqual([]);
        });
      }

      test("has the device's sheet as its first choice, in the click itself", async ({ page, site, complaints }) => {
        await shareSheetThat(page, "well", "AbortError", "open", "InvalidStateError");
        await site.open(page, TITLE);
        const sheet = share(page).getByRole("button", { name: "Share…" });
        await expect(share(page).locator(".share__item:visible").nth(1)).toHaveText("Share…");
        // Shared; closed by the reader; left open, and tapped again.
        for (let tap = 1; tap <= 4; tap++) {
          await sheet.click();
          await expect.poll(() => page.evaluate(() => window.shared.length)).toBe(tap);
        }
        expect((await page.evaluate(() => window.shared))[0]).toEqual({ title: TITLE, text: TITLE, url: site.shared(page), inClick: true });
        await page.waitForTimeout(100);
        await expect(share(page).getByRole("textbox")).toHaveCount(0);
        await expect(share(page).getByRole("status")).toBeEmpty();
        expect(complaints).toEqual([]);
      });

      test("leaves the address to copy where the sheet does not open", async ({ page, site, complaints }) => {
        await shareSheetThat(page, "InvalidStateError");
        await site.open(page, TITLE);
        await share(page).getByRole("button", { name: "Share…" }).click();
        const field = share(page).getByRole("textbox", { name: "The share menu did not open" });
        await expect(field).toBeFocused();
        await expect(field).toHaveValue(site.shared(page));
        expect(complaints).toEqual([]);
      });

      test("sends no request before the reader clicks", async ({ page, site }) => {
        const elsewhere = [];
        page.on("request", (request) => !request.url().startsWith(site.url) && !request.url().startsWith("https://pictures.invalid") && elsewhere.push(request.url()));
        await site.open(page, TITLE);
        await share(page).getByRole("button", { name: "WeChat" }).click();
        await expect(page.getByRole("dialog")).toBeVisible();
        expect(elsewhere).toEqual([]);
      });
    });

    test.describe("the QR code", () => {
      const dialog = (page) => page.getByRole("dialog", { name: "Scan with WeChat" });
      const openDialog = (page) => share(page).getByRole("button", { name: "WeChat" }).click();
      const read = (png) => {
        const { data, width, height } = decodePng(png);
        return jsQR(data, width, height)?.data;
      };

      test("says the shared address to a reader of codes, and can be saved", CHROMIUM.unreported, async ({ page, site, complaints }) => {
        await site.open(page, TITLE);
        const requested = () => site.requests.filter((request) => request.path.endsWith("/qrCode.js")).length;
        expect(requested()).toBe(0);
        await openDialog(page);
        const code = page.getByRole("img", { name: "QR code" });
        await expect(code).toBeVisible();
        expect(requested()).toBe(1);
        expect(read(await code.screenshot())).toBe(site.shared(page));
        await expect(dialog(page)).toContainText(site.shared(page));
        await page.evaluate(function draw() {
          requestAnimationFrame(draw);
        });
        const downloading = page.waitForEvent("download");
        await page.getByRole("button", { name: "Save the code as a picture" }).click();
        expect((await downloading).suggestedFilename()).toBe("qr-code.png");
        expect(complaints).toEqual([]);
      });

      test("closes by its button, by Escape and by a click beside it, and gives the focus back", async ({ page, site }) => {
        await site.open(page, TITLE);
        for (const close of [() => page.getByRole("button", { name: "Close" }).click(), () => page.keyboard.press("Escape"), () => page.mouse.click(5, 5)]) {
          await openDialog(page);
          await expect(dialog(page)).toBeVisible();
          await expect(dialog(page).getByRole("heading")).toBeFocused();
          await close();
          await expect(dialog(page)).toBeHidden();
          await expect(share(page).getByRole("button", { name: "WeChat" })).toBeFocused();
        }
        await openDialog(page);
        const { x, y } = await dialog(page).getByRole("heading").boundingBox();
        await page.mouse.move(x + 20, y + 10);
        await page.mouse.down();
        await page.mouse.move(5, 5, { steps: 4 });
        await page.mouse.up();
        await expect(dialog(page)).toBeVisible();
      });

      test("leaves its address where the part that draws it is missing", async ({ page, site, complaints }) => {
        await page.route(/qrCode\.js/, (route) => route.fulfill({ status: 404, body: "" }));
        await site.open(page, TITLE);
        await openDialog(page);
        await expect(dialog(page)).toContainText(site.shared(page));
        await expect(page.locator(".qr-dialog__fits")).toBeHidden();
        expect(complaints).toEqual([]);
      });
    });

    test.describe("frames", () => {
      const cards = (page) => page.locator(".frame-card");
      const loadButton = (page, at = 0) => cards(page).nth(at).locator("[data-frame]");

      test("are loaded by a press, one at a time, and closed again", async ({ page, site, complaints }) => {
        const requested = [];
        await page.route((url) => /youtube|vimeo/.test(url.hostname), (route) => {
          requested.push(route.request().url());
          return route.fulfill({ contentType: "text/html", body: "<!doctype html><title>Player</title><button>Play</button>" });
        });
        await site.open(page, TITLE);
        await expect(cards(page)).toHaveCount(2);
        await loadButton(page).focus();
        await page.waitForTimeout(200);
        expect(requested).toEqual([]);
        await page.keyboard.press("Enter");
        await expect(page.frameLocator("iframe").getByText("Play")).toBeVisible();
        await expect(page.locator("iframe")).toBeFocused();
        expect(requested).toEqual(["https://www.youtube-nocookie.com/embed/a1?rel=0"]);
        await expect(page.locator("iframe")).toHaveAttribute("sandbox", "allow-scripts allow-same-origin allow-popups allow-presentation");
        await cards(page).first().getByRole("button", { name: "Close" }).click();
        await expect(page.locator("iframe")).toHaveCount(0);
        await expect(loadButton(page)).toBeFocused();
        expect(complaints).toEqual([]);
      });

      test("whose script is missing say so, and leave their link", async ({ page, site, complaints }) => {
        await page.route(/frameCard\.js/, (route) => route.abort());
        await site.open(page, TITLE);
        await loadButton(page).click();
        await expect(cards(page).first()).toContainText("This could not be loaded.");
        await expect(cards(page).first().getByRole("link")).toBeFocused();
        expect(complaints).toEqual([]);
      });
    });

    test.describe("pictures and tables", () => {
      test("a picture that fails gives way to what it would have shown, and on a card to nothing", async ({ page, site, complaints }) => {
        await page.goto(site.url);
        await site.ready(page);
        const card = page.locator("main .story-card").filter({ hasText: "Another story" }).first();
        await expect(card).toHaveClass(/story-card--plain/);
        await expect(card.locator(".story-card__picture")).toBeHidden();
        await page.getByRole("link", { name: TITLE }).first().click();
        await page.locator(".body table").scrollIntoViewIfNeeded();
        const failed = page.locator(".failed-picture");
        await expect(failed).toHaveText("A bridge Open the picture");
        await expect(failed.getByRole("link")).toHaveAttribute("href", "https://pictures.invalid/none.png");
        expect(complaints).toEqual([]);
      });

      test("a picture without a size has its place before it comes, and a table that scrolls is a tab stop", async ({ page, site }) => {
        const release = site.hold("tall.svg");
        await page.setViewportSize({ width: 390, height: 800 });
        await page.goto(site.url);
        await site.ready(page);
        await page.getByRole("link", { name: TITLE }).first().click({ noWaitAfter: true });
        const picture = page.getByRole("img", { name: "A tower" });
        await expect(picture).toHaveClass("kept-place");
        const { width, height } = await picture.boundingBox();
        expect(width / height).toBeCloseTo(1.5, 1);
        await expect(page.locator(".table-scroll")).toHaveAttribute("tabindex", "0");
        release();
        await page.setViewportSize({ width: 1280, height: 800 });
      });
    });

    test("sound is played on request, by the browser's own player", CHROMIUM.sound, async ({ page, site, complaints }) => {
      await site.open(page, TITLE);
      const requested = () => site.requests.filter(({ path }) => path.endsWith("talk.wav")).length;
      const player = page.getByRole("region", { name: "Files" }).locator("audio");
      await expect(player).toBeVisible();
      await expect(player).toHaveAttribute("controls");
      expect(requested()).toBe(0);
      await player.evaluate((player) => player.play());
      await expect.poll(() => player.evaluate((player) => player.currentTime)).toBeGreaterThan(0);
      expect(requested()).toBeGreaterThan(0);
      expect(complaints).toEqual([]);
    });

    test.describe("print", () => {
      test("prints the story with its address, and nothing that only a screen can do", CHROMIUM.paper, async ({ page, site }) => {
        await site.open(page, TITLE);
        const pdf = await getDocument({ data: new Uint8Array(await page.pdf({ format: "A4" })), verbosity: 0, isEvalSupported: false }).promise;
        let text = "";
        for (let number = 1; number <= pdf.numPages; number++) {
          const { items } = await (await pdf.getPage(number)).getTextContent();
          text += items.map((item) => item.str + (item.hasEOL ? " " : "")).join("") + " ";
        }
        for (const words of ["City Paper", "Words of the body.", "The talk"]) expect(text).toContain(words);
        expect(text.replace(/\s/g, "")).toContain(`Addressofthispage:${site.shared(page)}`);
        for (const words of ["Skip to", "Search", "font size", "Copy link", "WeChat", "Load the video"]) expect(text).not.toContain(words);
      });

      test("is one of the buttons, and opens the browser's dialog once a press", async ({ page, site }) => {
        await page.addInitScript(() => {
          window.printed = 0;
          window.print = () => (window.printed += 1);
        });
        await site.open(page, TITLE);
        await share(page).getByText("More", { exact: true }).click();
        await share(page).getByRole("button", { name: "Print" }).click();
        expect(await page.evaluate(() => window.printed)).toBe(1);
      });
    });
  });
}
