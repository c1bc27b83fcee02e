// The packed package in pages of Vite, in a real Chromium, by each of its browser entries.

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium } from "playwright-core";
import { build, createServer, type PreviewServer, preview, type ViteDevServer } from "vite";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { install, pack } from "./project.js";

const PAGES = ["web", "bare", "bundler", "inline"];

/** Chromium asks nothing of the outside by itself. */
const QUIET = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];

let folder: string;
let browser: Browser;
/** The built page as it would be published, and the page while it is written. */
const servers: Record<string, PreviewServer | ViteDevServer> = {};

beforeAll(async () => {
  folder = await install(await pack(), "vite");
  const config = { root: folder, configFile: false, logLevel: "error" } as const;
  const input = PAGES.map((page) => join(folder, `${page}.html`));
  await build({ ...config, build: { target: "es2022", rolldownOptions: { input } } });
  servers.built = await preview({ ...config, preview: { host: "127.0.0.1", port: 0 } });
  servers.developed = await (await createServer({ ...config, server: { host: "127.0.0.1", port: 0 } })).listen();
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: QUIET });
});

afterAll(async () => {
  await browser?.close();
  await Promise.all(Object.values(servers).map((server) => server.close()));
});

describe.each(["built", "developed"])("%s", (kind) => {
  test.each(PAGES)("the page %s", async (name) => {
    const origin = servers[kind]!.resolvedUrls!.local[0]!;
    const page = await browser.newPage();
    const faults: string[] = [];
    page.on("pageerror", (error) => faults.push(String(error)));
    page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
    page.on("request", (request) => /^(data|blob):/.test(request.url()) || request.url().startsWith(origin) || faults.push(request.url()));
    await page.goto(`${origin}${name}.html`);
    const output = page.locator("output:not(:empty)");
    await vi.waitFor(async () => expect((await output.count()) + faults.length).toBeGreaterThan(0), { timeout: 30_000 });
    expect(faults).toEqual([]);
    expect(JSON.parse(await output.innerText())).toEqual({
      ok: true,
      verdicts: ["holds"],
      disposition: "DroppedByNoneRoute",
      resources: expect.arrayContaining(["routeTables/rt", "virtualNetworks/vnet/subnets/app"]) as string[],
    });
    if (name === "web") expect(await page.title()).toContain("await init()");
    await page.close();
  });
});

test("the module is one file beside the scripts", () => {
  expect(readdirSync(join(folder, "dist", "assets")).filter((file) => file.endsWith(".wasm"))).toHaveLength(1);
});
