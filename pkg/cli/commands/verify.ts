// `routewright verify FILE`: whether each intent holds for all packets.

import { Command } from "commander";
import type { Context } from "../context.js";
import { statusWithIntents } from "../findings.js";
import { type Format, openDesign, reportErrors } from "../open.js";
import { formatOption, serviceTagsOption } from "../options.js";
import { renderJson } from "../render/json.js";
import { renderVerdicts } from "../render/verdicts.js";

export function verifyCommand(context: Context): Command {
  return new Command("verify")
    .description("prove each intent for all packets, or show a packet that breaks it")
    .argument("<file>", "design document; - is standard input")
    .addOption(serviceTagsOption())
    .addOption(formatOption())
    .action(async (file: string, { format, serviceTags }: { format: Format; serviceTags?: string }) => {
      const opened = await openDesign(file, context, serviceTags);
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
