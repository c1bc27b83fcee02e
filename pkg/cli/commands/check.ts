// `routewright check FILE...`: every problem of the designs, each with its place.

import { Command } from "commander";
import type { Context } from "../context.js";
import type { Diagnostic, Summary } from "../engine.js";
import { ExitStatus, Misuse } from "../exit.js";
import { type Format, openDesign, type Opened } from "../open.js";
import { formatOption, serviceTagsOption } from "../options.js";
import { plural, renderCounts, renderDiagnostic } from "../render/diagnostic.js";
import { renderJson } from "../render/json.js";
import { printable } from "../render/printable.js";
import { type Position, Source } from "../source.js";

/** A diagnostic as `--format json` gives it: with its file, and its place as people count. */
export interface LocatedDiagnostic extends Diagnostic, Position {
  file: string;
}

/** The answer of `check --format json`. */
export interface CheckAnswer {
  ok: boolean;
  diagnostics: LocatedDiagnostic[];
  /** What `options.suppressions` of the designs takes back, each with its reason. */
  suppressed: LocatedDiagnostic[];
  documents: { file: string; ok: boolean; summary: Summary }[];
}

export function checkCommand(context: Context): Command {
  return new Command("check")
    .description("report every problem of the designs, each with its place in the document")
    .argument("<file...>", "design documents; - is standard input")
    .addOption(serviceTagsOption())
    .addOption(formatOption())
    .action(async (files: string[], { format, serviceTags }: { format: Format; serviceTags?: string }) => {
      if (files.filter((file) => file === "-").length > 1) throw new Misuse("standard input can be read only once");
      const answer: CheckAnswer = { ok: true, diagnostics: [], suppressed: [], documents: [] };
      for (const file of files) {
        const opened = await openDesign(file, context, serviceTags);
        const source = new Source(opened.document, [...opened.compiled.diagnostics, ...opened.compiled.suppressed]);
        if (format === "text") show(opened, source, context);
        add(answer, opened, source);
        opened.compiled.free();
      }
      if (format === "json") context.out.write(renderJson(answer));
      context.finish(answer.ok ? ExitStatus.Good : ExitStatus.Findings);
    });
}

function add(answer: CheckAnswer, { document: { file }, compiled }: Opened, source: Source): void {
  const { ok, summary, diagnostics, suppressed } = compiled;
  answer.ok &&= ok;
  answer.documents.push({ file, ok, summary });
  const located = (one: Diagnostic): LocatedDiagnostic => ({ ...one, file, ...source.markOf(one).position });
  answer.diagnostics.push(...diagnostics.map(located));
  answer.suppressed.push(...suppressed.map(located));
}

function show({ document, compiled }: Opened, source: Source, { out }: Context): void {
  const { diagnostics, ok, subnets, summary } = compiled;
  for (const diagnostic of diagnostics) out.write(`${renderDiagnostic(diagnostic, source, out)}\n`);
  const sentence = diagnostics.length === 0 ? `no problems in ${plural(subnets.length, "subnet")}` : renderCounts(diagnostics);
  const more = summary.suppressed === 0 ? "" : ` (${summary.suppressed} suppressed)`;
  out.write(`${printable(document.file)}: ${(ok ? out.style.green : out.style.red)(sentence)}${more}\n`);
}
