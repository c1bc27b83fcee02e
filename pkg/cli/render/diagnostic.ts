// Diagnostics for people, in the manner of rustc: what, where, the line itself, and what to do.

import type { Style, Terminal } from "../context.js";
import type { Diagnostic, Severity } from "../engine.js";
import type { Mark, Source } from "../source.js";
import { printable } from "./printable.js";
import { snippet } from "./snippet.js";

/** Related places that are shown with their line; the others are only counted. */
const MOST_RELATED = 5;

export function renderDiagnostic(diagnostic: Diagnostic, source: Source, terminal: Terminal): string {
  const { style } = terminal;
  const mark = source.markOf(diagnostic);
  const related = diagnostic.related.slice(0, MOST_RELATED).map((pointer) => source.mark(pointer));
  const more = diagnostic.related.length - related.length;
  const lines = [mark, ...related].map(({ position }) => String(position.line).length);
  const margin = " ".repeat(Math.max(...lines));
  const paint = paintOf(diagnostic.severity, style);
  const bar = style.blue("|");
  const note = (text: string): string => `${margin} ${style.blue("=")} ${text}`;

  const place = (arrow: string, at: Mark, underline: string, colour: (text: string) => string): string[] => {
    const shown = snippet(source, at, terminal.columns - margin.length - 4);
    const number = String(shown.line).padStart(margin.length);
    return [
      `${margin}${style.blue(arrow)} ${printable(source.document.file)}:${at.position.line}:${at.position.column}`,
      `${margin} ${bar}`,
      `${style.blue(number)} ${bar} ${shown.text}`,
      `${margin} ${bar} ${" ".repeat(shown.before)}${colour(underline.repeat(shown.width))}`,
    ];
  };

  return [
    `${paint(`${diagnostic.severity}[${printable(diagnostic.code)}]`)}${style.bold(`: ${printable(diagnostic.message)}`)}`,
    ...place("-->", mark, "^", paint),
    ...related.flatMap((at) => place(":::", at, "-", style.blue)),
    ...(more > 0 ? [note(`and ${more} more places`)] : []),
    ...(diagnostic.hint === undefined ? [] : [note(`hint: ${printable(diagnostic.hint)}`)]),
    ...(diagnostic.armErrorCode === undefined ? [] : [note(`Azure refuses this with ${printable(diagnostic.armErrorCode)}`)]),
    note(`run \`routewright explain ${printable(diagnostic.code)}\``),
  ].map((line) => `${line.trimEnd()}\n`).join("");
}

/** "2 errors, 1 warning"; nothing for none. */
export function renderCounts(diagnostics: readonly Diagnostic[]): string {
  const severities: readonly Severity[] = ["error", "warning", "info"];
  return severities
    .map((severity) => ({ severity, count: diagnostics.filter((one) => one.severity === severity).length }))
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => plural(count, severity))
    .join(", ");
}

export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

export function paintOf(severity: Severity, style: Style): (text: string) => string {
  const colour = { error: style.red, warning: style.yellow, info: style.cyan }[severity];
  return (text) => style.bold(colour(text));
}
