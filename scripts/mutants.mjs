// npm run mutants [-- ARGUMENTS OF CARGO-MUTANTS]: whether a test fails when the engine is changed.
//
// cargo-mutants replaces operators and bodies of functions, one at a time, and runs the tests that take seconds.
// One file: `npm run mutants -- --re precedence.rs`; a third of all: `npm run mutants -- --shard 0/3`.

import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { inRoot } from "./lib/root.mjs";
import { ask, watch } from "./lib/run.mjs";
import { cargoTool } from "./lib/rust.mjs";
import { bold, say } from "./lib/say.mjs";
import { setup } from "./setup.mjs";

/** Files of tests of routes and walks that are built as one: a change is linked once. */
const TOGETHER = [
  ...["admin_rules", "egress", "flow", "hub_routes", "interfaces", "ipv6", "ipv6_properties", "open_points", "recorded", "route_server"],
  ...["security", "tag_ends", "verify", "virtual_hubs", "workloads"],
];
/** `cargo test` stops at the first target that fails. */
const TESTS = ["cases", "engine", "properties"].flatMap((name) => ["--test", name]);

await setup(["rust"]);
await cargoTool("cargo-mutants");
const output = inRoot(".cache", "mutants");
/** Random designs a property. */
const few = { ROUTEWRIGHT_CASES: "60" };
/** A failing design need not be made small. */
const hasty = { PROPTEST_MAX_SHRINK_TIME: "1" };
// First the crate of routes and walks alone against the oracle: built in a fraction of the time, and most changes end here.
copyRepository(join(output, "core"));
aloneInItsTree(join(output, "core"));
await mutate("core", ["--test", "properties", "--lib"], process.argv.slice(2), few);
const compiled = names("core", ["caught", "missed", "timeout"]).length;
let left = names("core", ["missed", "timeout"]);
if (left.length > 0) {
  // What nobody noticed goes before all tests of routes and walks.
  copyRepository(join(output, "whole"));
  joinCrates(join(output, "whole"));
  gather(join(output, "whole"));
  left = await survivors(TESTS, left, few);
}
// The rest goes before the tests of the rules, which alone ask some of the functions; they take the longest to build.
if (left.length > 0) left = await survivors(["--lib"], left, {});
say(`${bold(`${compiled - left.length} of ${compiled}`)} changes that compile were noticed${left.length > 0 ? ", and these by no test:" : ""}`);
for (const name of left) say(name);
process.exit(left.length > 0 ? 2 : 0);

/** Which changes these tests do not notice either. @param {string[]} tests @param {string[]} among @param {Record<string, string>} trials */
async function survivors(tests, among, trials) {
  await mutate("whole", tests, among.map(exactly), trials);
  // The tool tries some changes of fields whatever it is asked for.
  const missed = new Set(names("whole", ["missed"]));
  return among.filter((name) => missed.has(name));
}

/** @param {string} tree @param {string[]} tests @param {string[]} wanted @param {Record<string, string>} trials */
async function mutate(tree, tests, wanted, trials) {
  const folder = join(output, tree);
  const args = ["mutants", "--dir", folder, "--in-place", "--output", folder, ...tests.map((test) => `--cargo-arg=${test}`)];
  const { status } = await watch("cargo", [...args, ...wanted], { ...hasty, ...trials, ...process.env });
  // 2: some mutants were missed; 3: some ran out of time. Anything else is a mistake that the tool has told.
  if (![0, 2, 3].includes(status ?? 1)) process.exit(status ?? 1);
}

/** The changes that ended in one of these ways. @param {string} tree @param {string[]} ends @returns {string[]} */
function names(tree, ends) {
  const files = ends.map((end) => join(output, tree, "mutants.out", `${end}.txt`)).filter((file) => existsSync(file));
  return files.flatMap((file) => readFileSync(file, "utf8").split("\n").filter(Boolean));
}

/** Only what has a meaning is escaped: `\<` and `\>` would be ends of words. @param {string} name */
function exactly(name) {
  return `--re=^${name.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")}$`;
}

/** What git knows or would add; the tree's `target` stays from run to run. @param {string} tree */
function copyRepository(tree) {
  for (const folder of ["src", "tests"]) rmSync(join(tree, folder), { recursive: true, force: true });
  for (const file of (ask("git", "ls-files", "--cached", "--others", "--exclude-standard") ?? "").split("\n")) {
    if (!/^(src|tests|docs|facts|examples|pkg\/(design|rules)\.|\.cargo|Cargo|core|clippy)/.test(file)) continue;
    mkdirSync(dirname(join(tree, file)), { recursive: true });
    cpSync(inRoot(file), join(tree, file));
  }
}

/** The crate of routes and walks, and the properties that need no other. @param {string} tree */
function aloneInItsTree(tree) {
  const shared = readFileSync(join(tree, "Cargo.toml"), "utf8").match(/^\[(workspace|profile)[.][^]*?(?=^\[(?!workspace|profile)|$(?![^]))/gm) ?? [];
  edit(tree, "core/Cargo.toml", (text) =>
    [text.replace('"routewright-core"', '"routewright"').replace('"../src', '"src'), "[workspace]\n", ...shared].join("\n"),
  );
  cpSync(join(tree, "core", "Cargo.toml"), join(tree, "Cargo.toml"));
  for (const entry of readdirSync(join(tree, "tests"))) {
    if (!["oracle", "properties"].includes(entry)) rmSync(join(tree, "tests", entry), { recursive: true });
  }
  edit(tree, "tests/properties/main.rs", (text) => text.replace(/^mod (broken|fixes|mirrored|routes|workloads);\n/gm, ""));
}

/** One crate of the two: cargo-mutants does not see sources outside a crate's own folder. @param {string} tree */
function joinCrates(tree) {
  const core = readFileSync(inRoot("src", "core.rs"), "utf8").match(/^pub mod .*;$/gm) ?? [];
  edit(tree, "src/lib.rs", (text) => text.replace(/^pub use routewright_core::.*;$/m, core.join("\n")));
  const dependencies = readFileSync(inRoot("core", "Cargo.toml"), "utf8").match(/\[dependencies\]\n([^[]*)/)?.[1] ?? "";
  edit(tree, "Cargo.toml", (text) => {
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

/** The tests that are built as one. @param {string} tree */
function gather(tree) {
  const modules = TOGETHER.map((name) => `#[path = "${name}.rs"]\nmod ${name};`);
  writeFileSync(join(tree, "tests", "engine.rs"), ["//! Routes and walks.", ...modules, ""].join("\n"));
}

/** @param {string} tree @param {string} file @param {(text: string) => string} change */
function edit(tree, file, change) {
  const text = readFileSync(join(tree, file), "utf8");
  writeFileSync(join(tree, file), change(text));
}
