// Text in columns, for people: tables as `az --output table` prints them, and lists of short words.

import stringWidth from "string-width";
import type { Style } from "../context.js";

/** A cell, and how it is coloured. */
export type Cell = string | { text: string; paint: (text: string) => string };

/** The rows under their header and a rule, aligned; no trailing spaces, one line feed at the end of each line. */
export function table(header: readonly string[], rows: readonly (readonly Cell[])[], style: Style): string {
  const widths = header.map((title, column) => rows.reduce((most, row) => Math.max(most, widthOf(row[column] ?? "")), widthOf(title)));
  const line = (cells: readonly Cell[]): string => {
    const last = cells.findLastIndex((cell) => textOf(cell) !== "");
    const padded = cells.slice(0, last + 1).map((cell, column) => {
      const space = column === last ? 0 : (widths[column] ?? 0) - widthOf(cell) + GAP;
      return (typeof cell === "string" ? cell : cell.paint(cell.text)) + " ".repeat(space);
    });
    return `${padded.join("")}\n`;
  };
  const titles = header.map((text): Cell => ({ text, paint: style.bold }));
  return [titles, widths.map((width) => "-".repeat(width)), ...rows].map(line).join("");
}

/** Spaces between two columns. */
const GAP = 2;

function textOf(cell: Cell): string {
  return typeof cell === "string" ? cell : cell.text;
}

/** Columns on a terminal. Nearly all text is ASCII, which needs no look into Unicode's tables. */
function widthOf(cell: Cell): number {
  const text = textOf(cell);
  return /^[ -~]*$/.test(text) ? text.length : stringWidth(text);
}

/** Short words in as many columns as there is room for, row by row. */
export function grid(words: readonly string[], columns: number): string {
  const width = Math.max(...words.map((word) => word.length)) + GAP;
  const each = Math.max(1, Math.floor(columns / width));
  const rows = Array.from({ length: Math.ceil(words.length / each) }, (_, row) => words.slice(row * each, (row + 1) * each));
  return rows.map((row) => `${row.map((word) => word.padEnd(width)).join("").trimEnd()}\n`).join("");
}

/** The text with each of its lines moved to the right. */
export function indent(text: string, by: string): string {
  return text.replace(/^(?=.)/gm, by);
}
