// docs/design.md: its example is a design without findings whose intents hold, and it shows every object of the language.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { compile } from "routewright";
import { expect, test } from "vitest";
import { toJson } from "../../pkg/cli/jsonc.js";

const root = join(import.meta.dirname, "..", "..");
const page = readFileSync(join(root, "docs", "design.md"), "utf8");
const example = new TextDecoder().decode(toJson(new TextEncoder().encode(/```jsonc\n(.*?)```/s.exec(page)?.[1] ?? "")));

test("nothing is wrong with the example", () => {
  const compiled = compile(example);
  expect(compiled.diagnostics).toEqual([]);
  expect(compiled.verdicts.map(({ intent, result }) => `${intent}: ${result}`)).toEqual([
    "egress-inspected: holds",
    "storage-private: holds",
    "storage-private: holds",
    "partner-over-nva: holds",
    "partner-over-nva: holds",
    "closed: holds",
  ]);
});

test("it shows every object of the language", () => {
  const schema = JSON.parse(readFileSync(join(root, "pkg", "design.schema.json"), "utf8")) as { properties: Record<string, unknown> };
  const shown = new Set(Object.keys(JSON.parse(example) as object));
  expect(Object.keys(schema.properties).filter((key) => !shown.has(key))).toEqual(["$schema", "apiVersion"]);
});
