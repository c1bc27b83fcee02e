// A deployment for people: a line for each thing that happens, and one for how it ended.

import type { DeployReport, DeployResult, FailedWrite, Progress } from "../../azure/index.js";
import type { Style } from "../context.js";
import { printable } from "./printable.js";

/** What the deployer tells about `target`, as a line; nothing for what the end of a write says anyway. */
export function renderProgress(progress: Progress, target: string, style: Style): string {
  switch (progress.event) {
    case "planned":
      return `deploying to ${target}: ${progress.create} to create, ${progress.update} to update, ${progress.unchanged} unchanged\n`;
    case "started":
      return "";
    case "retrying":
      return line(style.yellow("retrying".padEnd(11)), `${progress.id}, as Azure answered ${progress.code}`);
    case "finished": {
      const { outcome, id } = progress;
      const paint = { created: style.green, updated: style.green, unchanged: style.dim, failed: style.red, interrupted: style.red }[outcome];
      return line(paint(outcome.padEnd(11)), id);
    }
  }
}

/** How many of what; for a deployment that stopped, why. */
export function renderOutcome(deployment: DeployResult | DeployReport, style: Style): string {
  const { created, updated, unchanged } = deployment;
  const done = `${created.length} created, ${updated.length} updated, ${unchanged.length} unchanged`;
  if (!("failed" in deployment)) return `${style.green("deployed")}: ${done}\n`;
  const { failed, interrupted, notTried } = deployment;
  const problems = [...failed, ...interrupted].map((problem) => renderProblem(problem)).join("");
  return `${problems}${style.red("stopped")}: ${done}, ${failed.length} failed, ${interrupted.length} interrupted, ${notTried.length} not tried\n`;
}

function renderProblem({ key, code, message }: FailedWrite): string {
  return `\n${printable(key)}: ${printable(code)}\n  ${printable(message)}\n\n`;
}

function line(word: string, text: string): string {
  return `  ${word}  ${printable(text)}\n`;
}
