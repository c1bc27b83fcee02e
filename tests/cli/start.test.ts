// `npm start`: the whole story, and how it ends for a design with findings. The package is built already.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test, vi } from "vitest";
import { LIMIT, ROOT } from "./built.js";

vi.setConfig({ testTimeout: LIMIT });

async function start(...args: string[]): Promise<{ status: number; out: string }> {
  const { FORCE_COLOR: _, ...env } = process.env;
  const child = spawn(process.execPath, ["scripts/start.mjs", ...args], { cwd: ROOT, env: { ...env, INIT_CWD: ROOT }, timeout: LIMIT });
  let out = "";
  child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()));
  const [status] = (await once(child, "close")) as [number];
  return { status, out };
}

test("secure-training is deployed, and its ids are printed", async () => {
  const { status, out } = await start();
  expect(status).toBe(0);
  expect(out.match(/^\d\. .*/gm)).toHaveLength(6);
  expect(out).toContain("vnet-training/gpu (route table rt-inspected)");
  expect(out).toMatch(/22 created; deployed once more: 22 unchanged, 0 written/);
  const ids = [...out.matchAll(/^ {2}\/subscriptions\/\S+\/providers\/Microsoft\.Network\/(\S+)$/gm)].map(([, id]) => id);
  expect(ids).toEqual(expect.arrayContaining(["virtualNetworks/vnet-hub", "virtualNetworks/vnet-training/subnets/gpu", "routeTables/rt-gateway"]));
});

test("broken-training shows its findings and writes nothing", async () => {
  const { status, out } = await start("examples/broken-training/design.json");
  expect(status).toBe(1);
  expect(out.match(/^error\[/gm)).toHaveLength(6);
  expect(out).toMatch(/\nNothing was written: the design has findings\.\n$/);
});

test("a file that is not there", async () => {
  expect((await start("nowhere.json")).status).toBe(2);
});
