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
  const { text, start } = source.line(mark.position.line);
  const from = mark.start - start;
  const to = Math.min(mark.end - start, text.length);
  const cut = text.length <= columns ? 0 : Math.max(0, from - LEAD);
  const end = Math.min(text.length, cut + columns);
  const prefix = (cut > 0 ? "…" : "") + shown(text.slice(cut, from));
  const marked = shown(text.slice(from, Math.min(to, end)));
  const suffix = shown(text.slice(Math.min(to, end), end)) + (end < text.length ? "…" : "");
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
