/* The row of section names where it is wider than the window. The app's pages and the published ones share it. */

/* The gaps between names in pixels, the usual one first. */
const GAPS = [24, 22, 20, 26, 18, 28, 16, 30];

let navigation;
const rows = new ResizeObserver(([{ target }]) => cutAName(target));

/* Sets the gap nearest to the usual one at which a name is cut between a quarter and three quarters where the search covers the
   row. */
function cutAName(row) {
  const links = [...row.querySelectorAll("a")];
  const search = links.pop();
  row.style.removeProperty("--nav-gap");
  if (row.scrollWidth <= row.clientWidth || row.scrollLeft) return;
  for (const gap of GAPS) {
    row.style.setProperty("--nav-gap", `${gap}px`);
    const cover = search.parentElement.getBoundingClientRect();
    const isFromRight = row.getBoundingClientRect().left + 1 > cover.left;
    const isCut = links.some((link) => {
      const { left, right, width } = link.getBoundingClientRect();
      const seen = (isFromRight ? right - cover.right : cover.left - left) / width;
      return seen > 0.25 && seen < 0.75;
    });
    if (isCut) return;
  }
  row.style.removeProperty("--nav-gap");
}

/** Scrolls the current section into the middle of the row, and has a name cut where the row goes on. */
export function showCurrentSection(row) {
  if (!row) return;
  if (row !== navigation) {
    navigation = row;
    rows.disconnect();
    rows.observe(row);
  } else {
    cutAName(row);
  }
  const current = row.querySelector("[aria-current]");
  if (!current) return;
  const place = current.getBoundingClientRect();
  const room = row.getBoundingClientRect();
  row.scrollLeft += place.left + place.width / 2 - room.left - room.width / 2;
}
