// The npm package: dist/, with scripts for both module systems and their declarations.
// It has the folders of pkg/, so that a relative path means the same in both.

import { copyFileSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { inRoot } from "./root.mjs";
import { perform } from "./step.mjs";

/** @type {import("./bundle.mjs").Entries} */
const ENTRIES = {
  web: ["host/web", "host/bundler", "host/inline"],
  node: ["host/node", "pulumi/index", "azure/index", "rehearsal/index"],
  required: ["host/node", "host/inline", "pulumi/index", "azure/index", "rehearsal/index"],
  programs: ["cli/main"],
};

/** What is published as it is: from the repository into dist/. */
const COPIES = {
  "pkg/wasm/routewright_bg.wasm": "wasm/routewright_bg.wasm",
  "pkg/design.schema.json": "design.schema.json",
  "pkg/rules.json": "rules.json",
};

export async function buildPackage() {
  await perform({
    name: "design",
    what: "writes pkg/design.ts, the type of a design, from its JSON Schema",
    inputs: ["pkg/design.schema.json", "scripts/lib/design-types.mjs"],
    outputs: ["pkg/design.ts"],
    run: async () => (await import("./design-types.mjs")).writeDesignTypes(),
  });
  await perform({
    name: "package",
    what: "bundles dist/, the npm package",
    inputs: ["pkg", "facts", "src/wasm/types.d.ts", "package.json", "scripts/lib"],
    outputs: [
      ...[...ENTRIES.web, ...ENTRIES.node, ...ENTRIES.programs].map((entry) => `dist/${entry}.js`),
      ...ENTRIES.required.map((entry) => `dist/${entry}.cjs`),
    ],
    run: assemble,
  });
}

async function assemble() {
  const [{ bundle }, { writeDeclarations }, { writeNotices }] = await Promise.all([
    import("./bundle.mjs"),
    import("./declarations.mjs"),
    import("./notices.mjs"),
  ]);
  // Beside dist/, which stays whole until all of the new one is there.
  const folder = ".cache/package";
  rmSync(inRoot(folder), { recursive: true, force: true });
  for (const [from, to] of Object.entries(COPIES)) {
    mkdirSync(dirname(inRoot(folder, to)), { recursive: true });
    copyFileSync(inRoot(from), inRoot(folder, to));
  }
  const sources = await bundle(folder, ENTRIES);
  writeNotices(inRoot(folder, "THIRD-PARTY-LICENCES.txt"), sources);
  writeDeclarations(folder, [...ENTRIES.web, ...ENTRIES.node]);
  rmSync(inRoot("dist"), { recursive: true, force: true });
  renameSync(inRoot(folder), inRoot("dist"));
}
