/*
 * The page within a frame of another site: loaded by the boot script when the widget has a parent.
 *
 * It reports the height of the content to the parent, in a dialect that the parent understands; lets links lead out of the
 * frame; and protects the host's history and scrolling. It sends messages to `window.parent` alone, listens to that alone,
 * and reports nothing but heights and whether the page is shown. It needs no storage, and reads nothing of the app but its
 * elements. docs/embedding.md lists the messages.
 *
 * Hosts get heights by many libraries, each with messages of its own, which are called dialects here. A parent's dialect is
 * recognised by its parameters in the address or by its first message.
 *
 * js/embed.js also sends the look of the host: light or dark, and whether the host's ground can be the widget's.
 */
(function (window, document) {
  "use strict";

  const parent = window.parent;
  const root = document.documentElement;
  /* The folder that this script is in. */
  const folder = document.currentScript.src.replace(/[^/]*$/, "");
  /* Sandboxed without an origin of its own: then it can read only files that the host of the news opens to anybody. */
  const isOpaque = window.origin === "null";
  const { location } = window;
  /* Read now, because the address may lose it later. */
  const { search, hash } = location;

  const all = (selector) => [...document.querySelectorAll(selector)];

  /* ---- Messages to the parent. ---- */

  /* How each dialect reports a height. `id` is the parent's name for this frame. */
  const DIALECTS = {
    newsleaf: (height, id, state) => ({ newsleaf: 1, type: "size", height, state }),
    /* AMP, and the libraries that use its words: newswire's frames and sidechain. */
    amp: (height) => ({ sentinel: "amp", type: "embed-size", height }),
    pym: (height, id) => `pymxPYMx${id}xPYMxheightxPYMx${height}`,
    /* The first size is the answer to the parent's first message. */
    iframeResizer: (height, id, state, isFirst) => `[iFrameSizer]${id}:${height}:${window.innerWidth}:${isFirst ? "init" : "size"}`,
    openIframeResizer: (height) => ({ type: "iframe-resized", width: window.innerWidth, height }),
    wordPress: (value, secret) => ({ message: "height", value, secret }),
    mastodon: (height, id) => ({ type: "setHeight", id, height }),
  };

  /* The parent's dialects, each with the parent's name for this frame and the last message. Until the parent is recognised,
     two dialects are used: newswire's parent sends its message before this script listens, and sidechain's sends none. */
  const spoken = new Map([["newsleaf", {}], ["amp", {}]]);
  let isKnown = false;

  const post = (message) => parent.postMessage(message, "*");

  /* The parent speaks this dialect, and gets the height, even if it has it already. */
  function answerIn(name, id) {
    if (!isKnown) spoken.clear();
    isKnown = true;
    spoken.set(name, { id });
    measureSoon();
  }

  /* One message at most; further ones follow in the next frame. */
  function say(height, state) {
    for (const [name, said] of spoken) {
      let message = null;
      if (said.height !== height || (name === "newsleaf" && said.state !== state)) {
        message = DIALECTS[name](height, said.id, state, !said.state);
        Object.assign(said, { height, state });
      } else if (name === "amp" && state !== "loading" && !said.isReady) {
        message = { sentinel: "amp", type: "embed-ready" };
        said.isReady = true;
      }
      if (!message) continue;
      post(message);
      measureSoon();
      return;
    }
  }

  /* ---- Messages from the parent. ---- */

  const isName = (id) => Number.isFinite(id) || (typeof id === "string" && id && id.length < 200);
  const isSecret = (secret) => typeof secret === "string" && /^\w{1,99}$/.test(secret);

  function hearText(text) {
    if (text.startsWith("pymxPYMx")) {
      const [, id] = text.split("xPYMx", 2);
      /* Pym sends the width whenever it changes, which needs no answer of its own. */
      if (isName(id) && !spoken.has("pym")) answerIn("pym", id);
    } else if (text.startsWith("[iFrameSizer]")) {
      const [first, , isStart] = text.slice(13).split(":", 3);
      const said = spoken.get("iframeResizer");
      if (/^(true|false)$/.test(isStart) && isName(first)) answerIn("iframeResizer", first);
      else if (said && /^(reset|resize)$/.test(first)) {
        said.height = 0;
        measureSoon();
      }
    }
  }

  function hearObject({ newsleaf, sentinel, type, message, secret, id, scheme, ground }) {
    if (newsleaf === 1 && type === "init") answerIn("newsleaf");
    else if (newsleaf === 1 && type === "host") fit({ scheme, ground });
    else if (sentinel === "amp" && (type === "frames-init" || !isKnown)) answerIn("amp");
    else if (type === "iframe-child-init" || type === "iframe-get-child-dimensions") answerIn("openIframeResizer");
    else if (type === "setHeight" && isName(id)) answerIn("mastodon", id);
    else if (message === "ready" && isSecret(secret)) answerIn("wordPress", secret);
  }

  function onMessage(event) {
    if (event.source !== parent) return;
    try {
      const { data } = event;
      if (typeof data === "string") hearText(data);
      else if (data) hearObject(data);
    } catch (error) {
      /* A parent of the same site can hand over objects that throw when they are looked at. */
    }
  }

  /* Host libraries can be recognised by their parameters in the address, too. */
  function readAddress() {
    const childId = new URLSearchParams(search).get("childId");
    const [, secret] = /^#\?secret=([^&]*)/.exec(hash) ?? [];
    if (childId && isName(childId)) answerIn("pym", childId);
    if (isSecret(secret)) answerIn("wordPress", secret);
    if (/^#(.*&)?amp=1(&|$)/.test(hash)) answerIn("amp");
  }

  /* ---- How the host looks. ---- */

  const searchParams = new URLSearchParams(search);
  /* The last look of the host, if the host has sent one. */
  let hostLook = null;

  /* The address wins over the host. The boot script does the same before the first paint. */
  function fit(look) {
    if (/^(auto|light|dark)$/.test(searchParams.get("theme"))) return;
    if (!/^(light|dark)$/.test(look.scheme) || !/^(paper|transparent)$/.test(look.ground)) return;
    hostLook = look;
    root.dataset.theme = root.style.colorScheme = look.scheme;
    if (!/^(paper|transparent)$/.test(searchParams.get("background"))) root.dataset.background = look.ground;
  }

  /* ---- Height and state. ---- */

  /* A frame that is far from the window is not drawn, and its animation frames don't come. It is measured nevertheless, so that
     nothing moves when it comes into view. */
  const LONGEST_WAIT = 250;
  /* The browser's space around a dialog that is higher than the frame, and a little more. */
  const AROUND_DIALOG = 48;
  const OVER_THE_PAGE = "dialog[open],:popover-open,.embed__blocked:not([hidden])";

  const sizes = new ResizeObserver(measureSoon);
  let watched = null;
  let isExplained = false;
  let nextFrame = 0;
  let timer = 0;

  function measureSoon() {
    nextFrame ||= window.requestAnimationFrame(measure);
    /* Until then a timer would only find the page half made. */
    if (document.readyState === "complete") timer ||= window.setTimeout(measure, LONGEST_WAIT);
  }

  function measure() {
    window.cancelAnimationFrame(nextFrame);
    window.clearTimeout(timer);
    nextFrame = timer = 0;
    const { body } = document;
    /* Before the page has its style, its height means nothing; when a stylesheet has come this is called again. */
    const isBare = all("link[rel=stylesheet]:not([media=print])").some(({ sheet }) => !sheet);
    if (!body || (isBare && document.readyState !== "complete")) return;
    if (body !== watched) {
      sizes.disconnect();
      sizes.observe(body, { box: "border-box" });
      watched = body;
    }
    const state = currentState();
    if (state === "ready") arrive();
    if (state === "failed") explain();
    const { width, height } = body.getBoundingClientRect();
    /* A frame that the host hides has no size; showing it changes the body's size. */
    if (!window.innerWidth || !width) return;
    say(Math.ceil(Math.max(height, ...all(OVER_THE_PAGE).map(roomFor))), state);
  }

  /* Without the program this script has to show the notice for the embedder. */
  function explain() {
    if (!isOpaque || isExplained || document.getElementById("boot-message").hidden) return;
    isExplained = true;
    document.head.append(Object.assign(document.createElement("script"), { src: `${folder}refused.js` }));
  }

  /* The height that the frame needs for dialogs and menus over the page. */
  function roomFor(element) {
    const natural = element.scrollHeight + element.offsetHeight - element.clientHeight;
    if (window.getComputedStyle(element).position !== "fixed") return element.getBoundingClientRect().top + window.scrollY + natural;
    /* A dialog that fits must not enlarge the frame: with the frame's own height it would make it grow for ever. */
    const room = natural + AROUND_DIALOG;
    return element.scrollHeight > element.clientHeight ? room : Math.min(room, window.innerHeight);
  }

  function currentState() {
    const message = document.getElementById("boot-message");
    if (message && !message.hidden) return "failed";
    const [state] = /^(ready|failed)$/.exec(all("#app .embed")[0]?.dataset.state) ?? [];
    return state ?? "loading";
  }

  /* ---- Links. ---- */

  /* The parameters of the widget; all others are the host library's, and stay in the address. */
  const OURS = /^(embed|section|tag|limit|layout|images|summary|theme|background|accent|size|title|open|article|scheme|ground|read|moved)$/;
  /* In the address of a page that was reached by a click within the frame, with the story that was left, if it was one. */
  const MOVED = "moved";

  let isMoving = false;
  let hasArrived = true;
  /* The key of the story that the reader has left. */
  let left = "";
  let blocked = null;

  /* The parameters of a query by their names, each as it is written. */
  const parameters = (query) => new Map(query.slice(1).split("&").map((each) => [each.split("=")[0], each]));
  const queryOf = (given) => `?${[...given.values()].join("&")}`;
  const keyIn = (query) => /[?&](?:read|article)=(\w+)/.exec(query)?.[1];
  const withoutFragment = (url) => url.split("#")[0];
  const folderOf = ({ origin, pathname }) => origin + pathname.replace("index.html", "");

  function onClick(event) {
    if (blocked && !blocked.contains(event.target)) takeBack();
    const link = event.target.closest?.("a[href]");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    /* Files, mail and telephone numbers go to programs, not to a page. */
    if (link.hasAttribute("download") || !/^https?:$/.test(link.protocol)) return;
    /* The app would take links of the site as its own, and make entries in the history, which is the host's. */
    event.preventDefault();
    event.stopPropagation();
    if (link.href.includes("#") && withoutFragment(link.href) === withoutFragment(location.href)) goToFragment(link);
    else if (link.hasAttribute("data-inside")) goInside(parameters(link.search));
    else if (!openTab(link)) openElsewhere(link);
  }

  function goToFragment(link) {
    let id = link.hash.slice(1);
    try {
      id = decodeURIComponent(id);
    } catch (error) {
      /* A stray percent sign: the id is as it is written. */
    }
    const target = id && id !== "top" ? document.getElementById(id) : document.body;
    if (!target) return;
    target.scrollIntoView();
    if (target.tabIndex < 0) target.tabIndex = -1;
    target.focus({ preventScroll: true });
  }

  /* Another page of the widget replaces this one in the history. */
  function goInside(target) {
    if (isMoving) return;
    isMoving = true;
    const given = parameters(location.search);
    for (const [name, each] of given) if (!OURS.test(name)) target.set(name, each);
    for (const name in hostLook) target.set(name, `${name}=${hostLook[name]}`);
    target.set(MOVED, `${MOVED}=${keyIn(`?${given.get("read")}`) ?? ""}`);
    const go = () => location.replace(location.pathname + queryOf(target) + hash);
    if (spoken.has("newsleaf")) post({ newsleaf: 1, type: "moved" });
    /* Newsleaf's own host script checks by itself whether the reader sees the frame's top. Other scripts scroll on request, and
       this side must know whether to: the visible part begins below the frame's top. */
    const toTop = [];
    if (spoken.has("pym")) toTop.push(`pymxPYMx${spoken.get("pym").id}xPYMxscrollToChildPosxPYMx0`);
    if (spoken.has("iframeResizer")) toTop.push(`[iFrameSizer]${spoken.get("iframeResizer").id}:0:0:scrollToOffset`);
    if (!toTop.length) return go();
    const wait = window.setTimeout(go, LONGEST_WAIT);
    new IntersectionObserver(([{ isIntersecting, intersectionRect, boundingClientRect }]) => {
      window.clearTimeout(wait);
      if (isIntersecting && intersectionRect.top > Math.max(0, boundingClientRect.top) + 1) toTop.forEach(post);
      go();
    }).observe(document.body);
  }

  function openTab(link) {
    /* A window that a script opens sends its referrer, whatever the link's `rel` is. */
    const policy = link.relList?.contains("noreferrer") && all("meta[name=referrer]")[0];
    const saved = policy && policy.content;
    if (policy) policy.content = "no-referrer";
    let tab = null;
    try {
      tab = window.open(link.href, "_blank");
      if (tab) tab.opener = null;
    } catch (error) {
      /* Forbidden, or open and already out of reach. */
    }
    if (policy) policy.content = saved;
    return tab;
  }

  /* The host's sandbox forbids windows. */
  function openElsewhere(link) {
    const article = parameters(link.search).get("article");
    if (spoken.has("wordPress") && link.host === location.host) {
      post({ message: "link", value: link.href, secret: spoken.get("wordPress").id });
    } else if (article && folderOf(link) === folderOf(location)) {
      goInside(parameters(location.search).set("read", article.replace("article", "read")));
    } else showAddress(link);
  }

  /* Shows beside the link that it is blocked, with its address, which can be copied. */
  function showAddress(link) {
    const [note] = all(".embed__blocked");
    const address = document.createElement("bdi");
    Object.assign(address.style, { overflowWrap: "anywhere", userSelect: "all" });
    if (!note) {
      /* A page that has not started has no such sentence. */
      if (!link.nextElementSibling?.matches("bdi")) link.after(" ", address);
      address.textContent = link.href;
      return;
    }
    blocked = note;
    note.hidden = false;
    Object.assign(note.style, { position: "absolute", insetInline: 0, insetBlockStart: 0, zIndex: 9 });
    note.style.insetBlockStart = `${link.getBoundingClientRect().bottom - note.getBoundingClientRect().top}px`;
    const place = document.createElement("span");
    place.append(" ", address);
    note.append(place);
    /* A screen reader announces changes of an element that it already knows. */
    window.requestAnimationFrame(() => (address.textContent = link.href));
  }

  function takeBack() {
    blocked.hidden = true;
    blocked.querySelector("span")?.remove();
    blocked = null;
  }

  /* A page that a click has led to is heard and read from its headline on, or from the story that was left, unless the reader
     is elsewhere by now. */
  function arrive() {
    if (hasArrived) return;
    hasArrived = true;
    const isStory = (link) => link.host === location.host && keyIn(link.search) === left;
    /* Only a list is a page to return to: a story that links to the one before is a new page. */
    const story = left && !/[?&]read=/.test(search) && all("#app .embed a[href]").find(isStory);
    const place = story || (all("#app h1,.embed__title")[0] ?? all("#app .embed")[0]);
    if (!place || !document.hasFocus()) return;
    if (!story) place.tabIndex = -1;
    place.focus({ preventScroll: true });
  }

  /* The mark is for this page alone: a reload or a copied address is not a return. */
  function readMark() {
    const given = parameters(search);
    const mark = given.get(MOVED);
    if (!given.delete(MOVED)) return;
    left = mark.split("=")[1];
    hasArrived = false;
    try {
      window.history.replaceState(window.history.state, "", queryOf(given) + hash);
    } catch (error) {
      /* Some frames have no history of their own. */
    }
  }

  root.toggleAttribute("data-opaque", isOpaque);
  readMark();
  readAddress();
  window.addEventListener("message", onMessage);
  window.addEventListener("click", onClick, true);
  window.addEventListener("keydown", ({ key }) => key === "Escape" && blocked && takeBack(), true);
  window.addEventListener("resize", measureSoon);
  window.addEventListener("load", measureSoon);
  /* The height changes with pictures and styles, and with dialogs over the page. */
  document.addEventListener("load", measureSoon, true);
  document.addEventListener("toggle", measureSoon, true);
  new MutationObserver(measureSoon).observe(document, { subtree: true, childList: true, attributeFilter: ["open", "hidden", "data-state"] });
  measureSoon();
})(window, document);
