/*
 * What pages of a published site do with a script, besides the text size (js/published/head.js): the share row, frames on
 * request, pictures that fail or have no size, tables that scroll, the row of sections, and the look for new stories.
 *
 * The attributes of its element say what it has to know: `data-root` leads to the root of the site, `data-parts` from there to
 * the scripts that are loaded when they are needed; the rest are sentences, and what the front page knows of the newest stories.
 */
import { keepPlaces } from "../page/body_places.js";
import { showCurrentSection } from "../page/navigation_row.js";
import { caller, followPictureAndFrameParts } from "../page/parts.js";
import { watchForNewStories } from "./new_stories.js";
import { partLoader } from "./part_loader.js";
import { skipFadeToPreparedPages } from "./prepared_pages.js";
import { followShareRow } from "./share_row.js";

const data = document.currentScript.dataset;
const use = caller(partLoader(data.root + data.parts));

const replacePicture = followPictureAndFrameParts(use, () => [data.lang, data.pictureFailed, data.pictureOpen, data.partFailed]);
/* Those that have failed before this script ran. A drawing without a size looks like one of them, and can be decoded. */
for (const picture of document.querySelectorAll("#app img")) {
  if (picture.complete && !picture.naturalWidth) picture.decode().catch(() => replacePicture(picture));
}

/* A picture that is there already has its own shape. */
for (const body of document.querySelectorAll(".body")) keepPlaces(body, (picture) => !picture.naturalWidth);
showCurrentSection(document.querySelector(".section-nav"));

const row = document.querySelector(".share");
if (row) followShareRow(row, use, data);

skipFadeToPreparedPages();

/* A page that is prepared and not yet seen asks for nothing. */
function begin() {
  if (data.latest !== undefined) watchForNewStories(data);
}

if (document.prerendering) document.addEventListener("prerenderingchange", begin, { once: true });
else begin();

/* Its parts add themselves. Until it is there, js/published/head.js takes the page for one without a script. */
window.newsleaf = {};
