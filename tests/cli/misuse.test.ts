// Misuse: one line on the error stream, status 2, and nothing on standard output.

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { wantsColor } from "../../pkg/cli/context.js";
import { engineOf } from "./answers.js";
import { routewright } from "./world.js";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "routewright-"));
  await writeFile(join(folder, "design.json"), '\u{feff}{ "name": "x", } // comment');
});
afterAll(() => rm(folder, { recursive: true }));

test.each([
  [[], /^Usage: routewright/],
  [["chekc", "x"], /^error: unknown command 'chekc'\n\(Did you mean check\?\)\n$/],
  [["check"], /^error: missing required argument 'file'\n$/],
  [["check", "x", "--fromat", "json"], /^error: unknown option '--fromat'\n\(Did you mean --format\?\)\n$/],
  [["check", "-", "--format", "yaml"], /^error: option '--format <format>' argument 'yaml' is invalid\. Allowed choices are text, json\.\n$/],
  [["check", "-", "-"], /^error: standard input can be read only once\n$/],
  [["check", "/nowhere/x\u001b[2J.json"], /^error: cannot read `\/nowhere\/x\\u\{1b\}\[2J\.json`: no such file or directory\n$/],
  [["check", "/"], /^error: cannot read `\/`: it is a directory\n$/],
  [["routes", "a", "b", "c"], /^error: too many arguments for 'routes'\. Expected 2 arguments but got 3\.\n$/],
])("%j", async (args, err) => {
  const run = await routewright(args);
  expect(run).toMatchObject({ status: 2, out: "" });
  expect(run.err).toMatch(err);
});

test.each([["--help"], ["check", "--help"], ["--version"]])("%s is no misuse", async (...args) => {
  expect(await routewright(args)).toMatchObject({ status: 0, err: "" });
});

test("a bug is not hidden behind a status", async () => {
  const compile = (): never => {
    throw new TypeError("a bug");
  };
  await expect(routewright(["check", "-"], { compile })).rejects.toThrow("a bug");
});

describe("a document", () => {
  test("reaches the engine as plain JSON", async () => {
    const seen: string[] = [];
    const compile = (json: Uint8Array): ReturnType<typeof engine> => (seen.push(Buffer.from(json).toString()), engine(json));
    const engine = engineOf({});
    const run = await routewright(["check", join(folder, "design.json"), "-"], { compile, stdin: "[1,]" });
    expect(run.status).toBe(0);
    expect(seen).toEqual(['{ "name": "x"  }           ', "[1 ]"]);
  });

  test("without end is read only as far as the engine takes it", { timeout: 60_000 }, async () => {
    let length = 0;
    const compile = (json: Uint8Array): ReturnType<typeof engine> => ((length = json.length), engine(json));
    const engine = engineOf({});
    expect((await routewright(["check", "/dev/zero"], { compile })).status).toBe(0);
    expect(length).toBeLessThan(65 * 2 ** 20);
  });
});

test.each([
  [true, {}, true],
  [false, {}, false],
  [true, { NO_COLOR: "1" }, false],
  [true, { NO_COLOR: "" }, true],
  [true, { NO_COLOR: "1", FORCE_COLOR: "1" }, false],
  [false, { FORCE_COLOR: "1" }, true],
  [true, { FORCE_COLOR: "0" }, false],
  [true, { TERM: "dumb" }, false],
])("colour on a terminal %s with %j: %s", (isTerminal, env, colour) => {
  expect(wantsColor(isTerminal, env)).toBe(colour);
});
