/* Loads the scripts that few readers need. */

/** A function that loads the part of a name, once, from the folder at this URL. */
export function partLoader(folder) {
  const parts = new Map();
  return (name) => {
    if (!parts.has(name)) {
      const part = new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = `${folder}${name}.js`;
        script.onload = resolve;
        script.onerror = () => reject(new Error(`${name}.js was not loaded`));
        document.head.append(script);
      });
      parts.set(name, part);
      /* What failed can be tried again. */
      part.catch(() => parts.delete(name));
    }
    return parts.get(name);
  };
}
