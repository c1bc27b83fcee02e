// npm run mutants [-- ARGUMENTS OF CARGO-MUTANTS]: whether a test fails when the engine is changed.
//
// cargo-mutants replaces operators and bodies of functions, one at a time, and runs the tests named in .cargo/mutants.toml.
// One file: `npm run mutants -- --re precedence.rs`; a third of all: `npm run mutants -- --shard 0/3`.

import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { inRoot } from "./lib/root.mjs";
import { ask, watch } from "./lib/run.mjs";
import { cargoTool } from "./lib/rust.mjs";
import { setup } from "./setup.mjs";

await setup(["rust"]);
await cargoTool("cargo-mutants");
const tree = inRoot(".cache", "mutants", "tree");
copyRepository();
joinCrates();
const args = ["mutants", "--dir", tree, "--in-place", "--output", inRoot(".cache", "mutants"), ...process.argv.slice(2)];
// A failing design need not be made small, and few are enough to see a changed rule.
const { status } = await watch("cargo", args, { ROUTEWRIGHT_CASES: "60", PROPTEST_MAX_SHRINK_TIME: "1", ...process.env });
// 2: some mutants were missed; 3: some ran out of time. The tool has listed them.
process.exit(status ?? 1);

/** What git knows or would add; the tree's `target` stays from run to run. */
function copyRepository() {
  for (const folder of ["src", "tests"]) rmSync(join(tree, folder), { recursive: true, force: true });
  for (const file of (ask("git", "ls-files", "--cached", "--others", "--exclude-standard") ?? "").split("\n")) {
    if (!/^(src|tests|docs|facts|examples|pkg\/design\.|\.cargo|Cargo|clippy)/.test(file)) continue;
    mkdirSync(dirname(join(tree, file)), { recursive: true });
    cpSync(inRoot(file), join(tree, file));
  }
}

/** One crate of the two: cargo-mutants does not see sources outside a crate's own folder. */
function joinCrates() {
  const core = readFileSync(inRoot("src", "core.rs"), "utf8").match(/^pub mod .*;$/gm) ?? [];
  edit("src/lib.rs", (text) => text.replace(/^pub use routewright_core::.*;$/m, core.join("\n")));
  const dependencies = readFileSync(inRoot("core", "Cargo.toml"), "utf8").match(/\[dependencies\]\n([^[]*)/)?.[1] ?? "";
  edit("Cargo.toml", (text) => {
    const own = text.match(/\n\[dependencies\]\n([^[]*)/)?.[1] ?? "";
    const name = (/** @type {string} */ line) => line.split(" ")[0];
    const more = dependencies.split("\n").filter((line) => line && !own.split("\n").some((other) => name(other) === name(line)));
    return text
      .replace(/^routewright-core = .*$/m, more.join("\n"))
      .replace(/^members = .*$/m, "members = []")
      .replace(/^default-members = .*$/m, "");
  });
  rmSync(join(tree, "src", "core.rs"));
}

/** @param {string} file @param {(text: string) => string} change */
function edit(file, change) {
  const text = readFileSync(join(tree, file), "utf8");
  writeFileSync(join(tree, file), change(text));
}
