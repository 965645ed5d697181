// Scripts that run in the page before its own. Each leaves what it has noted in `window.bench`. They know nothing of how a site is
// made: before each frame is painted they look at elements. What they note is the time at which the layout of that frame is done.

/** Notes the first frame that has `count` elements of `selector` in its layout, and the browser's own metrics. */
export function visibleProbe({ selector, count }) {
  const bench = (window.bench = { largestPaint: 0, layoutShift: 0 });
  const observe = (type, note) => new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
  observe("largest-contentful-paint", (entry) => (bench.largestPaint = entry.startTime));
  observe("layout-shift", (entry) => (bench.layoutShift += entry.value));
  bench.visible = new Promise((resolve) => {
    const look = () => {
      const elements = document.querySelectorAll(selector);
      // The height asks for the layout that this frame needs anyway.
      if (elements.length < count || elements[count - 1].getBoundingClientRect().height === 0) requestAnimationFrame(look);
      else resolve(performance.now());
    };
    requestAnimationFrame(look);
  });
}

/** Chooses Large as soon as there is the radio button, and notes the first frame in which the text is larger. */
export function textSizeProbe({ selector }) {
  const bench = (window.bench = {});
  const radio = (value) => document.querySelector(`input[name="text-size"][value="${value}"]`);
  const sizeOf = (text) => parseFloat(getComputedStyle(text).fontSize);
  bench.textSizeChanged = new Promise((resolve) => {
    let before;
    const attempt = () => {
      const text = document.querySelector(selector);
      if (!text || !radio("large")) return requestAnimationFrame(attempt);
      before ??= sizeOf(text);
      // A button that is chosen already sends no event.
      if (radio("large").checked) radio("medium").click();
      radio("large").click();
      if (sizeOf(text) <= before || text.getBoundingClientRect().height === 0) requestAnimationFrame(attempt);
      else resolve(performance.now());
    };
    requestAnimationFrame(attempt);
  });
}
