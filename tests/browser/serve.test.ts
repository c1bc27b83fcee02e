// `npm run designer`: what a person types, and what then answers.
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { afterEach, expect, it } from "vitest";
import { root } from "../../scripts/lib/root.mjs";

/** It may have to build the engine first. */
const PATIENCE = 900_000;

let child: ChildProcess | undefined;
afterEach(() => void child?.kill("SIGKILL"));

it(
  "npm run designer serves the page and its engine, says where, and ends with its signal",
  async () => {
    const server = spawn(process.execPath, ["scripts/designer.mjs", "--port", "0"], {
      cwd: root,
      stdio: ["ignore", "ignore", "pipe"],
    });
    child = server;
    let url: string | undefined;
    for await (const line of createInterface(server.stderr)) {
      url = /http:\/\/127\.0\.0\.1:\d+\//.exec(line)?.[0];
      if (url !== undefined) break;
    }
    const page = await fetch(url ?? "");
    expect(await page.text()).toContain("<title>Routewright designer</title>");
    server.kill("SIGTERM");
    await once(server, "exit");
    await expect(fetch(url ?? "")).rejects.toThrow();
  },
  PATIENCE,
);

it("npm run designer refuses what is not a port", async () => {
  child = spawn(process.execPath, ["scripts/designer.mjs", "--port", "many"], { cwd: root, stdio: "ignore" });
  const [status] = (await once(child, "exit")) as [number];
  expect(status).toBe(2);
});
