// What makes the exit status 1: error diagnostics, and intents of severity error that are not proven.

import type { CompiledDesign, Verdict } from "./engine.js";
import { ExitStatus } from "./exit.js";

/** Whether a verdict is a finding: an undecided one is no proof either. */
export function isFinding({ result, severity }: Verdict): boolean {
  return result !== "holds" && severity === "error";
}

/** Status of a command that only asks whether the design is sound. */
export function statusOf({ ok }: CompiledDesign): ExitStatus {
  return ok ? ExitStatus.Good : ExitStatus.Findings;
}

/** Status of a command that asks whether the design is sound and does what it should. */
export function statusWithIntents(compiled: CompiledDesign): ExitStatus {
  return compiled.verdicts.some(isFinding) ? ExitStatus.Findings : statusOf(compiled);
}
