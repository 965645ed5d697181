// The font size of the bare HTML page: restores the reader's choice before the first paint, and stores a new one.
(() => {
  const key = "newsleaf:text-size";
  const stored = localStorage.getItem(key);
  if (stored) document.documentElement.dataset.textSize = stored;
  document.addEventListener("input", ({ target }) => {
    if (target.name !== "text-size") return;
    document.documentElement.dataset.textSize = target.value;
    localStorage.setItem(key, target.value);
  });
})();
