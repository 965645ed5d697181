import { useState } from "preact/hooks";
import { SIZES, chooseTextSize, currentTextSize } from "../shared/text_size.js";

export function TextSizeControl() {
  const [size, setSize] = useState(currentTextSize);
  const choose = (value) => {
    chooseTextSize(value);
    setSize(value);
  };
  return (
    <div class="text-size" role="group" aria-labelledby="text-size-label" dir="ltr">
      <span id="text-size-label" class="text-size__label">font size:</span>
      {SIZES.map(({ value, label }) => (
        <label key={value}>
          <input type="radio" name="text-size" value={value} checked={size === value} onChange={() => choose(value)} />
          {label}
        </label>
      ))}
    </div>
  );
}
