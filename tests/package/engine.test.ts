// Loading: too early, twice, and after a failure.

import { readFileSync } from "node:fs";
import { beforeEach, expect, test, vi } from "vitest";

const bytes = readFileSync(new URL("../../pkg/wasm/routewright_bg.wasm", import.meta.url));

/** The browser's entry as a page meets it, with nothing loaded. */
let web: typeof import("../../pkg/host/web.js");

beforeEach(async () => {
  vi.resetModules();
  web = await import("../../pkg/host/web.js");
});

test("asked before it is loaded, the engine says what to do", () => {
  expect(() => web.compile({})).toThrow(web.UsageError);
  expect(() => web.compile({})).toThrow("await init()");
});

test("it is loaded once, however often that is asked for", async () => {
  const instantiate = vi.spyOn(WebAssembly, "instantiate");
  await Promise.all([web.init(bytes), web.init(bytes)]);
  await web.init(bytes);
  expect(instantiate.mock.calls.filter(([module]) => module === bytes)).toHaveLength(1);
  expect(web.compile("{").ok).toBe(false);
});

test("after a failure it can be loaded again", async () => {
  await expect(web.init(Uint8Array.of(1, 2, 3))).rejects.toThrow(WebAssembly.CompileError);
  expect(() => web.compile({})).toThrow("await init()");
  await web.init(await WebAssembly.compile(bytes));
  expect(web.compile("{").ok).toBe(false);
});
