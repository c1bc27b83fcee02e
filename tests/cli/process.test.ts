// The built command as a process: streams, colour, and a reader that goes away.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, onTestFinished, test, vi } from "vitest";
import { built, LIMIT, PROGRAM } from "./built.js";

vi.setConfig({ testTimeout: LIMIT });

const SECURE = "examples/secure-training/design.json";

test("the version is the package's", async () => {
  const { version } = (await import("../../package.json", { with: { type: "json" } })).default;
  expect(await built(["--version"])).toEqual({ status: 0, out: `${version}\n`, err: "" });
});

test("colour only where it is asked for or looked at", async () => {
  expect((await built(["routes", SECURE])).out).not.toContain("\u001b");
  expect((await built(["routes", SECURE], { env: { FORCE_COLOR: "1" } })).out).toContain("\u001b[1mSource");
  expect((await built(["routes", SECURE], { env: { FORCE_COLOR: "1", NO_COLOR: "1" } })).out).not.toContain("\u001b");
});

test("a reader that has seen enough is no failure", async () => {
  const child = spawn(process.execPath, [PROGRAM, "routes", SECURE]);
  let err = "";
  child.stderr.on("data", (chunk: Buffer) => (err += chunk.toString()));
  child.stdout.destroy();
  const [status] = (await once(child, "close")) as [number];
  expect({ status, err }).toEqual({ status: 0, err: "" });
});

test("misuse is one line", async () => {
  const { status, out, err } = await built(["routes", SECURE, "vnet-training/gpus"]);
  expect({ status, out }).toEqual({ status: 2, out: "" });
  expect(err).toMatch(/^error: .*vnet-training\/gpus.*\n$/);
});

test("rehearse serves until it is interrupted", async () => {
  const child = spawn(process.execPath, [PROGRAM, "rehearse", "--format", "json"]);
  onTestFinished(() => void child.kill("SIGKILL"));
  let out = "";
  child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()));
  await once(child.stdout, "data");
  const { endpoint } = JSON.parse(out) as { endpoint: string };
  const response = await fetch(`${endpoint}/subscriptions/00000000-0000-0000-0000-000000000000/resourcegroups?api-version=2024-11-01`, { headers: { authorization: "Bearer x" } });
  expect(await response.json()).toEqual({ value: [] });
  child.kill("SIGINT");
  expect(await once(child, "close")).toEqual([0, null]);
});
