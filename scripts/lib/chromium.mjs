// A browser for the browser tests.

import { existsSync } from "node:fs";
import { ask, run, SetupError } from "./run.mjs";
import { bold, say } from "./say.mjs";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const PLACES = ["/usr/bin/chromium", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"];

/** The path of Chromium: `CHROMIUM` in the environment, or where it usually is. @returns {string | undefined} */
export function findChromium() {
  const found = NAMES.map((name) => ask("sh", "-c", `command -v ${name}`));
  return [process.env.CHROMIUM, ...found, ...PLACES].find((path) => path && existsSync(path));
}

/** Finds or installs Chromium and tells the tests by `CHROMIUM`. */
export async function requireChromium() {
  let path = findChromium();
  if (!path && process.getuid?.() === 0 && ask("apt-get", "--version")) {
    say(`${bold("chromium")}: installs Debian's package (the browser tests need a browser)`);
    await run("apt-get", ["update"]);
    await run("apt-get", ["install", "--yes", "--no-install-recommends", "chromium"]);
    path = findChromium();
  }
  if (!path) throw new SetupError("The browser tests need Chromium or Chrome: install one, or set CHROMIUM to its path.");
  process.env.CHROMIUM = path;
}
