/* Browsers that know speculation rules prepare the page of a link on which the pointer rests. Such a page is there at once, and a fade
   would hold it back by half of its time: from the press to the first paint 80 ms without, 130 with. */

/** For so long the pointer has to rest on a link until its page may be prepared, in milliseconds. */
const REST_MS = 500;

export function skipFadeToPreparedPages() {
  // The pointer may have been there before the page was.
  let link = document.querySelector("a[href]:hover");
  let since = performance.now();
  document.addEventListener("pointerover", ({ target, timeStamp }) => {
    const found = target.closest("a[href]");
    if (found === link) return;
    link = found;
    since = timeStamp;
  });
  window.addEventListener("pageswap", ({ activation, viewTransition, timeStamp }) => {
    if (link && link.href === activation?.entry.url && timeStamp - since > REST_MS) viewTransition?.skipTransition();
  });
}
