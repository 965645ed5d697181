// The page is in English by itself, and in the browser's language once those messages have loaded.

/** The language of the messages for this browser. */
function language() {
  const tag = navigator.language || "";
  if (/^zh\b/i.test(tag)) return /-(hant|tw|hk|mo)\b/i.test(tag) && !/-hans\b/i.test(tag) ? "zh-Hant" : "zh-Hans";
  return tag.split("-")[0].toLowerCase();
}

/** Shows the messages of the browser's language. `shell` has the folder of the messages and the languages in it. */
export async function speak({ messages: folder, languages }) {
  const tag = language();
  if (!languages.split(" ").includes(tag)) return;
  const response = await fetch(`${folder}/${tag}.json`, { credentials: "same-origin" });
  if (!response.ok) return;
  const messages = await response.json();
  for (const place of document.querySelectorAll("[data-message]")) place.textContent = messages[place.dataset.message];
  document.documentElement.lang = tag;
  document.documentElement.dir = /^(ar|ckb|fa|he|ps|ug|ur|yi)$/.test(tag) ? "rtl" : "ltr";
}
