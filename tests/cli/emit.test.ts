// `routewright emit`: JSON on standard output or in a file, and nothing for a design with errors.

import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Diagnostic, Emission } from "../../pkg/cli/engine.js";
import { engineOf } from "./answers.js";
import { routewright } from "./world.js";

const EMISSION: Emission = {
  resources: [{
    key: "routeTables/rt", type: "Microsoft.Network/routeTables", apiVersion: "2025-07-01", name: ["rt"],
    scope: { resourceGroup: "rg" }, body: { location: "eastus", properties: {} }, dependsOn: [], locks: ["routeTables/rt"], path: "/routeTables/0",
  }],
  existing: [],
  notEmitted: [{ path: "/appliances/0", name: "nva", because: "an appliance is a virtual machine" }],
};
const ERROR: Diagnostic = { code: "x", severity: "error", message: "m", path: "", related: [] };

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "routewright-"));
});
afterEach(() => rm(folder, { recursive: true }));

test("a template, and what it leaves out", async () => {
  const { status, out, err } = await routewright(["emit", "-"], { compile: engineOf({ emission: EMISSION }) });
  expect({ status, out }).toEqual({ status: 0, out: "{}\n" });
  expect(err).toBe("1 object of the design not in the template:\n  nva: an appliance is a virtual machine\n");
});

test.each(["resources", "json"])("resource definitions: --format %s", async (format) => {
  const { out, err } = await routewright(["emit", "-", "--format", format], { compile: engineOf({ emission: EMISSION }) });
  expect(JSON.parse(out)).toEqual({ diagnostics: [], ...EMISSION });
  expect(err).toBe("");
});

test("to a file", async () => {
  const file = join(folder, "resources.json");
  const { out } = await routewright(["emit", "-", "--format", "resources", "--out", file], { compile: engineOf({ emission: EMISSION }) });
  expect(out).toBe("");
  expect(JSON.parse(await readFile(file, "utf8"))).toEqual({ diagnostics: [], ...EMISSION });
});

test.each(["arm", "resources"])("errors write nothing: --format %s", async (format) => {
  const file = join(folder, "out.json");
  const { status } = await routewright(["emit", "-", "--format", format, "--out", file], { compile: engineOf({ diagnostics: [ERROR] }), stdin: "{}" });
  expect(status).toBe(1);
  expect(await readdir(folder)).toEqual([]);
});

test("errors are told where the answer would be", async () => {
  const compile = engineOf({ diagnostics: [ERROR] });
  const people = await routewright(["emit", "-"], { compile, stdin: "{}" });
  const machines = await routewright(["emit", "-", "--format", "json"], { compile, stdin: "{}" });
  expect(people).toMatchObject({ out: "", err: expect.stringContaining("error[x]: m") as string });
  expect(JSON.parse(machines.out)).toEqual({ diagnostics: [ERROR] });
});

test("a file that cannot be written is misuse", async () => {
  const run = await routewright(["emit", "-", "--out", join(folder, "no", "where")], { compile: engineOf({ emission: EMISSION }) });
  expect(run.status).toBe(2);
  expect(run.err).toMatch(/^error: cannot write `.*`: no such file or directory\n$/);
});
