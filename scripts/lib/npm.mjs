// npm's packages, exactly as package-lock.json has them.

import { existsSync, readFileSync } from "node:fs";
import { inRoot } from "./root.mjs";
import { run } from "./run.mjs";
import { bold, dim, say, seconds } from "./say.mjs";

/** Installs the packages, unless npm's own record of what it installed equals the lockfile. */
export async function installPackages() {
  const why = due();
  if (!why) return;
  const start = performance.now();
  say(`${bold("npm")}: installs the packages of package-lock.json (${why})`);
  // No package needs an install script: tools with binaries ship them as packages.
  await run("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
  say(dim(`  ${seconds(start)}`));
}

function due() {
  const record = inRoot("node_modules", ".package-lock.json");
  if (!existsSync(record)) return "node_modules is missing";
  const installed = packages(record);
  const wanted = Object.entries(packages(inRoot("package-lock.json")));
  // Optional packages are binaries for other kinds of machines; "" is this package itself.
  const missing = wanted.find(([path, { version, optional }]) => path && !optional && installed[path]?.version !== version);
  return missing && `${missing[0].replace(/^.*node_modules\//, "")} ${missing[1].version} is missing`;
}

/** @param {string} lockfile @returns {Record<string, { version: string, optional?: boolean }>} */
function packages(lockfile) {
  return JSON.parse(readFileSync(lockfile, "utf8")).packages;
}
