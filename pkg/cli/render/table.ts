// Tables for people: aligned columns under a header with a rule, as `az --output table` prints.

import Table from "cli-table3";
import type { Style } from "../context.js";

const NO_BORDER = {
  "top": "", "top-mid": "", "top-left": "", "top-right": "",
  "bottom": "", "bottom-mid": "", "bottom-left": "", "bottom-right": "",
  "left": "", "left-mid": "", "mid": "-", "mid-mid": "  ",
  "right": "", "right-mid": "", "middle": "  ",
};

/** The rows under their header; no trailing spaces, one line feed at the end of each line. */
export function table(header: readonly string[], rows: readonly (readonly string[])[], style: Style): string {
  const drawn = new Table({
    head: header.map((title) => style.bold(title)),
    chars: NO_BORDER,
    style: { "head": [], "border": [], "padding-left": 0, "padding-right": 0, "compact": true },
  });
  drawn.push(...rows.map((row) => [...row]));
  return drawn.toString().split("\n").map((line) => `${line.trimEnd()}\n`).join("");
}

/** Short words in as many columns as there is room for, row by row. */
export function grid(words: readonly string[], columns: number): string {
  const width = Math.max(...words.map((word) => word.length)) + 2;
  const each = Math.max(1, Math.floor(columns / width));
  const rows = Array.from({ length: Math.ceil(words.length / each) }, (_, row) => words.slice(row * each, (row + 1) * each));
  return rows.map((row) => `${row.map((word) => word.padEnd(width)).join("").trimEnd()}\n`).join("");
}

/** The text with each of its lines moved to the right. */
export function indent(text: string, by: string): string {
  return text.replace(/^(?=.)/gm, by);
}
