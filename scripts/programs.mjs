// Looks for programs of the system by their names.
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** The path of the first program on PATH that has one of these names, or null. */
export function findProgram(...names) {
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    for (const name of names) {
      try {
        accessSync(join(folder, name), constants.X_OK);
        return join(folder, name);
      } catch {
        // Not here; the next folder may have it.
      }
    }
  }
  return null;
}
