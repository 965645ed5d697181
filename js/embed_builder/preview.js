// The widget on three host pages, in real frames. They navigate without adding entries to the browser's history, and have the
// height that they report.

const MOST_HIGH = 20_000;

/** The frames of a stage; gives the function that shows other attributes in them. */
export function stageOf(stage) {
  const views = [...stage.querySelectorAll(".view")].map((view) => {
    const width = Number(view.dataset.width);
    return { width, box: view.querySelector(".view__box"), caption: view.querySelector(".view__size"), frame: undefined };
  });

  window.addEventListener("message", ({ source, data }) => {
    // Only a frame of our own counts, and it is known by its window: in some sandboxes all origins are "null".
    const view = views.find(({ frame }) => frame && frame.contentWindow === source);
    if (!view || data?.newsleaf !== 1) return;
    if (data.type === "size" && Number.isFinite(data.height)) setHeight(view, data.height);
    if (data.type === "moved" && view.box.getBoundingClientRect().top < 0) view.box.scrollIntoView();
  });

  // A box that scrolls sideways must be a tab stop; a box that does not must not.
  const watch = new ResizeObserver(() => {
    for (const { box } of views) {
      if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
      else box.removeAttribute("tabindex");
    }
  });
  for (const { box } of views) watch.observe(box);

  return (attributes, theme) => {
    for (const view of views) show(view, attributes, theme);
  };
}

function setHeight(view, height) {
  const whole = Math.min(Math.max(Math.ceil(height), 1), MOST_HIGH);
  view.frame.style.height = `${whole}px`;
  view.caption.textContent = `${view.width} × ${whole} px`;
}

function show(view, attributes, theme) {
  const { src, title, height, ...others } = attributes;
  const name = `${title} (${view.width} px)`;
  // As embed.js does it: a frame of another scheme than its document gets an opaque ground from the browser.
  const dress = (frame) => {
    frame.title = name;
    frame.dataset.theme = theme;
  };
  if (view.frame) {
    dress(view.frame);
    if (view.src !== src) view.frame.contentWindow.location.replace(src);
  } else {
    const frame = document.createElement("iframe");
    for (const [attribute, value] of Object.entries(others)) frame.setAttribute(attribute, value ?? "");
    // Here the frame is the purpose of the page.
    frame.loading = "eager";
    frame.width = view.width;
    frame.height = height;
    dress(frame);
    frame.addEventListener("load", () => frame.contentWindow.postMessage({ newsleaf: 1, type: "init" }, "*"));
    frame.src = src;
    view.box.append(frame);
    view.frame = frame;
  }
  view.src = src;
}
