/*
 * Starts feed-health.html: requests the wasm, its glue and the interface's messages at once, and shows a message if the page cannot
 * start. In `window.newsleafHealth`:
 *
 *   messages        Promise of the messages of the browser's language: {tag, app, health}, or null if they are English or
 *                   could not be loaded
 *   failed(detail)  the app has failed; a message replaces it
 */
(function (window, document) {
  "use strict";

  var shell = document.currentScript && document.currentScript.dataset;

  function whenParsed(then) {
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", then);
    else then();
  }

  function fail(detail) {
    if (window.console) console.error("Newsleaf: " + detail);
    whenParsed(function () {
      var app = document.getElementById("app");
      var message = document.getElementById("health-failed");
      if (app) app.hidden = true;
      if (!message) return;
      message.hidden = false;
      message.querySelector(".health-statement__detail").textContent = detail;
    });
  }

  function get(url) {
    return window.fetch(url, { credentials: "same-origin" }).then(function (response) {
      if (!response.ok) throw new Error(url + ": status " + response.status);
      return response;
    });
  }

  function loadScript(url) {
    return new window.Promise(function (resolve, reject) {
      var script = document.createElement("script");
      script.src = url;
      script.onload = resolve;
      script.onerror = function () {
        reject(new Error(url + ": not loaded"));
      };
      document.head.appendChild(script);
    });
  }

  /* The language of the messages for this browser. */
  function language() {
    var tag = window.navigator.language || "";
    if (/^zh\b/i.test(tag)) return /-(hant|tw|hk|mo)\b/i.test(tag) && !/-hans\b/i.test(tag) ? "zh-Hant" : "zh-Hans";
    return tag.split("-")[0].toLowerCase();
  }

  /* Text in the page itself is replaced by the messages of the reader's language once they have loaded. */
  function speak(tag, messages) {
    whenParsed(function () {
      var each = document.querySelectorAll("[data-message]");
      for (var at = 0; at < each.length; at++) {
        each[at].textContent = messages[each[at].getAttribute("data-message")];
        each[at].lang = tag;
        each[at].dir = "auto";
      }
    });
  }

  function loadMessages() {
    var tag = language();
    if ((" " + shell.languages + " ").indexOf(" " + tag + " ") < 0) return window.Promise.resolve(null);
    return get(shell.messages + "/" + tag + ".json")
      .then(function (response) {
        return response.json();
      })
      .then(function (messages) {
        speak(tag, messages.shell);
        return { tag: tag, app: messages.app, health: messages.health };
      })
      .catch(function () {
        return null;
      });
  }

  function compiled(url) {
    return get(url)
      .then(function (response) {
        return response.arrayBuffer();
      })
      .then(function (bytes) {
        return window.WebAssembly.compile(bytes);
      });
  }

  if (!shell || !window.fetch || !window.Promise || !window.WebAssembly || !window.BigInt) return fail("This browser is too old.");

  /* A trap ends the page for good. */
  window.addEventListener("error", function (event) {
    if (event.error instanceof window.WebAssembly.RuntimeError) fail(event.error.message);
  });

  window.newsleafHealth = { messages: loadMessages(), failed: fail };
  window.Promise.all([compiled(shell.wasm), loadScript(shell.glue), new window.Promise(whenParsed)])
    .then(function (parts) {
      return wasm_bindgen({ module_or_path: parts[0] });
    })
    .catch(function (error) {
      fail(String((error && error.message) || error));
    });
})(window, document);
