// The declared types against the engine: samples of every answer are compiled as literals of their types.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { beforeAll, expect, test } from "vitest";
import { documents, type Sample, samples } from "./answers.js";
import { checked } from "./checked.js";

const root = join(import.meta.dirname, "..", "..");
const contract = join(root, "src", "wasm", "types.d.ts");
const designs = documents();
const all = [...designs, "{"].flatMap(samples);

/** What TypeScript says, one complaint a line. */
let complaints: string[];

beforeAll(() => {
  const types = [...new Set(all.map(({ type }) => type))].join(", ");
  complaints = checked("samples", [
    `import type { ${types} } from "../../../src/wasm/types.js";`,
    'import type { Design } from "../../../pkg/design.js";',
    ...designs.map((design, index) => `export const design${index} = ${design} satisfies Design;`),
    ...all.map(({ type, answer }, index) => `export const ${type}${index} = ${JSON.stringify(answer)} satisfies ${type};`),
  ]);
}, 120_000);

test("every answer is plain JSON: nothing undefined, no map, no class", () => {
  for (const { answer } of all) expect(answer).toStrictEqual(JSON.parse(JSON.stringify(answer)));
});

test("every document is a design, and every answer of its declared type, with no member that is not declared", () => {
  expect(complaints).toEqual([]);
});

test("every declared member is seen in a sample", () => {
  const seen = new Set(all.flatMap(({ answer }: Sample) => keys(answer)));
  expect([...declaredMembers()].filter((member) => !seen.has(member))).toEqual([]);
});

/** The members of the contract's interfaces, but for what is asked and not answered. */
function declaredMembers(): Set<string> {
  const source = ts.createSourceFile(contract, readFileSync(contract, "utf8"), ts.ScriptTarget.ES2022, true);
  const interfaces = source.statements.filter(ts.isInterfaceDeclaration).filter(({ name }) => !["TraceQuery", "NamedEnd"].includes(name.text));
  return new Set(interfaces.flatMap(({ members }) => members.map((member) => member.name?.getText(source) ?? "")));
}

function keys(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => [...(Array.isArray(value) ? [] : [key]), ...keys(child)]);
}
