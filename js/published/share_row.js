/* The buttons of the share row, which src/components/share_bar.rs has rendered. They do the same as that component in the app. */
import { warn } from "../page/parts.js";

/* The time for which 'copied' is shown, in milliseconds. */
const COPIED_MS = 6000;

const QR_DIALOG = "qr-dialog";

/** Makes the buttons of a row work. `use` calls a part; `texts` has the sentences for copying by hand. */
export function followShareRow(row, use, texts) {
  const part = (name) => row.querySelector(name);
  const copyButton = part(".share__copy");
  const dialog = document.getElementById(QR_DIALOG);
  const print = part(".share__print");
  print?.addEventListener("click", () => window.print());
  /* Without an address there is no other button. */
  if (!copyButton) return;

  const url = dialog.querySelector(".qr-dialog__address").textContent;
  const title = document.querySelector("h1").textContent;
  const status = part("[role=status]");
  let timer;

  function setCopied(isCopied) {
    clearTimeout(timer);
    copyButton.toggleAttribute("data-copied", isCopied);
    status.textContent = isCopied ? copyButton.lastElementChild.textContent.trim() : "";
    if (isCopied) timer = setTimeout(setCopied, COPIED_MS, false);
  }

  /* Shows the address in a field for copying by hand under this sentence; without a sentence it removes the field. */
  function setByHand(sentence) {
    const place = part(":scope > div");
    place.replaceChildren();
    if (!sentence) return;
    const label = document.createElement("label");
    label.className = "share__by-hand";
    const field = document.createElement("input");
    Object.assign(field, { type: "text", readOnly: true, dir: "ltr", value: url });
    label.append(sentence, " ", field);
    place.append(label);
    field.focus();
    field.select();
  }

  function reset() {
    setCopied(false);
    setByHand();
  }

  async function copy() {
    reset();
    try {
      await navigator.clipboard.writeText(url);
      setCopied(true);
    } catch {
      setByHand(texts.copyByHand);
    }
  }

  /* The number of open share sheets. */
  let open = 0;

  async function share() {
    const isOpen = open > 0;
    open += 1;
    reset();
    try {
      /* Most apps take the text and the URL only. */
      await navigator.share({ title, text: title, url });
    } catch ({ name }) {
      /* Closing the sheet is no failure, and neither is a second tap while it is open. */
      if (name !== "AbortError" && !(name === "InvalidStateError" && isOpen)) setByHand(texts.sheetFailed);
    } finally {
      open -= 1;
    }
  }

  const ask = (...call) => use(["qrCode", ...call]).catch(warn);

  copyButton.addEventListener("click", copy);
  if (navigator.share) {
    const sheet = part(".share__sheet");
    sheet.parentElement.hidden = false;
    sheet.addEventListener("click", share);
  }
  part(".share__qr")?.addEventListener("click", () => {
    dialog.showModal();
    dialog.querySelector("h2").focus();
    ask("draw", QR_DIALOG, url);
  });
  dialog.querySelector(".qr-dialog__save").addEventListener("click", () => ask("save", QR_DIALOG));
  dialog.querySelector(".qr-dialog__close").addEventListener("click", () => dialog.close());

  /* Only a click that also began beside the dialog closes it: one that began in it is the end of selecting text. */
  let isPressedBeside = false;
  dialog.addEventListener("pointerdown", ({ target }) => {
    isPressedBeside = target === dialog;
  });
  dialog.addEventListener("click", ({ target }) => {
    if (isPressedBeside && target === dialog) dialog.close();
  });
}
