// Firefox by WebDriver BiDi. See engine.mjs for what a window can do.
import puppeteer from "puppeteer-core";
import { firefoxPath } from "../../../scripts/engines.mjs";

export async function startFirefox(size) {
  const browser = await puppeteer.launch({ browser: "firefox", executablePath: firefoxPath(), headless: true, defaultViewport: size });
  const [page] = await browser.pages();
  return {
    version: (await browser.version()).replace("/", " "),
    window: new FirefoxWindow(page),
    stop: () => browser.close(),
  };
}

/** What Firefox says when a page is left in the middle of a request that goes through its service worker. No script hears of it. */
const LEFT_BEHIND = /^Failed to load .* A ServiceWorker intercepted the request/;

class FirefoxWindow {
  complaints = [];
  #page;
  #frame;

  constructor(page) {
    this.#page = page;
    this.#frame = page.mainFrame();
    page.on("pageerror", ({ message }) => LEFT_BEHIND.test(message) || this.complaints.push(`uncaught: ${message}`));
    page.on("dialog", (dialog) => {
      this.complaints.push(`dialog: ${dialog.message()}`);
      dialog.dismiss().catch(() => {});
    });
  }

  open(url) {
    return this.#page.goto(url, { waitUntil: "load" });
  }

  reload() {
    return this.#page.reload({ waitUntil: "load" });
  }

  /** By the page itself: the driver would wait for a page to load, and none does. */
  back() {
    return this.#page.evaluate(() => history.back());
  }

  evaluate(look, ...given) {
    return this.#frame.evaluate(typeof look === "string" ? `(${look})()` : look, ...given);
  }

  async find(look, ...given) {
    return (await this.#frame.evaluateHandle(look, ...given)).asElement();
  }

  async click(element) {
    await element.click();
  }

  type(text) {
    return this.#page.keyboard.type(text);
  }

  press(key) {
    return this.#page.keyboard.press(key);
  }

  resize(size) {
    return this.#page.setViewport(size);
  }

  picture() {
    return this.#page.screenshot();
  }

  async inFrame(element, act) {
    const before = this.#frame;
    this.#frame = await element.contentFrame();
    try {
      return await act();
    } finally {
      this.#frame = before;
    }
  }

  async inNewWindow(act) {
    const [page, frame] = [this.#page, this.#frame];
    const other = (await page.browser().pages()).find((each) => each !== page);
    if (!other) return false;
    [this.#page, this.#frame] = [other, other.mainFrame()];
    try {
      await act();
    } finally {
      [this.#page, this.#frame] = [page, frame];
      await other.close();
    }
    return true;
  }
}
