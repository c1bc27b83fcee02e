// Verdicts for people: a table, and below it each broken intent with a packet that breaks it.

import type { Style } from "../context.js";
import type { Verdict } from "../engine.js";
import { isFinding } from "../findings.js";
import { plural } from "./diagnostic.js";
import { printable } from "./printable.js";
import { indent, table } from "./table.js";
import { renderPacket, renderTrace } from "./trace.js";

export function renderVerdicts(verdicts: readonly Verdict[], style: Style): string {
  if (verdicts.length === 0) return "the design states no intents\n";
  const rows = verdicts.map((verdict) =>
    [printable(verdict.intent), printable(verdict.expectation), { text: verdict.result, paint: paint(verdict, style) }, printable(verdict.because)]);
  const broken = verdicts.map((verdict) => renderWitness(verdict, style)).join("");
  return `${table(["Intent", "Expectation", "Verdict", "Because"], rows, style)}${broken}\n${renderVerdictCounts(verdicts)}\n`;
}

/** "5 intents: 4 hold, 1 violated" - one verdict for each expectation. */
export function renderVerdictCounts(verdicts: readonly Verdict[]): string {
  const count = (result: Verdict["result"]): number => verdicts.filter((verdict) => verdict.result === result).length;
  const parts = [
    { count: count("holds"), word: count("holds") === 1 ? "holds" : "hold" },
    { count: count("violated"), word: "violated" },
    { count: count("undecided"), word: "undecided" },
  ];
  const said = parts.filter((part) => part.count > 0).map((part) => `${part.count} ${part.word}`).join(", ");
  return `${plural(verdicts.length, "expectation")}: ${said}`;
}

function renderWitness({ intent, expectation, witness }: Verdict, style: Style): string {
  if (!witness) return "";
  const title = `${style.bold(printable(intent))} (${printable(expectation)}) is broken by ${renderPacket(witness.packet)}`;
  return `\n${title}\n\n${indent(renderTrace(witness.trace, style), "  ")}`;
}

function paint(verdict: Verdict, style: Style): (text: string) => string {
  if (verdict.result === "holds") return style.green;
  return isFinding(verdict) ? style.red : style.yellow;
}
