// A reader at a window: what one sees, presses and types, in words that say what for. Everything waits until it is so.
import assert from "node:assert/strict";
import { byRole } from "./roles.mjs";

/** How long a reader waits for something to be so, in milliseconds: as long as a machine needs that does much else. */
const PATIENCE = 30_000;
const PAUSE = 40;

export class Reader {
  #window;
  #keepPicture;

  constructor(window, keepPicture) {
    this.#window = window;
    this.#keepPicture = keepPicture;
  }

  /** Opens a page of the site and waits until the app shows it. */
  async open(url) {
    await this.#window.open(url);
    await this.isShown();
  }

  async reload() {
    await this.#window.reload();
    await this.isShown();
  }

  /** A page without the app, or one that has it in frames. */
  visit(url) {
    return this.#window.open(url);
  }

  back() {
    return this.#window.back();
  }

  isShown() {
    return this.until("the app shows the page", () => !document.querySelector("#app .skeleton-page, #app:empty"));
  }

  /** The element of this role and name, once it is seen; `within` is a selector of what it is in. */
  async sees(role, name, { within } = {}) {
    const given = name instanceof RegExp ? { source: name.source, flags: name.flags } : (name ?? null);
    let found;
    await this.#tries(`there is a ${role} ${name ?? ""}`, async () => {
      found = await this.#window.find(byRole, role, given, within ?? null);
      return found ?? false;
    });
    return found;
  }

  async press(role, name, more) {
    const element = await this.sees(role, name, more);
    await this.#window.evaluate((element) => {
      const shown = element.closest("label") ?? element;
      const { top, bottom } = shown.getBoundingClientRect();
      if (top < 0 || bottom > innerHeight) shown.scrollIntoView({ block: "center", behavior: "instant" });
    }, element);
    await this.#window.click(element);
  }

  type(text) {
    return this.#window.type(text);
  }

  key(key) {
    return this.#window.press(key);
  }

  resize(size) {
    return this.#window.resize(size);
  }

  read(look, ...given) {
    return this.#window.evaluate(look, ...given);
  }

  /** Gives the page a function of ours under this name. Its policy lets none be made there. */
  lend(name, helper) {
    return this.#window.evaluate(`() => { window.${name} = ${helper}; }`);
  }

  /** Waits until what is claimed is so: until `look` gives something true in the page, which is given back. */
  async until(claim, look, ...given) {
    let value;
    await this.#tries(claim, async () => (value = await this.#window.evaluate(look, ...given)));
    return value;
  }

  /** Waits until `look` gives exactly this in the page. */
  async untilIs(claim, expected, look, ...given) {
    let value;
    await this.#tries(claim, async () => {
      value = await this.#window.evaluate(look, ...given);
      return JSON.stringify(value) === JSON.stringify(expected);
    }).catch((error) => {
      throw error instanceof assert.AssertionError ? new assert.AssertionError({ message: claim, actual: value, expected, operator: "deepStrictEqual" }) : error;
    });
  }

  /** The headline of the page. */
  isAt(headline) {
    return this.sees("headline", headline);
  }

  /** Does something in the frame of this name. */
  async inFrame(name, act) {
    const frame = await this.sees("frame", name);
    await this.#window.evaluate((frame) => frame.scrollIntoView({ block: "center", behavior: "instant" }), frame);
    return this.#window.inFrame(frame, act);
  }

  /** Does something in the window that has been opened, and closes it. */
  async inNewWindow(act) {
    await this.#tries("there is a new window", () => this.#window.inNewWindow(act));
  }

  /** One more picture for the report, of the page as it is now. */
  picture(name) {
    return this.#keepPicture(name);
  }

  png() {
    return this.#window.picture();
  }

  /** Nothing has gone wrong in the page without anybody asking. */
  hasNoComplaint() {
    assert.deepEqual(this.#window.complaints.splice(0), [], "the page complains");
  }

  /** What the page has complained of so far, which is then forgiven. */
  forgiven() {
    return this.#window.complaints.splice(0);
  }

  async #tries(claim, attempt) {
    const end = Date.now() + PATIENCE;
    let last;
    for (;;) {
      try {
        last = undefined;
        if (await attempt()) return;
      } catch (error) {
        // While a page goes and another comes there is nothing to look at; and an element may be another one by now.
        if (error instanceof assert.AssertionError) throw error;
        last = error;
      }
      if (Date.now() > end) break;
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
    throw new assert.AssertionError({ message: `It is not so that ${claim}.${last ? ` ${last.message}` : ""}` });
  }
}
