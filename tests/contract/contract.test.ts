// The declared types against the engine: samples of every answer are compiled as literals of their types.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import ts from "typescript";
import { beforeAll, expect, test } from "vitest";
import { documents, type Sample, samples } from "./answers.js";

const root = join(import.meta.dirname, "..", "..");
const contract = join(root, "src", "wasm", "types.d.ts");
const designs = documents();
const all = [...designs, "{"].flatMap(samples);

/** What TypeScript says, one complaint a line. */
let complaints: string[];

beforeAll(() => {
  const types = [...new Set(all.map(({ type }) => type))].join(", ");
  complaints = compile([
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

function compile(lines: string[]): string[] {
  const folder = join(root, ".cache", "test", "contract");
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "samples.ts");
  writeFileSync(file, `${lines.join("\n")}\n`);
  const program = ts.createProgram([file], {
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    types: [],
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
  });
  return ts.getPreEmitDiagnostics(program).map((diagnostic) => {
    const message = ts.flattenDiagnosticMessageText(diagnostic.messageText, " ");
    const line = diagnostic.file?.getLineAndCharacterOfPosition(diagnostic.start ?? 0).line ?? 0;
    return `${relative(root, diagnostic.file?.fileName ?? "")}: ${message} <- ${lines[line]?.slice(0, 300)}`;
  });
}

/** The members of the contract's interfaces, but for what is asked and not answered. */
function declaredMembers(): Set<string> {
  const source = ts.createSourceFile(contract, readFileSync(contract, "utf8"), ts.ScriptTarget.ES2022, true);
  const interfaces = source.statements.filter(ts.isInterfaceDeclaration).filter(({ name }) => name.text !== "TraceQuery");
  return new Set(interfaces.flatMap(({ members }) => members.map((member) => member.name?.getText(source) ?? "")));
}

function keys(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => [...(Array.isArray(value) ? [] : [key]), ...keys(child)]);
}
