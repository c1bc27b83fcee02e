// npm run bench [-- --json FILE]: what the engine costs, as figures that anyone can take again.
//
// Speed is a ratio, taken in one process and in turns: the whole way of a design (bytes to decoded, checked, the routes of
// every subnet, the verdict of every intent) in the shipped WebAssembly, against JSON.parse of the same bytes.

import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { brotliCompressSync, constants } from "node:zlib";
import { estate, SHAPES } from "../benches/estate.mjs";
import { inRoot } from "./lib/root.mjs";
import { setup } from "./setup.mjs";

/** @typedef {{ name: string, value: number, bound?: number, higherIsBetter?: boolean }} Figure */

const ROUNDS = { S: 400, M: 100, L: 15 };
const RATIO_AT_MOST = { S: undefined, M: undefined, L: 1.5 };
const KILOBYTES_AT_MOST = 200;

const { values } = parseArgs({ options: { json: { type: "string" } } });
await setup(["build"]);
const { compile, initSync } = await import("../pkg/wasm/routewright.js");
const module = readFileSync(inRoot("pkg", "wasm", "routewright_bg.wasm"));
initSync({ module });

/** @type {Figure[]} */
const figures = [];
for (const size of /** @type {const} */ (["S", "M", "L"])) measure(size);
const kilobytes = brotliCompressSync(module, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: module.length } }).length / 1000;
report({ name: "wasm, kB after brotli", value: kilobytes, bound: KILOBYTES_AT_MOST });
if (values.json) writeFileSync(values.json, `${JSON.stringify({ figures }, null, 2)}\n`);

/** @param {keyof typeof SHAPES} size */
function measure(size) {
  const bytes = estate(size);
  const decoder = new TextDecoder();
  /** Per round: the time of JSON.parse, and of the whole way. @type {[number, number][]} */
  const rounds = [];
  // Once to warm up; then in turns, so that whatever else the machine does falls on both.
  for (let round = 0; round <= ROUNDS[size]; round++) {
    // The parsed value is dropped at once: what is still alive would make the collector's work part of the next figure.
    const parsed = timed(() => void JSON.parse(decoder.decode(bytes)));
    const compiled = timed(() => compile(bytes));
    if (round === 0) describe(size, bytes.length, compiled.result.summary());
    else rounds.push([parsed.time, compiled.time]);
    compiled.result.free();
  }
  report({ name: `${size}: JSON.parse, ms`, value: median(rounds.map(([parse]) => parse)) });
  report({ name: `${size}: whole way in wasm, ms`, value: median(rounds.map(([, whole]) => whole)) });
  // The median of the ratios of neighbours, not the ratio of medians: a slow moment slows both.
  report({ name: `${size}: whole way / JSON.parse`, value: median(rounds.map(([parse, whole]) => whole / parse)), bound: RATIO_AT_MOST[size] });
}

/** @template T @param {() => T} run */
function timed(run) {
  const start = performance.now();
  const result = run();
  return { result, time: performance.now() - start };
}

/** @param {number[]} numbers */
function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? NaN;
}

/** @param {keyof typeof SHAPES} size @param {number} bytes @param {import("../src/wasm/types.js").Summary} summary */
function describe(size, bytes, summary) {
  const { tables, routes, spokes, hubs } = SHAPES[size];
  const { subnets, errors, holds, violated, undecided } = summary;
  console.log(
    `\n${size}: ${bytes.toLocaleString("en")} bytes, ${hubs + spokes} networks, ${subnets.length} subnets, ${tables} tables of about ${routes} routes,` +
      ` ${errors} errors; verdicts: ${holds} hold, ${violated} violated, ${undecided} undecided`,
  );
}

/** @param {Figure} figure */
function report(figure) {
  figures.push(figure.bound === undefined ? { name: figure.name, value: figure.value } : figure);
  const bound = figure.bound === undefined ? "" : figure.value <= figure.bound ? `  (at most ${figure.bound}: met)` : `  (at most ${figure.bound}: MISSED)`;
  console.log(`  ${figure.name.padEnd(28)} ${figure.value.toFixed(2).padStart(10)}${bound}`);
}
