/* The parts of a body that depend on its width. The app's pages and the published ones share this. */

const RESERVED = "kept-place";

const scrollers = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (!target.isConnected) scrollers.unobserve(target);
    else if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
    else target.removeAttribute("tabindex");
  }
});

/**
 * Adds a class to each picture of a body that stands alone and has no size: the stylesheet reserves its box until it loads.
 * `isOpen` says whether the box can still be reserved. Tables and code are tab stops only while they scroll.
 */
export function keepPlaces(body, isOpen = () => true) {
  const alone = new Map([[body, true]]);
  for (const picture of body.querySelectorAll("img:not([width]),img:not([height])")) {
    const block = picture.parentElement.closest("p,figure,li,td,div");
    if (!alone.has(block)) alone.set(block, block.localName === "figure" || !block.textContent.trim());
    if (alone.get(block) && isOpen(picture)) picture.classList.add(RESERVED);
  }
  for (const box of body.querySelectorAll(".table-scroll,pre")) scrollers.observe(box);
}

/* A picture that loads while it is still below the window gets its own shape: nothing visible moves. */
function onLoad({ target: picture }) {
  if (picture.localName === "img" && picture.classList.contains(RESERVED) && picture.naturalWidth && picture.getBoundingClientRect().top > innerHeight) {
    picture.width = picture.naturalWidth;
    picture.height = picture.naturalHeight;
    picture.removeAttribute("class");
  }
}

/* Events of pictures do not bubble to the document, but it can capture them. */
document.addEventListener("load", onLoad, true);
