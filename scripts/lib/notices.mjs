// The licences of what the bundles contain, as they ask for: their text goes with every copy.

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inRoot } from "./root.mjs";

/**
 * Writes the licences of the packages that files come from.
 *
 * @param {string} target
 * @param {string[]} files  from the root of the repository
 */
export function writeNotices(target, files) {
  const folders = files.map((file) => /^.*node_modules\/(@[^/]+\/)?[^/]+/.exec(file)?.[0]).filter((folder) => folder !== undefined);
  const notices = [...new Set(folders)].sort().map((folder) => {
    const { name, version } = JSON.parse(readFileSync(inRoot(folder, "package.json"), "utf8"));
    const licence = readdirSync(inRoot(folder)).find((file) => /^licen[cs]e/i.test(file));
    if (!licence) throw new Error(`the package ${name} has no licence file, so it cannot be bundled`);
    return `${name} ${version}\n\n${readFileSync(join(inRoot(folder), licence), "utf8").trim()}\n`;
  });
  writeFileSync(target, ["The scripts of this package contain these packages:\n", ...notices].join(`\n${"-".repeat(80)}\n\n`));
}
