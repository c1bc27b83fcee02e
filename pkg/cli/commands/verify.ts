// `routewright verify FILE`: whether each intent holds for all packets.

import { Command } from "commander";
import type { Context } from "../context.js";
import { statusWithIntents } from "../findings.js";
import { type Format, openDesign, reportErrors } from "../open.js";
import { formatOption } from "../options.js";
import { renderJson } from "../render/json.js";
import { renderVerdicts } from "../render/verdicts.js";

export function verifyCommand(context: Context): Command {
  return new Command("verify")
    .description("prove each intent for all packets, or show a packet that breaks it")
    .argument("<file>", "design document; - is standard input")
    .addOption(formatOption())
    .action(async (file: string, { format }: { format: Format }) => {
      const opened = await openDesign(file, context);
      const { compiled } = opened;
      const { diagnostics, verdicts, summary } = compiled;
      if (format === "json") {
        context.out.write(renderJson({ diagnostics, verdicts, summary }));
      } else {
        reportErrors(opened, context);
        context.out.write(renderVerdicts(verdicts, context.out.style));
      }
      context.finish(statusWithIntents(compiled));
      compiled.free();
    });
}
