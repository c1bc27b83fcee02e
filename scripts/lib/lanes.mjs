// The lanes of `npm test`: what each needs, runs and counts.

import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { relative } from "node:path";
import { inRoot, root } from "./root.mjs";

/** What a lane counted, and the names of what failed. @typedef {{ passed: number, failed: number, skipped: number, failures?: string[] }} Counts */

/**
 * @typedef {object} Lane
 * @property {string} name
 * @property {string} what
 * @property {Parameters<typeof import("../setup.mjs").trySetup>[0]} needs
 * @property {() => Promise<Counts>} run
 */

/** No lane takes longer than this, unless it hangs. */
const LIMIT_MINUTES = 40;

/** @type {Lane[]} */
export const LANES = [
  { name: "rust", what: "format, lints and tests of the engine", needs: ["rust", "lints"], run: rust },
  { name: "types", what: "TypeScript's checks of the package, the tests and the designer", needs: ["build"], run: types },
  { name: "unit", what: "the package, the command line, the rehearsal and the contract", needs: ["build"], run: () => vitest("unit") },
  { name: "pulumi", what: "the component, against mocks and a real engine", needs: ["build"], run: () => vitest("pulumi") },
  { name: "npm", what: "the packed tarball in empty projects", needs: ["build", "chromium"], run: () => vitest("npm") },
  { name: "browser", what: "the designer in Chromium", needs: ["build", "chromium"], run: () => vitest("browser") },
];

async function rust() {
  const format = await execute("cargo", ["fmt", "--all", "--check"]);
  const lints = await execute("cargo", ["clippy", "--workspace", "--all-targets", "--locked", "--", "--deny", "warnings"]);
  const tests = await execute("cargo", ["test", "--workspace", "--locked", "--no-fail-fast"]);
  return sum(verdict("cargo fmt", format.ok), verdict("cargo clippy", lints.ok), cargoCounts(tests));
}

async function types() {
  const tsc = inRoot("node_modules", "typescript", "bin", "tsc");
  const everything = await execute(process.execPath, [tsc, "--project", "."]);
  const designer = await execute(process.execPath, [tsc, "--project", "www"]);
  return sum(verdict("tsc --project .", everything.ok), verdict("tsc --project www", designer.ok));
}

/** @param {string} project */
async function vitest(project) {
  const report = inRoot(".cache", "test", `${project}.json`);
  mkdirSync(inRoot(".cache", "test"), { recursive: true });
  rmSync(report, { force: true });
  const program = inRoot("node_modules", "vitest", "vitest.mjs");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const { ok } = await execute(process.execPath, [program, "run", "--project", project, ...reporters]);
  return atLeastOneFailed(ok, vitestCounts(report));
}

/** @param {string} report @returns {Counts} */
function vitestCounts(report) {
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(readFileSync(report, "utf8"));
    return {
      passed: numPassedTests,
      failed: numFailedTests,
      skipped: numPendingTests + numTodoTests,
      failures: testResults.flatMap(failuresOf),
    };
  } catch {
    return { passed: 0, failed: 0, skipped: 0 }; // it ended before it could write a report, which is a failure
  }
}

/**
 * The failed tests of a file; the file itself where it failed before its tests.
 *
 * @param {{ name: string, status: string, assertionResults: { fullName: string, status: string }[] }} file
 */
function failuresOf({ name, status, assertionResults }) {
  const failed = assertionResults.filter((test) => test.status === "failed").map((test) => test.fullName);
  const place = relative(root, name);
  if (failed.length === 0) return status === "failed" ? [place] : [];
  return failed.map((test) => `${place}: ${test}`);
}

/** Adds up the closing line of each test binary. @param {{ ok: boolean, output: string }} run */
function cargoCounts({ ok, output }) {
  const closing = output.matchAll(/test result: .*? (\d+) passed; (\d+) failed; (\d+) ignored/g);
  const counts = [...closing].map(([, passed, failed, ignored]) => ({
    passed: Number(passed),
    failed: Number(failed),
    skipped: Number(ignored),
  }));
  const failures = [...output.matchAll(/^test (.+) \.\.\. FAILED$/gm)].map(([, name]) => name ?? "");
  return atLeastOneFailed(ok, { ...sum(...counts), failures });
}

/** A program that failed without naming a test has failed nevertheless. @param {boolean} ok @param {Counts} counts */
function atLeastOneFailed(ok, counts) {
  return ok ? counts : { ...counts, failed: Math.max(counts.failed, 1) };
}

/** A check that is one test. @param {string} name @param {boolean} ok @returns {Counts} */
function verdict(name, ok) {
  return ok ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0, failures: [name] };
}

/** @param {...Counts} all @returns {Counts} */
function sum(...all) {
  const total = (/** @type {"passed" | "failed" | "skipped"} */ of) => all.reduce((result, counts) => result + counts[of], 0);
  const failures = all.flatMap((counts) => counts.failures ?? []);
  return { passed: total("passed"), failed: total("failed"), skipped: total("skipped"), failures };
}

/**
 * Runs a program in full view, and keeps what it prints.
 *
 * @param {string} command
 * @param {string[]} args
 * @returns {Promise<{ ok: boolean, output: string }>}
 */
function execute(command, args) {
  const colour = process.stdout.isTTY ? { FORCE_COLOR: "1", CARGO_TERM_COLOR: "always" } : {};
  const child = spawn(command, args, {
    cwd: root,
    env: { ...process.env, ...colour },
    stdio: ["ignore", "pipe", "inherit"],
    timeout: LIMIT_MINUTES * 60_000,
  });
  let output = "";
  child.stdout.on("data", (chunk) => {
    output += chunk;
    process.stdout.write(chunk);
  });
  return new Promise((resolve, reject) =>
    child.on("error", reject).on("close", (status) => resolve({ ok: status === 0, output })),
  );
}
