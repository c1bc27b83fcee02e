// The `design` argument: taken when it is known, compiled once, and refused as a whole when it is not good.
import { Output } from "@pulumi/pulumi";
import { compile, DesignError, UsageError } from "../index.js";
import type { Compiled, Design, Diagnostic, Emission, Verdict } from "../index.js";

/** What the component needs of a compiled design. */
export type CompiledDesign = Pick<Compiled, "diagnostics" | "verdicts" | "emission">;

/** What the component reads of a design: plain data, so that nothing of the engine has to be kept. */
export interface Answer {
  emission: Emission;
  /** Findings, and what became of intents that do not hold. None of them is an error. */
  diagnostics: Diagnostic[];
}

/** Throws `DesignError` with every error of the design; of one without errors, with every intent that is not proven. */
export function answerOf(design: Design | string | CompiledDesign): Answer {
  if (isCompiled(design)) return read(design);
  refuseOutputs(design, "");
  const compiled = compile(design);
  try {
    return read(compiled);
  } finally {
    compiled.free();
  }
}

function read(compiled: CompiledDesign): Answer {
  refuseErrors(compiled.diagnostics);
  const diagnostics = [...compiled.diagnostics, ...compiled.verdicts.flatMap(shortfall)];
  refuseErrors(diagnostics);
  return { diagnostics, emission: compiled.emission };
}

function refuseErrors(diagnostics: Diagnostic[]): void {
  if (diagnostics.some(({ severity }) => severity === "error")) throw new DesignError(diagnostics);
}

/** An intent that is not proven counts as its author said; that it could not be decided is no proof either. */
function shortfall({ result, intent, expectation, because, path, severity }: Verdict): Diagnostic[] {
  if (result === "holds") return [];
  return [{ code: `intent-${result}`, severity, message: `${intent} (${expectation}): ${because}`, path, related: [] }];
}

/** By its parts and not by its class: a program may hold the package twice, as ESM and as CommonJS. */
function isCompiled(design: Design | string | CompiledDesign): design is CompiledDesign {
  return typeof design === "object" && "diagnostics" in design && "emission" in design;
}

/** Nothing deeper is searched: `compile` itself refuses a value that is nested so deep, or that contains itself. */
const DEEPEST = 128;

/** What is known only during deployment cannot be proven in a preview. */
function refuseOutputs(value: unknown, path: string, ancestors: readonly unknown[] = []): void {
  if (typeof value !== "object" || value === null || ancestors.includes(value) || ancestors.length > DEEPEST) return;
  if (Output.isInstance(value) || value instanceof Promise) {
    const place = path === "" ? "the design" : `${path} in the design`;
    throw new UsageError(`${place} is known only during deployment; a design is proven before it, and must be plain data`);
  }
  for (const [key, item] of Object.entries(value)) {
    refuseOutputs(item, `${path}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`, [...ancestors, value]);
  }
}
