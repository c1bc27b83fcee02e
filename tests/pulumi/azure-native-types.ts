// Asks the installed @pulumi/azure-native whether it knows every input: its own declarations, and TypeScript's check of object
// literals, which looks into every level of them.
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

/** The inputs of one resource; `module` is a module of the package, `type` a class in it. */
export interface Sample {
  label: string;
  module: string;
  type: string;
  inputs: object;
}

/** What TypeScript says against each sample, by label; nothing for a good one. */
export function complaints(samples: Sample[]): Record<string, string[]> {
  const folder = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
  const file = join(folder, "samples-of-azure-native.ts"); // never on disk
  const starts: number[] = [];
  let text = "";
  for (const { module, type, inputs } of samples) {
    starts.push(text.length);
    const path = `@pulumi/azure-native/${module}/${type[0]?.toLowerCase()}${type.slice(1)}.js`;
    text += `{ const inputs: ConstructorParameters<typeof import("${path}").${type}>[1] = ${JSON.stringify(inputs, null, 1)}; void inputs; }\n`;
  }
  text += "export {};\n";

  const options: ts.CompilerOptions = {
    module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext,
    target: ts.ScriptTarget.ES2022, strict: true, noEmit: true, skipLibCheck: true, types: [],
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.getSourceFile = (name, target, ...rest) =>
    name === file ? ts.createSourceFile(name, text, target) : getSourceFile.call(host, name, target, ...rest);
  host.fileExists = (name) => name === file || fileExists.call(host, name);
  host.readFile = (name) => (name === file ? text : readFile.call(host, name));
  const program = ts.createProgram([file], options, host);
  const source = program.getSourceFile(file);
  const found = [...program.getGlobalDiagnostics(), ...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];

  const result: Record<string, string[]> = Object.fromEntries(samples.map(({ label }) => [label, []]));
  for (const { start = 0, messageText } of found) {
    const label = samples[starts.findLastIndex((first) => first <= start)]?.label ?? "all";
    (result[label] ??= []).push(ts.flattenDiagnosticMessageText(messageText, " "));
  }
  return result;
}
