// Copying, and saying whether it has worked.

/** Makes a button copy the text of the field that it names. */
export function copies(button) {
  const field = document.getElementById(button.dataset.copies);
  const [copied, byHand] = button.parentElement.querySelector("[role=status]").children;
  const say = (sentence) => {
    for (const each of [copied, byHand]) each.hidden = each !== sentence;
  };
  button.addEventListener("click", async () => {
    // Hidden and shown again, so that it is read out each time.
    say(undefined);
    try {
      await navigator.clipboard.writeText(field.value);
      say(copied);
    } catch {
      // Without https, in some frames, or by the reader's wish: then the hand must do it.
      field.focus();
      field.select();
      say(byHand);
    }
  });
  // The copied code is no longer the shown code.
  return () => say(undefined);
}
