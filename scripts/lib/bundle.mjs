// Bundles the package's scripts with esbuild.

import { readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { build } from "esbuild";
import { inRoot } from "./root.mjs";
import { SetupError } from "./run.mjs";

/** The hosts' SDKs are the user's own; nothing else is left to be installed. */
const peers = Object.keys(JSON.parse(readFileSync(inRoot("package.json"), "utf8")).peerDependencies);

/**
 * A part of the package gets another part by the name that users import, so each program holds the engine once.
 *
 * @type {import("esbuild").Plugin}
 */
const byName = {
  name: "by-name",
  setup(build) {
    build.onResolve({ filter: /^\.\.?\/.*index\.js$/ }, ({ path, resolveDir }) => {
      const [part = "", ...below] = relative(inRoot("pkg"), join(resolveDir, dirname(path))).split("/");
      const [importer] = relative(inRoot("pkg"), resolveDir).split("/");
      if (below.length > 0 || part === importer || importer === "host") return undefined;
      return { path: part ? `routewright/${part}` : "routewright", external: true };
    });
  },
};

/** @type {import("esbuild").BuildOptions} */
const common = {
  absWorkingDir: inRoot(),
  outbase: "pkg",
  bundle: true,
  target: ["node20", "es2022"],
  mainFields: ["module", "main"],
  loader: { ".wasm": "binary" },
  external: ["routewright", "routewright/*", ...peers.flatMap((peer) => [peer, `${peer}/*`])],
  plugins: [byName],
  legalComments: "none", // see notices.mjs
  metafile: true,
  logLevel: "silent",
};

/**
 * @typedef {object} Entries  files below pkg/, without extension
 * @property {string[]} web  for `import` in browsers, and anywhere
 * @property {string[]} node  for `import` in Node
 * @property {string[]} required  for `require` in Node
 * @property {string[]} programs  run by Node
 */

/**
 * Writes the bundles and gives the files that went into them.
 *
 * @param {string} outdir
 * @param {Entries} entries
 * @returns {Promise<string[]>}
 */
export async function bundle(outdir, { web, node, required, programs }) {
  const sources = (/** @type {string[]} */ entries) => entries.map((entry) => `pkg/${entry}.ts`);
  const modules = /** @type {const} */ ({ ...common, outdir, format: "esm", splitting: true });
  const inputs = await Promise.all([
    attempt({ ...modules, entryPoints: sources(web), platform: "browser", chunkNames: "host/shared-[hash]" }),
    attempt({ ...modules, entryPoints: sources(node), platform: "node", chunkNames: "shared/[hash]" }),
    attempt({
      ...modules,
      entryPoints: sources(programs),
      platform: "node",
      chunkNames: "cli/[name]-[hash]",
      // Bundled packages that were written for `require` still ask for Node's own modules by it.
      banner: { js: 'import { createRequire } from "node:module";\nconst require = createRequire(import.meta.url);' },
    }),
    attempt({
      ...common,
      outdir,
      entryPoints: sources(required),
      format: "cjs",
      platform: "node",
      outExtension: { ".js": ".cjs" },
      define: { "import.meta.url": "moduleUrl" },
      banner: { js: 'const moduleUrl = require("node:url").pathToFileURL(__filename).href;' },
    }),
  ]);
  return inputs.flat();
}

/** @param {import("esbuild").BuildOptions} options */
async function attempt(options) {
  try {
    const { metafile } = await build(options);
    return Object.keys(metafile?.inputs ?? {});
  } catch (error) {
    throw new SetupError(`esbuild: ${/** @type {Error} */ (error).message}`);
  }
}
