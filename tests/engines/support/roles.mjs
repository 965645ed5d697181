// How a reader's words find an element: by its role and its name. The function runs in the page.

/** The first element that is seen and has this role and this name: a text, or {source, flags} of a pattern. Null where there is none. */
export function byRole(role, name, within) {
  const SELECTORS = {
    link: "a[href]",
    button: "button, summary, [role=button]",
    heading: "h1, h2, h3, h4, h5, h6",
    headline: "h1",
    radio: "[type=radio]",
    textbox: "textarea, input:not([type]), [type=text], [type=url]",
    searchbox: "[type=search]",
    combobox: "select",
    image: "img, [role=img]",
    dialog: "dialog[open]",
    alert: "[role=alert]",
    region: "section[aria-label], section[aria-labelledby], [role=region]",
    frame: "iframe",
  };
  const words = (text) => (text ?? "").replace(/\s+/g, " ").trim();
  const nameOf = (element) => {
    const labelled = element.getAttribute("aria-labelledby");
    const by = labelled && labelled.split(/\s+/).map((id) => document.getElementById(id)?.textContent).join(" ");
    const label = element.labels?.length ? [...element.labels].map(({ textContent }) => textContent).join(" ") : null;
    return words(element.getAttribute("aria-label") ?? by ?? element.getAttribute("alt") ?? label ?? (element.textContent || element.title));
  };
  const fits = (found) => name === null || name === undefined || (typeof name === "string" ? found === name : new RegExp(name.source, name.flags).test(found));
  // A radio button may fill its label unseen.
  const isSeen = (element) => element.checkVisibility({ visibilityProperty: true }) && (role === "radio" ? element.closest("label") ?? element : element).getBoundingClientRect().height > 0;
  const root = within ? document.querySelector(within) : document;
  return [...(root?.querySelectorAll(SELECTORS[role]) ?? [])].find((element) => isSeen(element) && fits(nameOf(element))) ?? null;
}
