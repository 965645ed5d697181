/*! Newsleaf embed @VERSION@ | MIT OR Apache-2.0 | Shows a news site in other pages. Keeps nothing, sends nothing to anyone. */
/*
 * The host's script: what other sites load to show the widget of a Newsleaf site (docs/embedding.md). It runs in pages that
 * are not ours, so it takes no name there but one element's, needs no exception from a policy, and adds nothing to history.
 *
 *   <newsleaf-embed src="https://news.example/" section="news" limit="5"></newsleaf-embed>
 *       makes the frame, when it comes near the viewport, and a plain link that is there until the frame has something to read
 *   <iframe src="https://news.example/?embed" data-newsleaf></iframe>
 *       is given its height, and whatever else it does not say for itself
 *
 * Whoever says no `theme` gets the colours that fit the host's ground, and that ground where their ink can be read on it
 * (js/embed/host_look.js).
 *
 * Events, at the element or the iframe; they bubble and leave shadow roots:
 *
 *   newsleaf:load      the frame can be read, for the first time since it was put in
 *   newsleaf:resize    detail.height: the frame's new height in CSS pixels
 *   newsleaf:error     detail.reason: "address" (src is not http or https), "silent" (nothing was heard of the frame for
 *                      15 seconds), "failed" (the frame says that it has nothing to show)
 *
 * The messages, plain objects with `newsleaf: 1` for this version of them: the frame says {type: "size", height, state} and
 * {type: "moved"}, this script {type: "init"} and {type: "host", scheme, ground} (js/frame.js is the other side). What comes is believed by the window that it
 * comes from, never by its origin: that of a sandboxed frame is "null", and anyone's may be.
 */
import { around, lookAt } from "./embed/host_look.js";

(function (window, document) {
  "use strict";

  const VERSION = "@VERSION@";
  const NAME = "newsleaf-embed";
  const PLAIN = "iframe[data-newsleaf]";
  const PROTOCOL = 1;

  /* The first copy of this script does the work; a page with two snippets often has two, even of two versions. */
  const MARK = Symbol.for(NAME);
  if (window[MARK]) return;
  window[MARK] = VERSION;

  /* The attributes that become parameters of the frame's address. Switches may be written without a value. */
  const PARAMETERS = ["section", "tag", "limit", "layout", "images", "summary", "theme", "background", "accent", "size", "title", "open", "article"];
  const SWITCHES = ["images", "summary"];
  const ATTRIBUTES = ["src", "loading", ...PARAMETERS];

  /* The frame's permissions. It must not navigate the host's page, open dialogs, send forms or download files. */
  const SANDBOX = [
    /* The widget is a script. */
    "allow-scripts",
    /* Its own origin, which is the news site's and not the host's: the reader's text size is stored there, and feed and parts
       are the site's own to load, without a header for strangers. */
    "allow-same-origin",
    /* Articles open in a new tab; sharing by mail starts the mail program. */
    "allow-popups",
    /* In that tab the article's page is not a frame any more, and must work like everywhere. */
    "allow-popups-to-escape-sandbox",
  ].join(" ");
  /* Both are refused to frames of other origins unless the host grants them: the share sheet, and copying a link. */
  const FEATURES = "web-share; clipboard-write";
  /* The address of the host's page is not the news site's business, and the widget works without it. Other policies could send
     more than the host's own does; this one never does. */
  const REFERRERS = "no-referrer";

  const LOWEST = 10;
  const TALLEST = 20000;
  /* How long nothing may be heard of a frame that was put in. */
  const PATIENCE = 15000;
  /* How far from the viewport a frame begins to load: half a screen, which is half a second of scrolling. */
  const NEAR = "400px";

  const hasContent = (element) => element.childElementCount > 0 || element.textContent.trim() !== "";

  const dispatch = (target, type, detail) => target.dispatchEvent(new CustomEvent(`newsleaf:${type}`, { bubbles: true, composed: true, detail }));

  /* ---- Addresses ---- */

  /* In a published site the page of widgets is a folder of its own: `newsleaf build` writes its name behind the colon
     (src/publish/app.rs). The site is the folder that this script came from. A module or a bundle does not know that, and is led on by
     the site's front page. */
  const [, WIDGETS] = "newsleaf-widgets:".split(":");
  const SITE = WIDGETS && document.currentScript?.src ? new URL("./", document.currentScript.src).href : "";

  /**
   * The addresses that a src and further parameters give: the frame's, the plain link's, and a name. Null if src is not
   * http(s).
   */
  function destination(src, parameters = []) {
    let url;
    try {
      url = new URL(src, document.baseURI);
    } catch (error) {
      return null;
    }
    /* An empty address would be the host's own page. */
    if (!src.trim() || !/^https?:$/.test(url.protocol)) return null;
    const query = url.searchParams;
    query.delete("embed");
    for (const [name, value] of parameters) query.set(name, value);
    const article = query.get("article");
    const link = new URL(url);
    link.search = link.hash = "";
    if (article) link.searchParams.set("article", article);
    if (url.origin + url.pathname === SITE) url.pathname += WIDGETS;
    /* The bare word, as in the documentation, where a list of parameters would write `embed=`. */
    url.search = `embed&${query}`.replace(/&$/, "");
    return { frame: url.href, link: link.href, name: query.get("title") || url.host, scheme: SCHEMES[query.get("theme")] };
  }

  /** The color-scheme of the themes that do not follow the host. */
  const SCHEMES = { auto: "light dark", light: "light", dark: "dark" };

  /** The host's border and padding within a height that includes them, in CSS pixels. */
  function edges(frame) {
    const style = getComputedStyle(frame);
    if (style.boxSizing !== "border-box") return 0;
    const sides = ["paddingTop", "paddingBottom", "borderTopWidth", "borderBottomWidth"];
    return sides.reduce((sum, side) => sum + (parseFloat(style[side]) || 0), 0);
  }

  /* ---- Frames: messages, heights, patience ---- */

  const watched = new Set();

  /* Changes on which the host's look may depend: attributes around a frame, its styles, the device. */
  const attributes = new MutationObserver(dressSoon);
  const device = window.matchMedia("(prefers-color-scheme: dark)");
  let dressing = 0;

  function dressSoon() {
    dressing ||= window.requestAnimationFrame(() => {
      dressing = 0;
      for (const watch of watched) watch.dress();
    });
  }

  function listen(isOn) {
    const change = isOn ? "addEventListener" : "removeEventListener";
    window[change]("message", take);
    device[change]("change", dressSoon);
    for (const type of ["transitionend", "animationend", "load"]) document[change](type, dressSoon, true);
    if (!isOn) attributes.disconnect();
  }

  function take({ source, data }) {
    if (!source || !data || data.newsleaf !== PROTOCOL) return;
    for (const watch of watched) if (watch.frame.contentWindow === source) watch.take(data);
  }

  /**
   * Listens to one frame, sizes it, and sends it the host's look if its address (`scheme` of `destination`) leaves that to the
   * host. `target` gets the events; `onState` gets "sized" when the frame has a height, "ready" when it can be read, or the
   * reason of a failure.
   */
  class Watch {
    #target;
    #onState;
    #timer;
    #height = 0;
    #state;
    #loaded = false;
    #look = "";
    #set = "";

    constructor(frame, target, scheme, onState) {
      this.frame = frame;
      this.scheme = scheme;
      this.#target = target;
      this.#onState = onState;
    }

    start() {
      if (watched.size === 0) listen(true);
      watched.add(this);
      this.frame.addEventListener("load", this);
      /* The frame may have loaded before this script did. */
      this.#greet();
      /* A frame that the browser itself loads later is not silent before. */
      if (this.frame.loading !== "lazy") this.#wait();
    }

    stop() {
      clearTimeout(this.#timer);
      this.frame.removeEventListener("load", this);
      watched.delete(this);
      if (watched.size === 0) listen(false);
    }

    /** The frame's load event. */
    handleEvent() {
      this.#greet();
      /* A frame that the browser has loaded late answers the greeting. */
      if (!this.#timer) this.#wait();
    }

    /**
     * Makes the frame look like its place, and returns the look. A frame whose color-scheme differs from that of its document
     * gets an opaque ground from the browser: a white box on a dark page. `again` sends the look even if it is unchanged.
     */
    dress(again) {
      const { frame } = this;
      const look = this.scheme ? { scheme: this.scheme } : lookAt(this.#target);
      /* The host's own styles of its frame stay. */
      if (frame !== this.#target || [this.#set, ""].includes(frame.style.colorScheme)) this.#set = frame.style.colorScheme = look.scheme;
      if (this.scheme) return look;
      for (const element of around(this.#target)) attributes.observe(element, { attributes: true });
      const seen = look.scheme + look.ground;
      if (again || seen !== this.#look) frame.contentWindow?.postMessage({ newsleaf: PROTOCOL, type: "host", ...look }, "*");
      this.#look = seen;
      return look;
    }

    take({ type, height, state }) {
      /* A new page is there, which knows how the host looked when its address was made. */
      if (type === "size" && state === "loading") this.dress(true);
      if (type === "size" && Number.isFinite(height)) this.#resize(height, state);
      if (type === "moved") this.#move();
    }

    #greet() {
      /* To any origin: the message contains nothing but the version, and light or dark. */
      this.frame.contentWindow?.postMessage({ newsleaf: PROTOCOL, type: "init" }, "*");
      this.dress(true);
    }

    #wait() {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => {
        /* In a closed tab or fold nothing is drawn, and a frame that is not drawn has no height to report. */
        if (this.frame.getClientRects().length) this.#fail("silent");
        else this.#wait();
      }, PATIENCE);
    }

    #fail(reason) {
      this.#onState(reason);
      dispatch(this.#target, "error", { reason });
    }

    #resize(reported, state) {
      clearTimeout(this.#timer);
      const before = this.#state;
      this.#state = state;
      /* In a closed tab or fold of the host nothing has a height. The frame's last height is the better guess. */
      if (reported > 0) {
        const height = Math.min(Math.max(Math.ceil(reported), LOWEST), TALLEST);
        if (height !== this.#height) {
          this.#height = height;
          this.frame.style.height = `${height + edges(this.frame)}px`;
          this.#onState("sized");
          dispatch(this.#target, "resize", { height });
        }
      }
      /* A listener may have removed the frame. */
      if (state === before || !watched.has(this)) return;
      if (state === "ready") {
        this.#onState(state);
        if (!this.#loaded) {
          this.#loaded = true;
          dispatch(this.#target, "load");
        }
      }
      if (state === "failed") this.#fail(state);
    }

    /** The reader has opened another page inside, whose beginning may be far above the visible part. */
    #move() {
      const { frame } = this;
      /* Without a press inside, a frame does not navigate. A frame that claims so could drag back a reader who scrolls on. A
         press inside counts for the pages around it, and expires after some seconds. */
      if (frame.getRootNode().activeElement !== frame || navigator.userActivation?.isActive === false) return;
      this.#state = "";
      this.#wait();
      if (frame.getBoundingClientRect().top >= 0) return;
      const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
      /* Where to, and whether smoothly, is the host's: scroll-margin, scroll-padding, scroll-behavior. */
      this.#target.scrollIntoView({ block: "start", inline: "nearest", behavior: still ? "instant" : "auto" });
    }
  }

  /* ---- Style, as objects: a policy without 'unsafe-inline' has nothing against them ---- */

  function styleSheet(text) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    return sheet;
  }

  /* ---- The element ---- */

  /* Space is reserved until the height is known. The link is below the frame, so that the frame does not move when the link is
     removed; the link is not removed while it has the focus. */
  const ELEMENT_STYLE =
    ":host{display:block}" +
    ":host([hidden]){display:none}" +
    "#box{display:flex;flex-direction:column;min-block-size:12rem}" +
    "iframe{flex:1 0 auto;box-sizing:border-box;inline-size:100%;border:0}" +
    ".off:not(:focus-within){display:none}" +
    "a{color:inherit;overflow-wrap:anywhere}";
  /* Without weight: any rule of the host's wins, and so do the frame's own attributes. */
  const PLAIN_STYLE = `:where(${PLAIN}){display:block;border:0}:where(${PLAIN}:not([width])){inline-size:100%}`;
  let elementStyle;
  let plainStyle;

  class NewsleafEmbed extends HTMLElement {
    static version = VERSION;
    static observedAttributes = ATTRIBUTES;

    #box = document.createElement("div");
    #fallback = document.createElement("div");
    #link = document.createElement("a");
    #frame;
    #to;
    #watch;
    #observer;
    #timer;
    #near = false;

    constructor() {
      super();
      const root = this.attachShadow({ mode: "open" });
      root.adoptedStyleSheets = [(elementStyle ??= styleSheet(ELEMENT_STYLE))];
      const slot = document.createElement("slot");
      slot.addEventListener("slotchange", () => this.#chooseLink());
      this.#link.part = "link";
      this.#box.id = "box";
      this.#fallback.append(slot, this.#link);
      this.#box.append(this.#fallback);
      root.append(this.#box);
    }

    connectedCallback() {
      for (const name of ATTRIBUTES) {
        /* A property that was set before this script ran hides the accessor of the same name. */
        if (Object.hasOwn(this, name)) {
          const value = this[name];
          delete this[name];
          this[name] = value;
        }
      }
      /* Moved: the browser loads the frame anew, and with it everything begins again. */
      if (this.#frame) {
        this.#follow();
        this.#watch.start();
      }
      this.#later();
    }

    disconnectedCallback() {
      /* Both callbacks come when a move is over. To take the frame away here would load it twice. */
      if (this.isConnected) return;
      clearTimeout(this.#timer);
      this.#timer = undefined;
      this.#observer?.disconnect();
      this.#near = false;
      /* The browser ends the frame anyway; this way it waits for the viewport again. */
      this.#drop();
    }

    /* Where the browser can move an element with its frame alive (moveBefore), nothing has to be done. */
    connectedMoveCallback() {}

    attributeChangedCallback() {
      if (this.isConnected) this.#later();
    }

    /** All that is changed in one task is one change. */
    #later() {
      this.#timer ??= setTimeout(() => this.#update());
    }

    #update() {
      this.#timer = undefined;
      this.#observer?.disconnect();
      const to = destination(this.src, this.#parameters());
      this.#link.href = to?.link ?? "";
      this.#link.textContent = to?.name ?? "";
      this.#chooseLink();
      if (!to) {
        this.#drop();
        this.#reserve("0");
        dispatch(this, "error", { reason: "address" });
      } else if (this.#near || this.loading === "eager" || !window.IntersectionObserver) {
        if (this.#to?.frame !== to.frame) this.#put(to);
      } else {
        this.#whenNear();
      }
    }

    #parameters() {
      const given = PARAMETERS.filter((name) => this.hasAttribute(name)).map((name) => [name, this.getAttribute(name)]);
      return given
        .map(([name, value]) => [name, value || (SWITCHES.includes(name) ? "true" : "")])
        /* An empty title is one: no heading. Anything else that is empty was not meant. */
        .filter(([name, value]) => value || name === "title");
    }

    #whenNear() {
      this.#observer = new IntersectionObserver(
        (entries) => {
          if (!entries.some((entry) => entry.isIntersecting)) return;
          this.#near = true;
          this.#update();
        },
        /* The second is for content that scrolls inside the page; Chromium adds both for the window. */
        { rootMargin: NEAR, scrollMargin: NEAR },
      );
      this.#observer.observe(this.#box);
    }

    /**
     * Every address gets a new frame. Navigating the old one would add an entry to the host's history (`src`), or would ignore
     * the frame's referrer policy (`location.replace`), and its last messages would be taken for the new page's.
     */
    #put(to) {
      const old = this.#frame;
      const hadFocus = old && this.shadowRoot.activeElement === old;
      const frame = document.createElement("iframe");
      this.#drop();
      this.#frame = frame;
      this.#to = to;
      this.#follow();
      const { scheme, ground } = this.#watch.dress();
      const address = new URL(to.frame);
      /* The frame is right from its first paint on. */
      if (ground) address.search += `&scheme=${scheme}&ground=${ground}`;
      const attributes = { part: "frame", title: this.title || this.textContent.trim().replace(/\s+/g, " ").slice(0, 200) || to.name, sandbox: SANDBOX, allow: FEATURES, referrerpolicy: REFERRERS, src: address };
      for (const attribute in attributes) frame.setAttribute(attribute, attributes[attribute]);
      this.#box.prepend(frame);
      if (hadFocus) frame.focus({ preventScroll: true });
      this.#watch.start();
    }

    #follow() {
      this.#watch?.stop();
      this.#fallback.className = "";
      this.#watch = new Watch(this.#frame, this, this.#to.scheme, (state) => {
        if (state === "sized") this.#reserve("0");
        else this.#fallback.className = state === "ready" ? "off" : "";
      });
    }

    /** Without a frame the link is shown, in the frame's space. */
    #drop() {
      this.#watch?.stop();
      if (this.#frame?.style.height) this.#reserve(this.#frame.style.height);
      this.#frame?.remove();
      this.#watch = this.#frame = this.#to = undefined;
      this.#fallback.className = "";
    }

    #reserve(room) {
      this.#box.style.minBlockSize = room;
    }

    /** A link that the page's author has put into the element wins over the generated one. */
    #chooseLink() {
      this.#link.hidden = !this.#link.textContent || hasContent(this);
    }
  }

  /* Frameworks set properties if an element has them. The properties reflect the attributes, with values of any type; null
     removes one. */
  for (const name of ATTRIBUTES) {
    Object.defineProperty(NewsleafEmbed.prototype, name, {
      configurable: true,
      enumerable: true,
      get() {
        return this.getAttribute(name) ?? "";
      },
      set(value) {
        if (value == null) this.removeAttribute(name);
        else this.setAttribute(name, value);
      },
    });
  }

  /* ---- Plain frames ---- */

  const plain = new Map();

  function adopt(frame) {
    const known = plain.get(frame);
    if (!frame.isConnected) return;
    const to = destination(frame.getAttribute("src") ?? "");
    if (!to) return dispatch(frame, "error", { reason: "address" });
    if (!plainStyle) document.adoptedStyleSheets.unshift((plainStyle = styleSheet(PLAIN_STYLE)));
    /* Values that this script has set for another address are removed; the host's own values stay. */
    if (known && frame.title === known.title) frame.title = "";
    if (!frame.title && !frame.ariaLabel && !frame.hasAttribute("aria-labelledby")) frame.title = to.name;
    const watch = known?.watch ?? new Watch(frame, frame, "", () => {});
    watch.scheme = to.scheme;
    plain.set(frame, { watch, title: to.name });
    if (known) watch.dress();
    else watch.start();
  }

  function look(at) {
    for (const frame of at.querySelectorAll(PLAIN)) adopt(frame);
  }

  look(document);
  new MutationObserver((records) => {
    for (const [frame, { watch }] of plain) {
      if (frame.isConnected && frame.matches(PLAIN)) continue;
      watch.stop();
      plain.delete(frame);
    }
    for (const { type, target, addedNodes } of records) {
      for (const node of type === "attributes" ? [target] : addedNodes) {
        if (node.nodeType !== Node.ELEMENT_NODE) continue;
        if (node.matches(PLAIN)) adopt(node);
        look(node);
      }
    }
  }).observe(document, { subtree: true, childList: true, attributeFilter: ["data-newsleaf", "src"] });

  /** Without custom elements (they can be switched off) there is still a link to the news. */
  function linkOnly() {
    for (const element of document.querySelectorAll(NAME)) {
      const to = destination(element.getAttribute("src") ?? "");
      if (!to || hasContent(element)) continue;
      const link = document.createElement("a");
      link.href = to.link;
      link.textContent = element.title || to.name;
      element.append(link);
    }
  }

  if (window.customElements) {
    /* A page may have defined it by a copy that it has bundled. */
    if (!customElements.get(NAME)) customElements.define(NAME, NewsleafEmbed);
  } else if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", linkOnly);
  } else {
    linkOnly();
  }
})(window, document);
