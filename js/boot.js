/*
 * The boot script: starts everything that a page needs at once, and says so in plain words when something fails to start.
 *
 * It is inlined into the shell, and written for browsers far below the supported ones, because a browser that cannot read
 * it could not show that it is too old. So: no syntax newer than 2009, every newer interface behind a check.
 *
 * The app finds in `window.newsleaf` (js/page.js adds the functions that the app calls):
 *
 *   linkedFeedUrl    the absolute URL of the feed, from <link rel="alternate" type="application/feed+json">
 *   feedUrl          the URL that is requested as the feed: the one that the settings named on an earlier visit, else the linked one
 *   settingsUrl      the absolute URL of newsleaf.json beside the shell; a 404 is normal, the file is optional
 *   root             the relative URL of the root of a published site, of which this page is one; undefined in a drop-in
 *   messagesFolder   the absolute URL of the folder that has a file of the interface's messages for each language
 *   requests         the requests that have begun, by their URLs: for the feed, the settings, and the messages of the browser's
 *                    language, in which the boot message is shown too. Each is {response, controller, startedAt}: a
 *                    Promise<Response> that rejects when the request fails, its AbortController, and when it began
 *                    (performance.now()). The app deletes the one that it adopts, since a body is read only once.
 *   rememberFeed(url)  the app calls this with the feed of the settings, or without one
 *   part(name)       Promise: a script that is loaded when it is needed first (`search`, `qrCode`,
 *                    `failedPicture`, `frameCard`, `rescue`) has run
 *   started()        the app calls this once, when it runs and shows its own messages; the skeleton stays until the app
 *                    replaces the content of #app
 *   failed(detail)   the app calls this when it cannot go on (from its panic hook), before or after started(); a trap
 *                    of the wasm without such a call is noticed here
 *
 * No promise here can end as an unhandled rejection, whether the app adopts it or not.
 */
(function (window, document) {
  var shell = document.currentScript && document.currentScript.dataset;
  var root = document.documentElement;

  /* How long the app may take to start after all its parts have arrived, and how long the parts may take to arrive. */
  var START_LIMIT = 20000;
  var ARRIVAL_LIMIT = 60000;
  /* The time limit of the request for a new page, after which the message is shown without it. */
  var RELOAD_LIMIT = 10000;

  var TEXT_SIZE_KEY = "newsleaf:text-size";
  var started = false;
  var failed = false;
  var timer;
  /* The requested parts, by name. */
  var parts = {};

  function ignore() {}

  /* The stylesheet shows parts that need a script by this mark. */
  root.setAttribute("data-script", "");

  /* ---- A widget in another site's page (?embed) has a program, messages and a stylesheet of its own. The embedder's choices
     of its look are applied before the first paint. src/domain/widget/ reads the same address. ---- */

  var query = window.URLSearchParams && new window.URLSearchParams(window.location.search);
  /* The folder of the widgets' files. */
  var embed = query && query.has("embed") && shell ? shell.embed + "/" : "";
  /* A value that can be the key of a story; the program of headlines reports any other value. */
  var story = /^[0-9a-hjkmnp-tv-z]{10}(-|$)/i;
  var article = query && (story.test(query.get("read")) || (story.test(query.get("article")) && query.get("layout") !== "card"));

  if (embed) {
    /* Where no theme is given, js/embed.js adds what fits the host; without that the widget is light paper. */
    var chosen = /^(auto|light|dark)$/.exec(query.get("theme"));
    var theme = chosen ? chosen[0] : query.get("scheme") === "dark" ? "dark" : "light";
    var ground = /^(paper|transparent)$/.exec(query.get("background")) || [(!chosen && query.get("ground")) || "paper"];
    root.setAttribute("data-embed", query.get("embed") || "");
    root.setAttribute("data-theme", theme);
    root.setAttribute("data-background", ground[0]);
    /* Before there is any style, or the browser paints its dark canvas on a light page. */
    root.style.colorScheme = theme === "auto" ? "light dark" : theme;
    applyTextSize(query.get("size"));
    var style = document.createElement("link");
    style.rel = "stylesheet";
    style.blocking = "render";
    style.href = embed + "style.css";
    document.head.appendChild(style);
    if (window.parent !== window) loadScript(embed + "frame.js").then(ignore, ignore);
  }

  /* ---- Stylesheets in a frame without an origin. ---- */

  /* There 'self' of the policy matches nothing in WebKit: every stylesheet is refused. They are fetched and adopted instead,
     before anything of the page is seen. */
  function adoptStylesheets() {
    var missing = [];
    var links = document.querySelectorAll("link[rel=stylesheet]");
    for (var i = 0; i < links.length; i++) if (!links[i].sheet) missing.push(links[i]);
    function reveal() {
      root.style.visibility = "";
    }
    window.Promise.all(
      missing.map(function (link) {
        return window.fetch(link.href).then(function (response) {
          return response.ok ? response.text() : "";
        });
      })
    )
      .then(function (texts) {
        document.adoptedStyleSheets = texts.map(function (text, at) {
          var sheet = new window.CSSStyleSheet({ media: missing[at].media });
          sheet.replaceSync(text);
          return sheet;
        });
      })
      .then(reveal, reveal);
  }

  if (window.origin === "null" && "adoptedStyleSheets" in document && window.fetch) {
    document.addEventListener("error", onRefused, true);
  }

  function onRefused(event) {
    if (event.target.rel !== "stylesheet") return;
    document.removeEventListener("error", onRefused, true);
    root.style.visibility = "hidden";
    whenParsed(adoptStylesheets);
  }

  /* ---- Whether the front page is open, whose masthead has a line more ---- */

  if (!/[?&](article|sections?|tag|author|search|page)\b/.test(window.location.search)) root.setAttribute("data-front", "");

  /* ---- The reader's text size, applied before the first paint; it wins over an embedder's. ---- */

  function applyTextSize(size) {
    var known = size === "large" || size === "medium" || size === "small";
    if (known) root.setAttribute("data-text-size", size);
    return known;
  }

  try {
    applyTextSize(window.localStorage.getItem(TEXT_SIZE_KEY));
  } catch (error) {
    /* Storage may be blocked; the reader then starts with the publisher's size. */
  }

  function onInput(event) {
    var input = event.target;
    if (input && input.name === "text-size" && applyTextSize(input.value)) {
      try {
        window.localStorage.setItem(TEXT_SIZE_KEY, input.value);
      } catch (error) {
        /* Blocked or full: the choice holds for this page. */
      }
    }
  }

  /* Choices that are made before the app is there count; afterwards the app listens itself. */
  document.addEventListener("input", onInput, true);

  /* ---- The message that replaces the skeleton. ---- */

  function whenParsed(action) {
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", action);
    else action();
  }

  function show(cause, detail) {
    window.clearTimeout(timer);
    whenParsed(function () {
      var message = document.getElementById("boot-message");
      var app = document.getElementById("app");
      var sentences = message.querySelectorAll("[data-cause]");
      for (var i = 0; i < sentences.length; i++) {
        sentences[i].hidden = sentences[i].getAttribute("data-cause").split(" ").indexOf(cause) < 0;
      }
      message.querySelector(".boot-message__feed").href = feedUrl();
      message.querySelector(".boot-message__detail").textContent = detail || "";
      message.querySelector(".boot-message__reload").onclick = function () {
        window.location.reload();
      };
      /* A page that is shown is still worth reading, so it stays, under the message; a skeleton goes. */
      if (!started || app.querySelector(".skeleton-page")) app.hidden = true;
      message.hidden = false;
      /* The story itself, as far as it can be had without the app. Where even that fails, the link to the feed is left. */
      if (cause !== "slow" && window.Promise && shell) loadPart("rescue").then(ignore, ignore);
    });
  }

  function hide() {
    document.getElementById("boot-message").hidden = true;
    document.getElementById("app").hidden = false;
  }

  /* The first cause counts: later failures are mostly its consequences. */
  function fail(cause, detail) {
    if (failed) return;
    failed = true;
    if (window.console) console.error("Newsleaf: " + cause + (detail ? ": " + detail : ""));
    if (cause === "parts") reloadOnce(cause, detail);
    else show(cause, detail);
  }

  /* After an update of the site the parts that an old page names are gone. Then a new page helps, which must not come from a
     cache. The browser itself knows whether this page is a reload already, so this never loops, without any storage. */
  function reloadOnce(cause, detail) {
    var visit = window.performance && window.performance.getEntriesByType && window.performance.getEntriesByType("navigation")[0];
    var over = false;
    function giveUp() {
      if (!over) show(cause, detail);
      over = true;
    }
    try {
      /* The cache of the site may be the cause; the next load goes without it. */
      window.caches.delete("newsleaf-site " + absolute("./")).then(ignore, ignore);
    } catch (error) {
      /* Blocked: then nothing is cached. */
    }
    if (!visit || visit.type === "reload") return giveUp();
    window.setTimeout(giveUp, RELOAD_LIMIT);
    request(window.location.href, { cache: "reload" }).then(function (response) {
      if (!response.ok) giveUp();
      else if (!over) {
        over = true;
        window.location.reload();
      }
    }, giveUp);
  }

  function waitAtMost(limit, detail) {
    window.clearTimeout(timer);
    timer = window.setTimeout(function () {
      /* Not final: the app may still start, and started() removes the message again. */
      if (!started && !failed) show("slow", detail);
    }, limit);
  }

  /* ---- The browser's abilities. ---- */

  function isCurrent() {
    return !!(window.Promise && window.Promise.withResolvers);
  }

  function hasWhatIsNeeded() {
    return !!(shell && window.fetch && window.Promise && window.AbortController && window.URL && window.Symbol && window.BigInt);
  }

  function mayRunWebAssembly() {
    try {
      /* The smallest possible module: a content security policy without 'wasm-unsafe-eval' refuses even this one. */
      return !!new window.WebAssembly.Module(new window.Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]));
    } catch (error) {
      return false;
    }
  }

  /* The sentence for an error while starting that helps the reader most. */
  function causeOf(error) {
    if (!mayRunWebAssembly()) return isCurrent() ? "refused" : "old-browser";
    if (error && error.part) return window.navigator.onLine === false ? "offline" : "parts";
    return isCurrent() ? "broken" : "old-browser";
  }

  function fileOf(url) {
    return url.split("/").pop();
  }

  /* A part that did not arrive whole. A part that does not work is another failure. */
  function missing(url, why) {
    var error = new Error(fileOf(url) + ": " + why);
    error.part = true;
    return error;
  }

  /* ---- Loading. ---- */

  function absolute(url) {
    var link = document.createElement("a");
    link.href = url;
    return link.href;
  }

  function feedUrl() {
    var link = document.querySelector('link[rel~="alternate"][type="application/feed+json"]');
    return absolute((link && link.getAttribute("href")) || "feed.json");
  }

  function request(url, options) {
    options = options || {};
    options.credentials = "same-origin";
    var promise = window.fetch(url, options);
    promise.then(ignore, ignore);
    return promise;
  }

  /* ---- The feed that the settings name, remembered so that the next visit need not wait for them to ask for it. ---- */

  /* Sites in other folders of the host have settings of their own. */
  function feedKey() {
    return "newsleaf:feed " + absolute(shell.root || "./");
  }

  function rememberedFeed() {
    try {
      var url = new window.URL(window.localStorage.getItem(feedKey()));
      return /^https?:$/.test(url.protocol) ? url.href : "";
    } catch (error) {
      /* There is no stored value, or storage is blocked. */
      return "";
    }
  }

  function rememberFeed(url) {
    /* A widget uses the site's stored values. */
    if (embed) return;
    try {
      if (url && url !== window.newsleaf.linkedFeedUrl) window.localStorage.setItem(feedKey(), url);
      else window.localStorage.removeItem(feedKey());
    } catch (error) {
      /* Blocked or full: the next visit waits for the settings. */
    }
  }

  /* Begins a request that the app will adopt. */
  function beginRequest(url) {
    var controller = new window.AbortController();
    var response = request(url, { signal: controller.signal });
    window.newsleaf.requests[url] = { response: response, controller: controller, startedAt: window.performance.now() };
    return response;
  }

  /* Resolves to a compiled module. Compiling begins while bytes arrive and does not wait for the glue. */
  function loadWasm(url) {
    return request(url)
      .then(function (response) {
        if (!response.ok) throw new Error("status " + response.status);
        var type = response.headers.get("Content-Type") || "";
        /* Hosts that do not know .wasm send another type, which streaming refuses. */
        if (window.WebAssembly.compileStreaming && /^application\/wasm\b/i.test(type)) {
          return window.WebAssembly.compileStreaming(response);
        }
        return response.arrayBuffer().then(function (bytes) {
          return window.WebAssembly.compile(bytes);
        });
      })
      .then(null, function (error) {
        /* Bytes that do not compile are a damaged or wrong file here, but a missing ability in an old browser. */
        throw error.name === "CompileError" && !isCurrent() ? error : missing(url, error.message);
      });
  }

  function loadScript(url) {
    return new window.Promise(function (resolve, reject) {
      var script = document.createElement("script");
      script.src = url;
      script.async = true;
      script.onload = resolve;
      script.onerror = function () {
        reject(missing(url, "not loaded"));
      };
      document.head.appendChild(script);
    });
  }

  /* ---- The interface's messages. English ones are in the page and in the app. ---- */

  function browserLanguage() {
    var tag = window.navigator.language || "";
    if (/^zh\b/i.test(tag)) return /-(hant|tw|hk|mo)\b/i.test(tag) && !/-hans\b/i.test(tag) ? "zh-Hant" : "zh-Hans";
    return tag.split("-")[0].toLowerCase();
  }

  function speak(tag, messages) {
    var each = document.querySelectorAll("[data-message]");
    var message = document.getElementById("boot-message");
    if (message) {
      message.lang = tag;
      message.dir = "auto";
    }
    for (var at = 0; at < each.length; at++) each[at].textContent = messages[each[at].getAttribute("data-message")];
  }

  /* The message is in the browser's language, in a site of any language. The app reads the same response. */
  function loadMessages(tag) {
    var url = window.newsleaf.messagesFolder + tag + ".json";
    beginRequest(url)
      .then(function (response) {
        if (!response.ok) throw missing(tag, "status " + response.status);
        return response.clone().json();
      })
      .then(
        function (messages) {
          whenParsed(function () {
            speak(tag, messages.shell);
          });
        },
        function () {
          /* The app retries a failed request, if it needs these messages. */
          delete window.newsleaf.requests[url];
        }
      );
  }

  /* ---- Parts that few readers need. ---- */

  function loadPart(name) {
    if (!parts[name]) {
      parts[name] = loadScript(shell.parts + "/" + name + ".js");
      /* A failed part can be loaded again. */
      parts[name].then(ignore, function () {
        parts[name] = null;
      });
    }
    return parts[name];
  }

  function start() {
    var newsleaf = window.newsleaf;
    var program = embed + (article ? "article" : "headlines");

    newsleaf.root = shell.root;
    newsleaf.linkedFeedUrl = feedUrl();
    newsleaf.feedUrl = rememberedFeed() || newsleaf.linkedFeedUrl;
    newsleaf.settingsUrl = absolute((shell.root || "") + "newsleaf.json");
    newsleaf.messagesFolder = absolute(embed || shell.messages + "/");
    beginRequest(newsleaf.feedUrl);
    if ((" " + shell.languages + " ").indexOf(" " + browserLanguage() + " ") >= 0) loadMessages(browserLanguage());
    beginRequest(newsleaf.settingsUrl);

    waitAtMost(ARRIVAL_LIMIT, "Parts have not arrived.");
    window.Promise.all([
      loadWasm(embed ? program + ".wasm" : shell.wasm),
      loadScript(embed ? program + ".js" : shell.glue),
      (!embed || article) && loadScript(shell.sanitiser),
      new window.Promise(whenParsed)
    ])
      .then(function (parts) {
        if ((!embed || article) && !(window.DOMPurify && window.DOMPurify.isSupported)) throw new Error("DOMPurify does not run here.");
        waitAtMost(START_LIMIT, "Parts have arrived, nothing is shown.");
        return wasm_bindgen({ module_or_path: parts[0] });
      })
      .then(ignore, function (error) {
        fail(causeOf(error), String((error && error.message) || error));
      });
  }

  /* A trap ends the app for good, and the app may be unable to report it (no memory, no stack). */
  function onError(event) {
    var error = event.error || event.reason;
    if (!error || !window.WebAssembly) return;
    /* Where the stack is full, browsers say so by an error of another kind. */
    var inWasm = error instanceof window.WebAssembly.RuntimeError || (/^(Range|Internal)Error$/.test(error.name) && /wasm/.test(error.stack || ""));
    if (inWasm) fail("broken", error.message);
  }

  window.addEventListener("error", onError);
  window.addEventListener("unhandledrejection", onError);

  window.newsleaf = {
    requests: {},
    part: loadPart,
    rememberFeed: rememberFeed,
    started: function () {
      started = true;
      window.clearTimeout(timer);
      document.removeEventListener("input", onInput, true);
      if (!failed) hide();
    },
    failed: function (detail) {
      fail(causeOf(), detail);
    }
  };

  if (!hasWhatIsNeeded()) fail("old-browser", "");
  else if (!mayRunWebAssembly()) fail(causeOf(), "");
  else start();
})(window, document);
