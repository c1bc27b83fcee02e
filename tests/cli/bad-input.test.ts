// Whatever a document holds: a located finding and status 1, in bounded time, and never a stack trace.

import { describe, expect, test, vi } from "vitest";
import { built, LIMIT } from "./built.js";

vi.setConfig({ testTimeout: LIMIT });

const MIB = 2 ** 20;

/** What `check --format json` says about a document. */
async function findings(document: string | Uint8Array): Promise<{ code: string; path: string; line: number; column: number }[]> {
  const { status, out, err } = await built(["check", "-", "--format", "json"], { stdin: document });
  expect({ status, err }).toEqual({ status: 1, err: "" });
  return (JSON.parse(out) as { diagnostics: { code: string; path: string; line: number; column: number }[] }).diagnostics;
}

const DOCUMENTS: [string, () => string | Uint8Array][] = [
  ["nothing", () => ""],
  ["not JSON", () => "hello"],
  ["cut off", () => '{ "name": "x", "virtualNetworks": ['],
  ["a comment that never ends", () => '{ "name": "x" } /* '],
  ["not an object", () => "[]"],
  ["wrong types", () => '{ "name": 1, "virtualNetworks": {}, "routeTables": [null, 5, "x"], "intents": [[]] }'],
  ["an unknown key", () => '{ "name": "x", "virtualNetwork": [] }'],
  ["not UTF-8", () => Uint8Array.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
  ["UTF-16", () => Buffer.from('\ufeff{ "name": "x" }', "utf16le")],
  ["a lone surrogate", () => '{ "name": "\\ud800" }'],
  ["100,000 nested arrays", () => "[".repeat(100_000) + "]".repeat(100_000)],
  ["100,000 nested arrays in a member", () => `{ "virtualNetworks": ${"[".repeat(100_000)}${"]".repeat(100_000)} }`],
  ["100,000 nested objects", () => `${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`],
  ["a name of 50 MB", () => `{ "virtualNetworks": [{ "name": "${"x".repeat(50 * MIB)}", "addressSpace": ["10.0.0.0/16"] }] }`],
  ["50 MB that is not JSON", () => "x".repeat(50 * MIB)],
  ["more than is read", () => `{ "name": "${"x".repeat(70 * MIB)}" }`],
  ["100,000 findings", () => JSON.stringify({ name: "x", virtualNetworks: Array.from({ length: 100_000 }, () => ({})) })],
  ["a number beyond all bounds", () => '{ "name": "x", "intents": 1e999 }'],
];

describe.each(DOCUMENTS)("%s", (_, make) => {
  test("is located findings", async () => {
    const found = await findings(make());
    expect(found.length).toBeGreaterThan(0);
    for (const { code, line, column } of found) {
      expect(code).toMatch(/^[a-z][a-z0-9-]+$/);
      expect(Math.min(line, column)).toBeGreaterThanOrEqual(1);
    }
  });

  test("is text that a terminal can show", async () => {
    const { status, out, err } = await built(["check", "-"], { stdin: make() });
    expect({ status, err }).toEqual({ status: 1, err: "" });
    expect(out).toMatch(/^error\[[a-z-]+\]: /);
    expect(out).not.toMatch(/^ {4}at /m);
    expect(out).not.toMatch(/[^\P{C}\n]/u);
    expect(Math.max(...out.split("\n").map((line) => line.length))).toBeLessThan(1200);
  });
});

test.each([["routes", "-"], ["routes", "-", "a/b"], ["trace", "-", "--from", "a/b", "--to", "Internet"], ["verify", "-"], ["emit", "-"], ["deploy", "-", "--rehearse"]])(
  "%s of a document that is not JSON shows the error and nothing else",
  async (...args) => {
    const { status, out, err } = await built(args, { stdin: "{" });
    expect({ status, out: args[0] === "verify" ? "" : out }).toEqual({ status: 1, out: "" });
    expect(err).toMatch(/^error\[[a-z-]+\]: /);
    expect(err).not.toMatch(/^ {4}at /m);
  },
);

describe("names with markup", () => {
  const NAME = "</script>\u001b[2J\u202e<b>&amp;`$(id)`";
  const DESIGN = JSON.stringify({
    name: NAME,
    location: "eastus",
    resourceGroup: "rg",
    virtualNetworks: [{ name: NAME, addressSpace: ["10.0.0.0/16"], subnets: [{ name: NAME, addressPrefix: "10.0.0.0/24" }] }],
    intents: [{ name: NAME, from: `${NAME}/${NAME}`, to: "Internet", delivered: false }],
  });

  test.each([["check", "-"], ["routes", "-"], ["verify", "-"], ["emit", "-"]])("%s", async (...args) => {
    const { status, out, err } = await built(args, { stdin: DESIGN });
    expect(status).toBe(1);
    expect(out + err).not.toMatch(/[^\P{C}\n]/u);
    expect(out + err).toContain("\\u{1b}[2J");
  });
});
