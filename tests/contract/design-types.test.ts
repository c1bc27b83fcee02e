// The type of a design is generated from the schema, which is generated from the Rust types: it may not lag behind.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { designTypes } from "../../scripts/lib/design-types.mjs";

test("pkg/design.ts is what the schema says; if not, `npm run build` writes it", async () => {
  const committed = readFileSync(join(import.meta.dirname, "..", "..", "pkg", "design.ts"), "utf8");
  expect(committed).toBe(await designTypes());
});
