/*
 * Inserts a frame of another site when a reader clicks: it is loaded then. `window.newsleaf.frameCard.open(button)` puts it
 * into the button's card, which src/sanitize/frames.rs makes. The button has the address and the size from the feed; beside
 * it is the hidden button that removes the frame again.
 */
(function (window, document) {
  "use strict";

  /* The frame's permissions. It must not navigate this page, by itself or through a window that it opens: such a window is
     under the same rules. */
  const MAY = [
    /* Every one of these players is a script. */
    "allow-scripts",
    /* Its own origin, not ours: without it a player has no storage, and most do not start. */
    "allow-same-origin",
    /* Links to the service's own pages open in a new tab. */
    "allow-popups",
    /* The film on the television in the room. */
    "allow-presentation",
  ];
  /* Not `autoplay`: the reader has requested the player, but has not seen its content yet. */
  const FEATURES = "fullscreen; picture-in-picture; encrypted-media";
  /* YouTube plays only with a referrer (its error 153). The others get none. */
  const IS_TOLD = /^https:\/\/www\.youtube-nocookie\.com\//;

  /* Charts of this service report their height: {"datawrapper-height": {id: pixels}}. */
  const TELLS_HEIGHT = /^https:\/\/datawrapper\.dwcdn\.net\//;
  const LOWEST_TOLD = 60;
  const TALLEST_TOLD = 3000;

  const TALLEST = 800;
  const LOWEST = 150;

  /* The shape from the feed, else the stylesheet's. A frame as wide as the column keeps its shape; a frame that is higher than
     wide gets no wider than its own width. */
  function shape(frame, width, height) {
    if (width > 1 && height > 1) {
      frame.style.aspectRatio = `${width} / ${height}`;
      frame.style.minBlockSize = `${Math.min(height, LOWEST)}px`;
      if (width < height) frame.style.maxInlineSize = `${width}px`;
    } else if (height > 1) {
      frame.style.aspectRatio = "auto";
      frame.style.blockSize = `${Math.min(height, TALLEST)}px`;
    }
  }

  /* Gives a chart the height that it reports, as long as its frame exists; messages of other windows are ignored. Returns the
     function that stops this. */
  function followHeight(frame) {
    function onMessage({ source, data }) {
      if (!frame.isConnected) return end();
      const heights = source === frame.contentWindow && data?.["datawrapper-height"];
      const [height] = heights ? Object.values(heights) : [];
      if (!Number.isFinite(height)) return;
      const blockSize = `${Math.min(Math.max(Math.ceil(height), LOWEST_TOLD), TALLEST_TOLD)}px`;
      Object.assign(frame.style, { aspectRatio: "auto", minBlockSize: "0", maxBlockSize: "none", blockSize });
    }
    const end = () => window.removeEventListener("message", onMessage);
    window.addEventListener("message", onMessage);
    return end;
  }

  function open(button) {
    const card = button.closest(".frame-card");
    const note = card.querySelector("small");
    const close = button.nextElementSibling;
    const { frame: url, width, height } = button.dataset;
    const frame = document.createElement("iframe");
    const names = [...card.querySelectorAll(":scope > span:first-child, :scope > strong")];
    const attributes = {
      title: names.map((name) => name.textContent.trim()).join(": "),
      sandbox: MAY.join(" "),
      allow: FEATURES,
      referrerpolicy: IS_TOLD.test(url) ? "strict-origin-when-cross-origin" : "no-referrer",
      src: url,
    };
    for (const [name, value] of Object.entries(attributes)) frame.setAttribute(name, value);
    shape(frame, parseInt(width, 10), parseInt(height, 10));
    const swap = (opened) => {
      button.hidden = opened;
      close.hidden = !opened;
    };
    swap(true);
    note.replaceWith(frame);
    const end = TELLS_HEIGHT.test(url) ? followHeight(frame) : () => {};
    /* A screen reader says the frame's title, and the next key goes to the player: also when that has come into the frame,
       which takes the focus from within it. Nothing scrolls for that: the frame is where the button was. */
    const enter = () => frame.focus({ preventScroll: true });
    enter();
    frame.addEventListener("load", () => {
      if (document.activeElement === frame) {
        frame.blur();
        enter();
      }
    }, { once: true });
    close.onclick = () => {
      end();
      frame.replaceWith(note);
      swap(false);
      button.focus();
    };
  }

  window.newsleaf.frameCard = { open };
})(window, document);
