// One line of the document with a piece of it underlined.

import stringWidth from "string-width";
import type { Mark, Source } from "../source.js";
import { printable } from "./printable.js";

export interface Snippet {
  line: number;
  text: string;
  /** Columns before the underline, and its width, as a terminal counts them. */
  before: number;
  width: number;
}

/** How much of a long line stays before the piece that is shown. */
const LEAD = 30;

/** The line of the mark, cut to `columns` around the mark where it is longer. */
export function snippet(source: Source, mark: Mark, columns: number): Snippet {
  const line = source.line(mark.position.line);
  const isLong = line.end - line.start > columns;
  const from = isLong ? Math.max(line.start, mark.start - LEAD) : line.start;
  const to = Math.min(line.end, from + columns);
  const end = Math.min(mark.end, to);
  const prefix = (from > line.start ? "…" : "") + shown(source.slice({ start: from, end: mark.start }));
  const marked = shown(source.slice({ start: mark.start, end }));
  const suffix = shown(source.slice({ start: end, end: to })) + (to < line.end ? "…" : "");
  return {
    line: mark.position.line,
    text: (prefix + marked + suffix).trimEnd(),
    before: stringWidth(prefix),
    width: Math.max(1, stringWidth(marked)),
  };
}

function shown(text: string): string {
  return printable(text.replaceAll("\t", "    "));
}
