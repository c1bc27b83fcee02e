// Sets up what a command needs, and nothing that is there already. Needs only Node itself.
//
//   node scripts/setup.mjs build        or, from another script:  await setup(["build"])

import { pathToFileURL } from "node:url";
import { requireChromium } from "./lib/chromium.mjs";
import { alone } from "./lib/lock.mjs";
import { installPackages } from "./lib/npm.mjs";
import { buildPackage } from "./lib/package.mjs";
import { SetupError } from "./lib/run.mjs";
import { requireCargo, requireLints } from "./lib/rust.mjs";
import { red, say } from "./lib/say.mjs";
import { buildEngine } from "./lib/wasm.mjs";

/** What can be set up, and how; the parts of a list are done in the order of this one. */
const PARTS = {
  /** npm's packages, as locked. */
  npm: installPackages,
  /** A Rust compiler. */
  rust: async () => requireCargo(),
  /** Its formatter and linter. */
  lints: requireLints,
  /** The engine in pkg/wasm. */
  wasm: buildEngine,
  /** The npm package in dist/. */
  package: buildPackage,
  /** A browser for the tests; its path is in `process.env.CHROMIUM`. */
  chromium: requireChromium,
};

/** @typedef {keyof typeof PARTS} Part */

/** What a part cannot be made without. @type {Partial<Record<Part | "build", Part[]>>} */
const NEEDS = {
  wasm: ["npm"],
  package: ["npm", "wasm"],
  build: ["npm", "wasm", "package"],
};

/**
 * Sets up the parts and what they need; ends the process with a clear message where that is not possible.
 *
 * @param {(Part | "build")[]} wanted
 */
export async function setup(wanted) {
  try {
    await trySetup(wanted);
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    say(`${red("set-up failed:")} ${error.message}`);
    process.exit(1);
  }
}

/** The same, throwing `SetupError`. @param {(Part | "build")[]} wanted */
export async function trySetup(wanted) {
  const all = new Set(wanted.flatMap((part) => [...(NEEDS[part] ?? []), part]));
  await alone(async () => {
    for (const [name, make] of Object.entries(PARTS)) {
      if (all.has(/** @type {Part} */ (name))) await make();
    }
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const wanted = /** @type {Part[]} */ (process.argv.slice(2));
  const known = [...Object.keys(PARTS), "build"];
  const unknown = wanted.find((part) => !known.includes(part));
  if (unknown || wanted.length === 0) {
    say(`usage: node scripts/setup.mjs PART..., with the parts ${known.join(", ")}`);
    process.exit(2);
  }
  await setup(wanted);
}
