// One step of set-up: skipped while its inputs are what they were and its outputs are there.

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { inRoot } from "./root.mjs";
import { bold, dim, say, seconds } from "./say.mjs";

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {string} what  what the step does, to be read after its name
 * @property {string[]} inputs  files and folders, from the root of the repository
 * @property {string[]} outputs
 * @property {() => Promise<void>} run
 */

/** Runs a step where it is due. @param {Step} step */
export async function perform(step) {
  const stamp = inRoot(".cache", "setup", `${step.name}.json`);
  const why = due(step, stamp);
  if (!why) return;
  const start = performance.now();
  say(`${bold(step.name)}: ${step.what} (${why})`);
  // A step that is interrupted must be seen as not done.
  rmSync(stamp, { force: true });
  const inputs = fingerprints(step.inputs);
  await step.run();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, JSON.stringify(inputs));
  say(dim(`  ${seconds(start)}`));
}

/** Why a step has to run; undefined where it has not. @param {Step} step @param {string} stamp */
function due(step, stamp) {
  const missing = step.outputs.find((output) => !existsSync(inRoot(output)));
  if (missing) return `${missing} is missing`;
  if (!existsSync(stamp)) return "first time here";
  /** @type {Record<string, string>} */
  const before = JSON.parse(readFileSync(stamp, "utf8"));
  const now = fingerprints(step.inputs);
  const changed = [...new Set([...Object.keys(before), ...Object.keys(now)])].filter((file) => before[file] !== now[file]);
  if (changed.length === 0) return undefined;
  return `${changed[0]} changed${changed.length > 1 ? `, and ${changed.length - 1} more` : ""}`;
}

/** A hash for each file. @param {string[]} inputs @returns {Record<string, string>} */
function fingerprints(inputs) {
  return Object.fromEntries(
    inputs.flatMap(files).map((file) => [file, createHash("sha1").update(readFileSync(inRoot(file))).digest("hex")]),
  );
}

/** The files at or below a path; none where there is nothing. @param {string} path @returns {string[]} */
function files(path) {
  const found = statSync(inRoot(path), { throwIfNoEntry: false });
  if (!found) return [];
  if (found.isFile()) return [path];
  return readdirSync(inRoot(path)).sort().flatMap((name) => files(`${path}/${name}`));
}
