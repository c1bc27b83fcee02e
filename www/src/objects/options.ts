// The options of a design as fields: those that say how strictly it is judged, and every open point that the language has.

import { text, type Field } from "./kind.ts";
import { membersOf, wordsOf, type SchemaNode } from "./words.ts";

const STRICTNESS: readonly Field[] = [
  {
    key: "profile",
    label: "Rules",
    type: "choice",
    choices: wordsOf("Options", "profile"),
    empty: "recommended (default)",
    help: "azure: only what Azure refuses. landing-zone: also what Microsoft's landing zones ask for.",
  },
  {
    key: "suppressions",
    label: "Suppressions",
    type: "records",
    line: (entry) => ({ title: text(entry, "code"), detail: [text(entry, "path"), text(entry, "reason")].join(" · ") }),
  },
];

export const OPTIONS: readonly Field[] = [
  ...STRICTNESS,
  ...Object.entries(membersOf("Options")).flatMap(([key, node]) =>
    STRICTNESS.some((field) => field.key === key) ? [] : openPoint(key, node),
  ),
];

/** A field for what a form can show; a table of severities is written in the code. */
function openPoint(key: string, node: SchemaNode): Field[] {
  const base = { key, label: (node.description ?? key).replace(/\.$/, "").replaceAll("`", "") };
  if (node.enum !== undefined) return [{ ...base, type: "choice", choices: node.enum, empty: "Default" }];
  if (node.type === "boolean") return [{ ...base, type: "tristate", yes: "Yes", no: "No" }];
  return node.type === "integer" ? [{ ...base, type: "number", placeholder: "Default" }] : [];
}
