// The designer: built from www/ when something of it changed, and served on loopback.

import { existsSync, readdirSync } from "node:fs";
import { inRoot } from "./root.mjs";
import { run } from "./run.mjs";
import { perform } from "./step.mjs";

const CONFIG = { configFile: inRoot("www", "vite.config.ts"), logLevel: /** @type {const} */ ("warn") };

/** Builds www/dist where it is due. The engine and the schema have to be there. */
export async function buildDesigner() {
  const examples = readdirSync(inRoot("examples")).map((name) => `examples/${name}/design.json`);
  await perform({
    name: "designer",
    what: "builds www/dist, the page",
    inputs: [
      ...["src", "public", "index.html", "vite.config.ts"].map((name) => `www/${name}`),
      ...["pkg/wasm", "pkg/host", "pkg/design.schema.json", "src/wasm/types.d.ts", "package-lock.json"],
      ...readdirSync(inRoot("pkg"))
        .filter((name) => name.endsWith(".ts"))
        .map((name) => `pkg/${name}`),
      ...examples.filter((path) => existsSync(inRoot(path))),
    ],
    outputs: ["www/dist/index.html"],
    // By itself, so that neither a test's environment nor anything else of this process gets into the page.
    run: async () => {
      const vite = inRoot("node_modules", "vite", "bin", "vite.js");
      await run(process.execPath, [vite, "build", "--config", CONFIG.configFile], { env: { NODE_ENV: "production" } });
    },
  });
}

/**
 * Serves the built page, or with `develop` its source with every change shown at once.
 *
 * @param {{ port?: number, develop?: boolean }} options
 * @returns {Promise<{ url: string, close: () => Promise<void> }>}
 */
export async function serveDesigner({ port = 0, develop = false } = {}) {
  const { createServer, preview } = await import("vite");
  const where = { host: "127.0.0.1", port, strictPort: false };
  const server = develop
    ? await (await createServer({ ...CONFIG, server: where })).listen()
    : await preview({ ...CONFIG, preview: where });
  const url = server.resolvedUrls?.local[0];
  if (url === undefined) throw new Error("the server has no address");
  return { url, close: () => server.close() };
}
