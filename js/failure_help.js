/*
 * Advice for the publisher of a feed that can't be fetched or read: the texts of feed-health.html by the code of a failure and,
 * for invalid JSON, by the kind of its fault. The script is loaded when a page without a feed is shown. The build puts the texts in
 * the place of HELP. `window.newsleaf.failureHelp.show(element, code, excerpt, tag)` puts the text into the element, in the
 * language `tag`; `excerpt` is the text around a fault in the JSON.
 *
 * The kinds are those of src/domain/report/json_fault.rs, which has the whole document. It is JavaScript, and reads only the excerpt,
 * because neither rules nor texts should be in the wasm of every reader. tests/support/json-faults.json holds both to the same.
 */
((newsleaf) => {
  const texts = HELP;

  /* Unicode's names of frequent characters. */
  const NAMES = {
    0: "NULL",
    0xb: "LINE TABULATION",
    0xc: "FORM FEED",
    0x1a: "SUBSTITUTE (Ctrl-Z)",
    0x1b: "ESCAPE",
    0x7f: "DELETE",
    0xa0: "NO-BREAK SPACE",
    0xad: "SOFT HYPHEN",
    0x200b: "ZERO WIDTH SPACE",
    0x200c: "ZERO WIDTH NON-JOINER",
    0x200d: "ZERO WIDTH JOINER",
    0x200e: "LEFT-TO-RIGHT MARK",
    0x200f: "RIGHT-TO-LEFT MARK",
    0x2028: "LINE SEPARATOR",
    0x2029: "PARAGRAPH SEPARATOR",
    0x202f: "NARROW NO-BREAK SPACE",
    0x2060: "WORD JOINER",
    0x3000: "IDEOGRAPHIC SPACE",
    0xfeff: "ZERO WIDTH NO-BREAK SPACE (BYTE ORDER MARK)",
  };
  /* The excerpt shows control characters by their signs. */
  const INVISIBLE =
    /^[\u2400-\u2421\p{White_Space}\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e0fff}]/u;
  /* The begin of a literal or a number that white space ends too early. */
  const UNFINISHED = /(^|[\s[,:])(t|tr|tru|f|fa|fal|fals|n|nu|nul|-|-?\d+\.|-?\d+(\.\d+)?e[+-]?)$/i;
  /* Marks that people write around texts in the place of straight ones. */
  const STRAIGHT = /['„“”‚‘’«»「」]/;
  const UNFINISHED_ESCAPE = /\\(u[\da-f]{0,3})?$/i;

  function signToCode(found) {
    const code = found.codePointAt(0);
    return code === 0x2421 ? 0x7f : code >= 0x2400 && code < 0x2420 ? code - 0x2400 : code;
  }

  /* The kind of a fault, and the character that is meant. */
  function faultOf(excerpt) {
    const [before, after, ...more] = excerpt.split("\u25b8");
    if (after === undefined || more.length) return ["other"];
    if (/^.?\u25b8\u2400.\u2400/u.test(excerpt)) return ["utf_32"];
    if (!after) return ["cut_off"];
    const [found] = after;
    const last = before.trimEnd().slice(-1);
    if (found === " ") return [UNFINISHED.test(before) || UNFINISHED_ESCAPE.test(before) ? "other" : "break"];
    if (INVISIBLE.test(found)) return ["invisible", found];
    if (UNFINISHED_ESCAPE.test(before)) return ["other"];
    if (/[[{]/.test(found) && /[[:]/.test(last)) return ["too_deep"];
    if (/[\]}]/.test(found) && last === ",") return ["comma"];
    if (STRAIGHT.test(found)) return ["straight"];
    if (/["{[]/.test(found) && /["\]}\del]/.test(last) && !(found === '"' && before.endsWith('"'))) return ["missing_comma"];
    if (last === '"' && /\p{Alphabetic}/u.test(found)) return ["quote"];
    if (before.endsWith('"') && /[\d\\]/.test(found)) return ["quote"];
    return ["other"];
  }

  newsleaf.failureHelp = {
    show(element, code, excerpt, tag) {
      const messages = texts[tag] ?? texts.en;
      const [fault, found] = code === "invalid_json" && excerpt ? faultOf(excerpt) : [];
      let text = messages[fault] ?? messages[code] ?? "";
      if (found) {
        const place = signToCode(found);
        const name = `U+${place.toString(16).toUpperCase().padStart(4, "0")} ${NAMES[place] ?? ""}`.trim();
        text = text.replace("{character}", name);
      }
      element.textContent = text;
    },
  };
})(window.newsleaf);
