// The reader's font size: an attribute of the root, stored on the device. The shell sets it before the first paint.
export const SIZES = [
  { value: "large", label: "Large" },
  { value: "medium", label: "Medium" },
  { value: "small", label: "Small" },
];
const STORAGE_KEY = "newsleaf:text-size";

export function currentTextSize() {
  return document.documentElement.dataset.textSize ?? "medium";
}

export function chooseTextSize(size) {
  document.documentElement.dataset.textSize = size;
  try {
    localStorage.setItem(STORAGE_KEY, size);
  } catch {
    // Storage is blocked or full: the choice holds for this page.
  }
}
