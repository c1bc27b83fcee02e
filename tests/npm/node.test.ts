// The packed package in Node: ECMAScript modules, CommonJS, the command line, and TypeScript's view of it.

import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { install, lend, pack, repository, run } from "./project.js";

const RESOURCES = ["routeTables/rt", "virtualNetworks/vnet", "virtualNetworks/vnet/subnets/app", "virtualNetworks/vnet/subnets/data"];

let tarball: string;

beforeAll(async () => {
  tarball = await pack();
});

test("a program in ECMAScript modules", async () => {
  const folder = await install(tarball, "esm");
  const answers = JSON.parse(await run(folder, process.execPath, "main.mjs")) as { resources: string[] };
  expect({ ...answers, resources: answers.resources.sort() }).toEqual({
    ok: true,
    subnets: ["vnet/app", "vnet/data"],
    verdicts: ["holds"],
    default: "None",
    disposition: "DroppedByNoneRoute",
    resources: RESOURCES,
    template: 4,
    unknownSubnet: true,
    broken: true,
    fromText: true,
    fromObject: true,
    inline: true,
    version: true,
  });
});

test("a program in CommonJS", async () => {
  const folder = await install(tarball, "commonjs");
  const answers = JSON.parse(await run(folder, process.execPath, "main.cjs")) as { resources: string[] };
  expect({ ...answers, resources: answers.resources.sort() }).toEqual({
    ok: true,
    verdicts: ["holds"],
    resources: RESOURCES,
    inline: true,
    module: true,
    schema: "object",
  });
});

test("the command line", async () => {
  const folder = await install(tarball, "esm");
  const command = join(folder, "node_modules", ".bin", "routewright");
  expect(await run(folder, command, "--version")).toMatch(/^\d+\.\d+\.\d+\n$/);
  expect(await run(folder, command, "check", "design.json")).toContain("no problems");
});

describe("TypeScript in strict mode", () => {
  const compilerOptions = (kind: string) => [join(repository, "node_modules", "typescript", "bin", "tsc"), "--project", `tsconfig.${kind}.json`];

  test.each(["node16", "bundler"])("moduleResolution %s, with nothing but the package", async (kind) => {
    const folder = await install(tarball, "types");
    expect(await run(folder, process.execPath, ...compilerOptions(kind))).toBe("");
  });

  test("the hosts, beside their SDKs", async () => {
    const folder = await install(tarball, "types");
    lend(folder, "@types", "@pulumi", "@azure");
    expect(await run(folder, process.execPath, ...compilerOptions("hosts"))).toBe("");
  });
});
