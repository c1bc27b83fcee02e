// The TypeScript tests: one project a lane of `npm test` (see scripts/test.mjs).

import { defineConfig } from "vitest/config";

const here = import.meta.dirname;

/** Tests that start programs, servers or browsers: one file at a time, with time to spare. */
const heavy = { fileParallelism: false, testTimeout: 120_000, hookTimeout: 300_000 };

function lane(name: string, include: string[], options: object = {}) {
  return { extends: true as const, test: { name, include, ...options } };
}

export default defineConfig({
  resolve: {
    alias: [
      // The package imports itself by name, as users do; here it is its source.
      { find: /^routewright$/, replacement: `${here}/pkg/host/node.ts` },
      { find: /^routewright\/(pulumi|azure|rehearsal)$/, replacement: `${here}/pkg/$1/index.ts` },
    ],
  },
  test: {
    // Makes the engine ready for parts of the package that are tested by themselves.
    setupFiles: ["pkg/host/node.ts"],
    projects: [
      lane("unit", ["tests/*/**/*.test.ts"], { exclude: ["tests/{pulumi,npm,browser}/**"] }),
      lane("pulumi", ["tests/pulumi/**/*.test.ts"], heavy),
      lane("npm", ["tests/npm/**/*.test.ts"], heavy),
      lane("browser", ["tests/browser/**/*.test.ts"], heavy),
    ],
  },
});
