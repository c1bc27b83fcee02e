// `routewright emit FILE`: the design as resource definitions, or as an Azure Resource Manager template.

import { writeFile } from "node:fs/promises";
import { Command, Option } from "commander";
import type { Context } from "../context.js";
import { reason } from "../document.js";
import type { CompiledDesign, NotEmitted } from "../engine.js";
import { ExitStatus, Misuse } from "../exit.js";
import { openDesign, reportErrors } from "../open.js";
import { serviceTagsOption } from "../options.js";
import { plural } from "../render/diagnostic.js";
import { renderJson } from "../render/json.js";
import { printable } from "../render/printable.js";

/** `json` is another word for `resources`, so that every command takes `--format json`. */
type EmitFormat = "arm" | "resources" | "json";

const EMIT_FORMATS: readonly EmitFormat[] = ["arm", "resources", "json"];

export function emitCommand(context: Context): Command {
  return new Command("emit")
    .description("print the resources of a design without errors, as JSON")
    .argument("<file>", "design document; - is standard input")
    .addOption(new Option("--format <format>", "an ARM template, or resource definitions (json is the same)")
      .choices(EMIT_FORMATS).default("arm"))
    .option("--out <file>", "write to this file instead of standard output")
    .addOption(serviceTagsOption())
    .action(async (file: string, { format, out, serviceTags }: { format: EmitFormat; out?: string; serviceTags?: string }) => {
      const opened = await openDesign(file, context, serviceTags);
      const { compiled } = opened;
      if (compiled.ok) {
        await deliver(render(compiled, format), out, context);
        if (format === "arm") tellLeftOut(compiled.emission.notEmitted, context);
      } else if (format === "arm") {
        reportErrors(opened, context);
      } else {
        context.out.write(renderJson({ diagnostics: compiled.diagnostics }));
      }
      context.finish(compiled.ok ? ExitStatus.Good : ExitStatus.Findings);
      compiled.free();
    });
}

function render(compiled: CompiledDesign, format: EmitFormat): string {
  if (format === "arm") return compiled.emit("arm");
  return renderJson({ diagnostics: compiled.diagnostics, ...compiled.emission });
}

async function deliver(text: string, file: string | undefined, context: Context): Promise<void> {
  if (file === undefined) {
    context.out.write(text);
    return;
  }
  try {
    await writeFile(file, text);
  } catch (error) {
    throw new Misuse(`cannot write \`${printable(file)}\`: ${reason(error)}`);
  }
}

/** A template has no room for what it leaves out, so the error stream says it. */
function tellLeftOut(notEmitted: readonly NotEmitted[], { err }: Context): void {
  if (notEmitted.length === 0) return;
  err.write(`${plural(notEmitted.length, "object")} of the design not in the template:\n`);
  for (const { name, because } of notEmitted) err.write(`  ${printable(name)}: ${printable(because)}\n`);
}
