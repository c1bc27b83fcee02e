// Which objects have problems, and how bad the worst is.

import type { Diagnostic, Severity, Verdict } from "../engine/answers.ts";
import { itemAt, type Item, type Model } from "./model.ts";

export interface Marks {
  readonly worst: Severity;
  readonly count: number;
}

const RANK: Readonly<Record<Severity, number>> = { info: 0, warning: 1, error: 2 };

function worse(left: Severity, right: Severity): Severity {
  return RANK[left] >= RANK[right] ? left : right;
}

export function bySeverity(left: { severity: Severity }, right: { severity: Severity }): number {
  return RANK[right.severity] - RANK[left.severity];
}

/** By id of object; a route's problems are its table's too. */
export function marksOf(model: Model, diagnostics: readonly Diagnostic[]): ReadonlyMap<string, Marks> {
  const marks = new Map<string, Marks>();
  const mark = (item: Item | undefined, severity: Severity): void => {
    if (item === undefined) return;
    const before = marks.get(item.id);
    marks.set(item.id, { worst: worse(before?.worst ?? "info", severity), count: (before?.count ?? 0) + 1 });
  };
  for (const { path, severity } of diagnostics) {
    const item = itemAt(model, path);
    mark(item, severity);
    if (item?.kind === "route" && item.parent !== null) mark(model.byId.get(item.parent), severity);
  }
  return marks;
}

export function verdictKey({ intent, expectation }: Pick<Verdict, "intent" | "expectation">): string {
  return `${intent} ${expectation}`;
}
