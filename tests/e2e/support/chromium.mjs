// Tests that Chromium alone can run, each with the reason. The driver of Firefox as it comes speaks WebDriver BiDi, and passes over
// in silence what that has no command for, so that such a test could even pass there without having looked.
//
//   test("what is so", CHROMIUM.media, async ({ page }) => {...})

const only = (reason) => ({ tag: "@chromium", annotation: { type: "for Chromium alone", description: reason } });

export const CHROMIUM = {
  media: only("pretends paper, a dark device, the system's colours or a wish for less motion"),
  scripts: only("runs without scripts"),
  clipboard: only("asks for the right to read the clipboard, which Firefox never gives"),
  paper: only("prints to PDF"),
  policy: only("switches the page's policy off"),
  protocol: only("speaks Chromium's own protocol, or starts it with a switch of its own"),
  frames: only("presses, types, or looks for a page or a place in a frame, which the driver misses there; tests/engines does so in Firefox"),
  interfaces: only("asks interfaces that only Chromium has"),
  storage: only("changes storage before the page's scripts, and so in the empty page before it, where Firefox has none and complains"),
  typing: only("fills in a long text, which the driver types letter by letter"),
  sound: only("hears sound, which Firefox makes only where the machine has something to make it with"),
  patience: only("takes minutes, and is about what is read and not about how a browser shows it"),
  unreported: only("waits for what Firefox's driver does not report: groups of the console, paints, downloads"),
};
