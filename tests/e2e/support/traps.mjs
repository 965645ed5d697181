// The traps for attacks in the tests of the sanitiser. Both functions run in the page.

/** Notes every function that attacks use to show that they ran. */
export function setTraps() {
  window.ran = [];
  const trap = (name) => (text) => {
    window.ran.push(`${name}(${text})`);
  };
  for (const name of ["alert", "confirm", "prompt", "print", "open"]) window[name] = trap(name);
  for (const name of ["write", "writeln"]) document[name] = trap(`document.${name}`);
  const { log } = console;
  console.log = (...texts) => {
    if (/xss|pwn|vuln|hack|inject/i.test(texts.join(" "))) window.ran.push(`console.log(${texts})`);
    log.apply(console, texts);
  };
}

/**
 * What is in an element that the policy does not name: {faults, count}. It is a list of its own, which knows nothing of the
 * app's tables. Then every element gets the events that attacks wait for.
 */
export function observe(root) {
  const ELEMENTS = new Set(
    ("a abbr audio b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption figure " +
      "h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p picture pre q rp rt ruby s samp small source span strong sub summary sup " +
      "table tbody td tfoot th thead time tr track u ul var video wbr").split(" "),
  );
  const ATTRIBUTES = new Set(
    ("abbr align alt aria-label class colspan controls datetime decoding default dir headers height href hreflang id kind label " +
      "lang loading loop media muted open playsinline poster preload referrerpolicy rel reversed role rowspan scope sizes span " +
      "src srclang srcset start tabindex title type value width").split(" "),
  );
  const LOADS =
    "https://(www\\.youtube-nocookie\\.com/embed|player\\.vimeo\\.com/video|geo\\.dailymotion\\.com/player\\.html|player\\.bilibili\\.com/player\\.html|" +
    "w\\.soundcloud\\.com/player|open\\.spotify\\.com/embed|www\\.openstreetmap\\.org/export/embed\\.html|www\\.google\\.com/maps|datawrapper\\.dwcdn\\.net)[/?]";
  const CARD = new RegExp(`^<button type="button" class="button"( data-frame="${LOADS}[^"]*"( data-width="[0-9.px]+")?( data-height="[0-9.px]+")?| hidden="")>[^<]*</button>$`);
  const PICTURE = /^data:image\/(png|jpeg|gif|webp|avif)[;,]/i;
  const faults = [];
  const protocolOf = (url) => new URL(url, document.baseURI).protocol;
  const check = (element, attribute, url, protocols) => {
    let protocol;
    try {
      protocol = protocolOf(url);
    } catch {
      protocol = "no URL";
    }
    if (!protocols.includes(protocol) && !(element.localName === "img" && PICTURE.test(url))) {
      faults.push(`<${element.localName} ${attribute}="${url}">`);
    }
  };
  const elements = [...root.querySelectorAll("*")];
  for (const element of elements) {
    const name = element.localName;
    // The buttons of a frame's card are ours: no feed can make one.
    const ours = name === "button" && element.closest("span.frame-card > span[lang]");
    if (ours ? !CARD.test(element.outerHTML) : !ELEMENTS.has(name) || element.namespaceURI !== "http://www.w3.org/1999/xhtml" || element.shadowRoot) faults.push(`<${name}>`);
    for (const { name: attribute, value } of ours ? [] : element.attributes) {
      if (!ATTRIBUTES.has(attribute)) faults.push(`<${name} ${attribute}>`);
      if (attribute === "id" && !value.startsWith("user-content-")) faults.push(`id="${value}"`);
      if (attribute === "class" && !["table-scroll", "frame-card", "kicker"].includes(value)) faults.push(`class="${value}"`);
      if (attribute === "href") check(element, attribute, value, ["http:", "https:", "mailto:", "tel:"]);
      if (attribute === "src" || attribute === "poster") check(element, attribute, value, ["http:", "https:"]);
      if (attribute === "srcset") for (const each of value.split(", ")) check(element, attribute, each.split(" ")[0], ["http:", "https:"]);
    }
    for (const type of ["mouseover", "pointerdown", "focus", "error", "load", "toggle", "animationstart", "wheel"]) {
      element.dispatchEvent(new Event(type));
    }
  }
  const comments = document.createNodeIterator(root, NodeFilter.SHOW_COMMENT | NodeFilter.SHOW_PROCESSING_INSTRUCTION);
  if (comments.nextNode()) faults.push("a comment");
  return { faults, count: elements.length };
}
