/*
 * The second inline script of the front page and of 404.html: it leads old addresses to their pages, before anything is painted.
 *
 * - The widget: `?embed…` is `embed/?embed…`.
 * - The addresses of the drop-in, which may have been at this place before: `?article=KEY-slug`, `?section=…`, `?page=2` …
 * - On 404.html: `article/KEY` and `article/KEY-old-slug`.
 *
 * A story is found by its key in keys/NN.json, where NN are the first characters of the key: an object of `KEY: slug`, or of
 * `KEY: [slug, old slug …]`. Its attributes: `data-root` leads to the root of the site, `data-pages` is the number of full pages of
 * the list of all stories, `data-stories` how many stories the front page has.
 */
(function (window, document) {
  var data = document.currentScript.dataset;
  var location = window.location;
  var ROOT = data.root;
  /* The number of stories on a full page, here and in the drop-in. */
  var A_PAGE = 20;
  var KEY = /^[0-9a-hjkmnp-tv-z]{10}$/;
  /* The longest time for which a page that waits for a lookup is not painted. */
  var PATIENCE = 4000;

  /* A page that is not painted has no transition. */
  function hide() {
    document.documentElement.style.visibility = "hidden";
    try {
      var sheet = new window.CSSStyleSheet();
      sheet.replaceSync("@view-transition{navigation:none}");
      document.adoptedStyleSheets = [sheet];
    } catch (error) {
      /* A browser without such stylesheets has no transition. */
    }
  }

  /* There is no entry in the history for the old address, and nothing of this page is seen. A host that answers a page's own
     address with 404.html would be requested for ever: then this page is shown. */
  function go(path) {
    var to = window.URL && new window.URL(ROOT + path, location.href);
    if (to && to.pathname === location.pathname && to.search === location.search) return show();
    hide();
    location.replace(ROOT + path);
  }

  /* As src/domain/site/path_part.rs writes them. */
  var RESERVED = /^(page|con|prn|aux|nul|(com|lpt)[0-9])~*$/;

  function part(text) {
    return window.encodeURIComponent(RESERVED.test(text) ? text + "~" : text);
  }

  function path(text) {
    return text.split("/").filter(Boolean).map(part).join("/") + "/";
  }

  /* Shows the page as it is: there is no such story, or the lookup failed. */
  function show() {
    document.documentElement.style.visibility = "";
  }

  /* Navigates to the story with the name `KEY` or `KEY-slug`. */
  function find(name, missing) {
    var key = name.slice(0, 10).toLowerCase();
    if (!KEY.test(key) || (name.length > 10 && name.charAt(10) !== "-") || !window.fetch) return missing();
    hide();
    var timer = window.setTimeout(show, PATIENCE);
    window
      .fetch(ROOT + "keys/" + key.slice(0, 2) + ".json")
      .then(function (response) {
        return response.ok ? response.json() : {};
      })
      .then(function (slugs) {
        window.clearTimeout(timer);
        if (slugs[key] === undefined) return missing();
        var slug = [].concat(slugs[key])[0];
        go("article/" + window.encodeURIComponent(key + (slug && "-" + slug)) + "/" + location.hash);
      })
      .then(null, function () {
        window.clearTimeout(timer);
        show();
      });
  }

  function toNotFound() {
    go("404.html");
  }

  /* The page with the first story that the drop-in had on its page of this number. */
  function toPage(number) {
    if (data.pages === undefined) return go("archive/");
    var index = (number - 1) * A_PAGE - data.stories;
    if (!(index >= 0)) return;
    var page = data.pages - Math.floor(index / A_PAGE);
    go(page > 0 ? "page/" + page + "/" : "archive/");
  }

  function fromQuery(query) {
    if (query.has("embed")) return go("embed/" + location.search + location.hash);
    if (query.has("article")) return find(query.get("article"), toNotFound);
    if (query.has("search")) return go("search/?search=" + window.encodeURIComponent(query.get("search")));
    var lists = ["section", "tag", "author"];
    for (var at = 0; at < lists.length; at++) {
      if (query.get(lists[at])) return go(lists[at] + "/" + path(query.get(lists[at])));
      if (query.has(lists[at])) return go("sections/");
    }
    if (query.has("sections")) return go("sections/");
    if (query.has("page")) toPage(+query.get("page"));
  }

  /* Whether a query of the drop-in is in the address; parameters of campaigns do not count. */
  function isOfDropIn(query) {
    return ["embed", "article", "search", "section", "tag", "author", "sections", "page"].some(function (name) {
      return query.has(name);
    });
  }

  var query = window.URLSearchParams && new window.URLSearchParams(location.search);
  if (query && isOfDropIn(query)) {
    fromQuery(query);
  } else if (data.pages === undefined) {
    var match = /\/article\/([^/]+)\/?(index\.html)?$/.exec(location.pathname);
    if (match) {
      var name = match[1];
      try {
        name = window.decodeURIComponent(name);
      } catch (error) {
        /* It is not UTF-8, but it may be a key. */
      }
      find(name, show);
    }
  }
})(window, document);
