import { useState } from "preact/hooks";
import { SIZES, chooseTextSize, currentTextSize } from "../shared/text_size.js";

export function TextSizeControl() {
  const [size, setSize] = useState(currentTextSize);
  const choose = (value) => {
    chooseTextSize(value);
    setSize(value);
  };
  return (
    <fieldset class="text-size" dir="ltr">
      <legend>font size:</legend>
      {SIZES.map(({ value, label }) => (
        <label key={value}>
          <input type="radio" name="text-size" value={value} checked={size === value} onChange={() => choose(value)} />
          {label}
        </label>
      ))}
    </fieldset>
  );
}
