// Programs that a driver needs, each in a group of its own, so that what it starts ends with it.
import { spawn } from "node:child_process";

const running = new Set();

/** Starts a program; `options` are those of `spawn`. */
export function start(program, given, options = {}) {
  const child = spawn(program, given, { stdio: "ignore", ...options, detached: true });
  running.add(child);
  child.on("error", () => running.delete(child));
  child.on("exit", () => running.delete(child));
  return child;
}

/** Ends a program and what it has started, and waits until it is gone. */
export async function stop(child) {
  if (!running.has(child)) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  end(child, "SIGTERM");
  const late = setTimeout(end, 3_000, child, "SIGKILL");
  await gone;
  clearTimeout(late);
}

function end(child, signal) {
  try {
    process.kill(-child.pid, signal);
  } catch {
    // It has ended by itself.
  }
}

/** Nothing is left behind, however this process ends. */
process.on("exit", () => {
  for (const child of running) end(child, "SIGKILL");
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => process.exit(1));
