/*
 * Helps the reader of a story when the app cannot run: it looks the story up in the feed, by the settings' address of the
 * feed, and the boot message links to both. Loaded by the boot script when it shows its message.
 *
 * Written for old browsers, like js/boot.js: such a browser is one of the reasons to load it.
 */
(function (window, document) {
  var ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
  var PATIENCE_MS = 20000;
  /* As in src/domain/limits.rs, which has a test of it. */
  var MOST_BYTES = 20000000;

  /* ---- The key of an item's id, as src/domain/feed/key.rs has it: SipHash-2-4 with a key of zeros, its first 50 bits. Numbers
     of 64 bits are pairs of a high and a low half. ---- */

  function add(a, b) {
    var low = (a[1] >>> 0) + (b[1] >>> 0);
    return [(a[0] + b[0] + (low > 0xffffffff ? 1 : 0)) | 0, low | 0];
  }

  function xor(a, b) {
    return [a[0] ^ b[0], a[1] ^ b[1]];
  }

  function rotate(a, by) {
    var swapped = by >= 32 ? [a[1], a[0]] : a;
    var rest = by % 32;
    if (!rest) return swapped;
    return [(swapped[0] << rest) | (swapped[1] >>> (32 - rest)), (swapped[1] << rest) | (swapped[0] >>> (32 - rest))];
  }

  function rounds(v, count) {
    while (count--) {
      v[0] = add(v[0], v[1]);
      v[1] = xor(rotate(v[1], 13), v[0]);
      v[0] = rotate(v[0], 32);
      v[2] = add(v[2], v[3]);
      v[3] = xor(rotate(v[3], 16), v[2]);
      v[0] = add(v[0], v[3]);
      v[3] = xor(rotate(v[3], 21), v[0]);
      v[2] = add(v[2], v[1]);
      v[1] = xor(rotate(v[1], 17), v[2]);
      v[2] = rotate(v[2], 32);
    }
  }

  function utf8(text) {
    var bytes = [];
    /* Halves of surrogate pairs become U+FFFD, as they do when the feed is read. */
    var whole = text.replace(/[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]/g, function (found) {
      return found.length === 2 ? found : "\ufffd";
    });
    var escaped = encodeURIComponent(whole);
    for (var at = 0; at < escaped.length; at++) {
      if (escaped.charAt(at) === "%") {
        bytes.push(parseInt(escaped.substr(at + 1, 2), 16));
        at += 2;
      } else bytes.push(escaped.charCodeAt(at));
    }
    return bytes;
  }

  function keyOf(id) {
    var bytes = utf8(id);
    var length = bytes.length;
    var v = [
      [0x736f6d65, 0x70736575],
      [0x646f7261, 0x6e646f6d],
      [0x6c796765, 0x6e657261],
      [0x74656462, 0x79746573]
    ];
    while (bytes.length % 8 !== 7) bytes.push(0);
    bytes.push(length & 255);
    for (var at = 0; at < bytes.length; at += 8) {
      var word = [0, 0];
      for (var i = 0; i < 8; i++) word[i < 4 ? 1 : 0] |= bytes[at + i] << (8 * (i % 4));
      v[3] = xor(v[3], word);
      rounds(v, 2);
      v[0] = xor(v[0], word);
    }
    v[2] = xor(v[2], [0, 255]);
    rounds(v, 4);
    var hash = xor(xor(v[0], v[1]), xor(v[2], v[3]));
    var key = "";
    for (var digit = 0; digit < 10; digit++) {
      var five = rotate(hash, 5 * (digit + 1));
      key += ALPHABET.charAt(five[1] & 31);
    }
    return key;
  }

  /* ---- The story of the address, in the feed. ---- */

  function keyOfAddress() {
    /* A story that was opened within a widget comes before the widget's own story. */
    var search = window.location.search;
    var key = "=([0-9a-z]{10})(?![0-9a-z])";
    var found = new RegExp("[?&]read" + key, "i").exec(search) || new RegExp("[?&]article" + key, "i").exec(search);
    return found && found[1].toLowerCase();
  }

  /* What a link may lead to, resolved by the browser; nothing else of a feed is trusted. */
  function webAddress(url, base) {
    try {
      var parsed = new window.URL(url, base);
      return /^https?:$/.test(parsed.protocol) ? parsed.href : "";
    } catch (error) {
      return /^https?:\/\//i.test(url) ? url : "";
    }
  }

  function textOf(html) {
    return String(html).replace(/<[^>]*>/g, "").replace(/\s+/g, " ").replace(/^ | $/g, "").substr(0, 200);
  }

  function find(feed, key, feedUrl) {
    var items = Object.prototype.toString.call(feed) === "[object Array]" ? feed : (feed && feed.items) || [];
    for (var at = 0; at < items.length; at++) {
      var item = items[at];
      if (!item || typeof item !== "object") continue;
      var base = webAddress(feed.home_page_url || "", feedUrl) || feedUrl;
      var url = webAddress(item.url || item.link || item.external_url || "", base);
      var id = item.id === undefined || item.id === null ? "" : String(item.id).replace(/^\s+|\s+$/g, "");
      if (keyOf(id || url) === key) return { url: url, title: textOf(item.title || item.summary || "") || url };
    }
  }

  function show(item) {
    var place = document.querySelector(".boot-message__item");
    if (!place || !item || !item.url) return;
    var link = document.createElement("a");
    link.href = item.url;
    link.rel = "noopener noreferrer";
    link.appendChild(document.createTextNode(place.textContent.replace("{title}", function () { return item.title; })));
    place.removeAttribute("data-message");
    place.innerHTML = "";
    place.appendChild(link);
    place.hidden = false;
  }

  /* Calls `then` with the JSON at an address, or without a value. */
  function read(url, then) {
    var request = new window.XMLHttpRequest();
    request.open("GET", url);
    request.timeout = PATIENCE_MS;
    request.onprogress = function (event) {
      if (event.loaded > MOST_BYTES) request.abort();
    };
    request.onloadend = function () {
      var value;
      try {
        if (request.status === 200) value = JSON.parse(request.responseText);
      } catch (error) {
        /* What a file is worth is said elsewhere. */
      }
      then(value);
    };
    request.send();
  }

  var link = document.querySelector(".boot-message__feed");
  var key = keyOfAddress();
  read("newsleaf.json", function (settings) {
    var named = settings && typeof settings.feed === "string" && webAddress(settings.feed, document.URL);
    if (named) link.href = named;
    if (key)
      read(link.href, function (feed) {
        if (feed) show(find(feed, key, link.href));
      });
  });
})(window, document);
