// Loads the page again when the site has changed. `newsleaf serve` adds it to each page that it sends; published pages have none.
(function () {
  // The page around a widget loads its frames again.
  if (window.top !== window) return;
  var version = document.currentScript.dataset.version;
  var events;

  // A browser opens few connections to a host, so that a hidden page has none.
  function update() {
    if (document.visibilityState === "hidden") {
      if (events) events.close();
      events = undefined;
    } else if (!events) {
      events = new EventSource("/__newsleaf/events");
      events.onmessage = function (event) {
        if (event.data !== version) window.location.reload();
      };
    }
  }

  document.addEventListener("visibilitychange", update);
  window.addEventListener("pagehide", function () {
    if (events) events.close();
    events = undefined;
  });
  window.addEventListener("pageshow", update);
  update();
})();
