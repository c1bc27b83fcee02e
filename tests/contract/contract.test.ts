// The declared types against the engine: samples of every answer are compiled as literals of their types.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";
import { documents, type Sample, samples } from "./answers.js";

const root = join(import.meta.dirname, "..", "..");
const contract = join(root, "src", "wasm", "types.d.ts");
const all = documents().flatMap(samples);

test("every answer is plain JSON: nothing undefined, no map, no class", () => {
  for (const { answer } of all) expect(answer).toStrictEqual(JSON.parse(JSON.stringify(answer)));
});

test("every answer is of its declared type, with no member that is not declared", () => {
  const lines = all.map(({ type, answer }, index) => `export const sample${index} = ${JSON.stringify(answer)} satisfies ${type};`);
  const types = [...new Set(all.map(({ type }) => type))].join(", ");
  expect(complaints("answers.ts", [`import type { ${types} } from "../../../src/wasm/types.js";`, ...lines])).toEqual([]);
});

test("every document is of the type of a design", () => {
  const lines = documents()
    .filter((document) => document !== "{")
    .map((document, index) => `export const design${index} = ${document} satisfies Design;`);
  expect(complaints("designs.ts", ['import type { Design } from "../../../pkg/design.js";', ...lines])).toEqual([]);
});

test("every declared member is seen in a sample", () => {
  const seen = new Set(all.flatMap(({ answer }: Sample) => keys(answer)));
  expect([...declaredMembers()].filter((member) => !seen.has(member))).toEqual([]);
});

/** What TypeScript says of a file of these lines, one complaint a line. */
function complaints(name: string, lines: string[]): string[] {
  const folder = join(root, ".cache", "test", "contract");
  mkdirSync(folder, { recursive: true });
  const file = join(folder, name);
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
