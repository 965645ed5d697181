// Faults of a layout, each kind as a list. Everything here looks at the page as it is now.

/** Applies a reader's own rules. The policy forbids style elements, but not what readers do. */
export function restyle(page, rules) {
  return page.evaluate((rules) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(rules);
    document.adoptedStyleSheets = [sheet];
  }, rules);
}

/**
 * Looks at the page in a window of this size whose pixels are `scale` screen pixels wide, as zooming makes them. In Firefox the room
 * is what zooming would leave, and pixels are as they were.
 */
export async function magnified(page, { width, height }, scale, look) {
  const before = page.viewportSize();
  if (page.context().browser().browserType().name() !== "chromium") {
    await page.setViewportSize({ width, height });
    await look();
    return page.setViewportSize(before);
  }
  const browser = await page.context().newCDPSession(page);
  await browser.send("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: scale, mobile: false });
  await look();
  await browser.send("Emulation.clearDeviceMetricsOverride");
  await browser.detach();
  // The driver ignores a size that was set already.
  await page.setViewportSize({ ...before, height: before.height + 1 });
  await page.setViewportSize(before);
}

/** By how much the page is wider than its window. */
export const overflow = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Elements that reach out of the window, except in boxes that scroll by themselves. */
export function outside(page) {
  return page.evaluate(() => {
    const scrolls = (element) => element.closest(".table-scroll, pre, .section-nav, .qr-dialog__address");
    return [...document.querySelectorAll("#app *")]
      .filter((each) => each.checkVisibility({ visibilityProperty: true }) && !scrolls(each) && !each.closest(".visually-hidden, .skip-link"))
      .filter((each) => each.getBoundingClientRect().right > innerWidth + 1 || each.getBoundingClientRect().left < -1)
      .map((each) => `${each.localName}.${each.className}`);
  });
}

/** Elements whose text is cut off by their own box. */
export function cut(page) {
  return page.evaluate(() =>
    [...document.querySelectorAll("#app *")]
      .filter((each) => each.checkVisibility() && each.textContent.trim() && getComputedStyle(each).overflowY !== "visible" && getComputedStyle(each).overflowY !== "auto")
      .filter((each) => !each.closest(".visually-hidden, .skip-link") && each.scrollHeight > each.clientHeight + 1)
      .map((each) => `${each.localName}.${each.className}`),
  );
}

/** Controls that overlap. In the navigation the sections scroll below the search, which stays in sight. */
export function collisions(page) {
  return page.evaluate(() => {
    const controls = [...document.querySelectorAll("#app :is(a[href], button, summary, label, input)")].filter((each) => each.checkVisibility() && !each.closest(".skip-link, dialog:not([open]), .section-nav li:not(:last-child)"));
    const boxes = controls.map((each) => each.getBoundingClientRect());
    const found = [];
    for (let one = 0; one < boxes.length; one++) {
      for (let other = one + 1; other < boxes.length; other++) {
        const [a, b] = [boxes[one], boxes[other]];
        const within = controls[one].contains(controls[other]) || controls[other].contains(controls[one]);
        const over = Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
        // Links in running text have boxes as tall as their lines.
        if (over && !within && !controls[one].closest("p") && !controls[other].closest("p")) found.push(`${controls[one].textContent} / ${controls[other].textContent}`);
      }
    }
    return found;
  });
}

/** Targets that WCAG 2.5.8 finds too small: below 24 px, with another within 24 px of their middle, and not in a text. */
export function smallTargets(page) {
  return page.evaluate(() => {
    const all = [...document.querySelectorAll("#app :is(a[href], button, summary, input:not([type=radio]), .text-size label)")].filter((each) => each.checkVisibility() && !each.closest(".skip-link"));
    const scope = document.querySelector("dialog[open]");
    const targets = scope ? all.filter((each) => scope.contains(each)) : all;
    const boxes = new Map(targets.map((each) => [each, each.getBoundingClientRect()]));
    const isSmall = ({ width, height }) => width < 23.9 || height < 23.9;
    const inText = (each) => each.closest(".body p, .body li, .body figcaption, .byline, .article__origin, .statement p");
    const distance = ({ left, right, top, bottom }, x, y) => Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom));
    return targets
      .filter((each) => isSmall(boxes.get(each)) && !inText(each))
      .filter((each) => {
        const { x, y, width, height } = boxes.get(each);
        const [middleX, middleY] = [x + width / 2, y + height / 2];
        return targets.some((other) => {
          if (other === each || other.href === each.href && other.href) return false;
          const box = boxes.get(other);
          return distance(box, middleX, middleY) < 12 || (isSmall(box) && Math.hypot(box.x + box.width / 2 - middleX, box.y + box.height / 2 - middleY) < 24);
        });
      })
      .map((each) => `${each.className} ${each.textContent} ${boxes.get(each).width}x${boxes.get(each).height}`);
  });
}
