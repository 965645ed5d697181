/*
 * Says in the boot message of a frame without an origin which header the host of the news has to send. js/frame.js loads it
 * if the widget's program could not be loaded. The messages are in the script: their file could not be loaded either. The build
 * replaces SENTENCES by them, by language.
 */
((document, sentences) => {
  "use strict";
  const actions = document.querySelector("#boot-message .boot-message__actions");
  if (!actions) return;
  const tag = navigator.language ?? "";
  const chinese = /-(hant|tw|hk|mo)\b/i.test(tag) && !/-hans\b/i.test(tag) ? "zh-Hant" : "zh-Hans";
  const lang = /^zh\b/i.test(tag) ? chinese : tag.split("-")[0].toLowerCase();
  const known = lang in sentences ? lang : "en";
  const textContent = sentences[known].replace("{header}", "\u2068Access-Control-Allow-Origin: *\u2069");
  actions.before(Object.assign(document.createElement("p"), { lang: known, dir: "auto", textContent }));
})(document, SENTENCES);
