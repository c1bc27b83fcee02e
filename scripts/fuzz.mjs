// npm run fuzz [-- --minutes N]: coverage-guided fuzzing of the whole way, from any bytes to every answer (fuzz/targets).
//
// libFuzzer changes designs of the tests and the examples, and keeps what reaches new code; what it kept goes on from run to run.
// A finding is a file in .cache/fuzz/findings: make it a case or a test before it is repaired.

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import { inRoot } from "./lib/root.mjs";
import { cargoTool } from "./lib/rust.mjs";
import { watch } from "./lib/run.mjs";
import { setup } from "./setup.mjs";

/** Larger documents only repeat what smaller ones do. */
const MOST_BYTES = 4096;
/** A document that takes longer is a finding. */
const MOST_SECONDS = 10;

const { values } = parseArgs({ options: { minutes: { type: "string", default: "5" } } });
await setup(["rust"]);
await cargoTool("cargo-fuzz");
const folder = inRoot(".cache", "fuzz");
const [corpus, findings, words] = [join(folder, "corpus"), join(folder, "findings"), join(folder, "words")];
for (const each of [corpus, findings]) mkdirSync(each, { recursive: true });
for (const design of [...designs(inRoot("tests")), ...designs(inRoot("examples"))]) {
  // Without the space between things, so that more of a design fits.
  const text = JSON.stringify(JSON.parse(readFileSync(design, "utf8")));
  writeFileSync(join(corpus, createHash("sha1").update(text).digest("hex")), text);
}
writeFileSync(words, vocabulary().map((word) => `"${word.replaceAll(/["\\]/g, "\\$&")}"\n`).join(""));

const libfuzzer = [
  `-max_total_time=${Math.round(Number(values.minutes) * 60)}`,
  `-timeout=${MOST_SECONDS}`,
  `-max_len=${MOST_BYTES}`,
  `-dict=${words}`,
  `-artifact_prefix=${findings}/`,
  "-print_final_stats=1",
];
// The fuzzer's instrumentation is an unstable option of every compiler, and this variable the way to it on a stable one.
const { status } = await watch("cargo", ["fuzz", "run", "--target-dir", "target/fuzz", "document", corpus, "--", ...libfuzzer], {
  RUSTC_BOOTSTRAP: "1",
});
console.log(`${readdirSync(corpus).length} designs kept in ${corpus}, ${readdirSync(findings).length} findings in ${findings}`);
process.exit(status === 0 ? 0 : 1);

/** Every design of a folder. @param {string} folder @returns {string[]} */
function designs(folder) {
  const entries = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.name !== "node_modules");
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return designs(path);
    return basename(path) === "design.json" && existsSync(path) ? [path] : [];
  });
}

/** The words of the language: what the schema names, and values at which something changes. */
function vocabulary() {
  const words = new Set(["0.0.0.0/0", "10.0.0.0/16", "10.0.0.4", "168.63.129.16", "Internet", "OnPremises", "#all", "/*", "true", "false", "null"]);
  /** @param {unknown} value */
  const visit = (value) => {
    if (Array.isArray(value)) value.forEach(visit);
    else if (typeof value === "object" && value !== null) {
      for (const [key, member] of Object.entries(value)) {
        if (key === "properties") Object.keys(member).forEach((name) => words.add(name));
        if (key === "enum" || key === "const") [member].flat().forEach((name) => words.add(String(name)));
        visit(member);
      }
    }
  };
  visit(JSON.parse(readFileSync(inRoot("pkg", "design.schema.json"), "utf8")));
  return [...words];
}
