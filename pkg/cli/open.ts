// What every command that takes a design does first: read it, compile it, say what is wrong with it.

import { readFile } from "node:fs/promises";
import type { ServiceTags } from "../index.js";
import type { Context } from "./context.js";
import { type Document, readDocument, reason } from "./document.js";
import { type CompiledDesign, isUsageError } from "./engine.js";
import { Misuse } from "./exit.js";
import { plural, renderDiagnostic } from "./render/diagnostic.js";
import { printable } from "./render/printable.js";
import { Source } from "./source.js";

/** How an answer is printed. */
export type Format = "text" | "json";

export const FORMATS: readonly Format[] = ["text", "json"];

/** A document with what the engine found in it. */
export interface Opened {
  document: Document;
  compiled: CompiledDesign;
  /** Why questions about a design with errors have no answer. */
  unanswered: Set<string>;
}

/** Opens FILE; `serviceTags` is a file, too. */
export async function openDesign(file: string, context: Context, serviceTags?: string): Promise<Opened> {
  const document = await readDocument(file, context.stdin);
  const options = serviceTags === undefined ? {} : { serviceTags: await readServiceTags(serviceTags) };
  try {
    return { document, compiled: context.compile(document.json, options), unanswered: new Set() };
  } catch (error) {
    // The design itself makes nothing throw.
    throw isUsageError(error) ? new Misuse(error.message) : error;
  }
}

async function readServiceTags(file: string): Promise<ServiceTags> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as ServiceTags;
  } catch (error) {
    throw new Misuse(`cannot read \`${printable(file)}\`: ${error instanceof SyntaxError ? "it is not JSON" : reason(error)}`);
  }
}

/**
 * Shows the error diagnostics on the error stream, for commands whose own answer is
 * something else; `check` shows the rest.
 */
export function reportErrors({ document, compiled }: Opened, { err }: Context): void {
  const errors = compiled.diagnostics.filter(({ severity }) => severity === "error");
  const source = new Source(document, errors);
  for (const diagnostic of errors) err.write(`${renderDiagnostic(diagnostic, source, err)}\n`);
  const others = compiled.diagnostics.length - errors.length;
  if (others > 0) err.write(`${plural(others, "further finding")}: run \`routewright check\`\n`);
}

/** Says, after the answers, which questions have none. */
export function reportUnanswered({ unanswered }: Opened, { err }: Context): void {
  for (const because of unanswered) err.write(`${err.style.red("no answer:")} ${because}\n`);
}

/**
 * Asks the engine about a part of the design. One that the design does not have is misuse, said with
 * `advice` after it; unless the design has errors: they may be why, and are the answer.
 */
export function ask<Answer>({ compiled, unanswered }: Opened, question: () => Answer, advice = () => ""): Answer | undefined {
  try {
    return question();
  } catch (error) {
    if (!isUsageError(error)) throw error;
    const because = printable(error.message);
    if (compiled.ok) throw new Misuse(because + advice());
    unanswered.add(because);
    return undefined;
  }
}
