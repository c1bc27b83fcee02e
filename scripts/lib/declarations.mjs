// Writes the declarations of the package: for each entry and what it refers to, `.d.ts` and `.d.cts`.
//
// File by file, without looking at types, which takes a tenth of a second instead of ten: so what a public
// file exports has to say its type. Whether the types are right is for `npm test -- types`.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";
import { inRoot } from "./root.mjs";
import { SetupError } from "./run.mjs";

/** The contract is a declaration file already, kept beside the engine; pkg/types.ts does nothing but pass it on. */
const CONTRACT = "src/wasm/types.d.ts";

const RELATIVE = /(from\s+|import\s*\(\s*|import\s+)(["'])(\.\.?\/[^"']+?)\.(?:js|ts)\2/g;

/** @param {string} folder @param {string[]} entries  files below pkg/, without extension */
export function writeDeclarations(folder, entries) {
  const queue = [...entries];
  for (const file of queue) {
    const text = declarationOf(file);
    for (const [, , , specifier = ""] of text.matchAll(RELATIVE)) {
      const referred = join(dirname(file), specifier);
      if (!queue.includes(referred)) queue.push(referred);
    }
    mkdirSync(dirname(inRoot(folder, file)), { recursive: true });
    writeFileSync(inRoot(folder, `${file}.d.ts`), text.replace(RELATIVE, "$1$2$3.js$2"));
    writeFileSync(inRoot(folder, `${file}.d.cts`), text.replace(RELATIVE, "$1$2$3.cjs$2"));
  }
}

/** @param {string} file */
function declarationOf(file) {
  if (file === "types") return readFileSync(inRoot(CONTRACT), "utf8");
  const fileName = inRoot("pkg", `${file}.ts`);
  const { outputText, diagnostics = [] } = ts.transpileDeclaration(readFileSync(fileName, "utf8"), {
    fileName,
    reportDiagnostics: true,
    compilerOptions: { isolatedDeclarations: true, target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  });
  if (diagnostics.length > 0) {
    const host = { getCanonicalFileName: String, getCurrentDirectory: () => inRoot(), getNewLine: () => "\n" };
    throw new SetupError(`declarations:\n${ts.formatDiagnostics(diagnostics, host)}`);
  }
  return outputText;
}
