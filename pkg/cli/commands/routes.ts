// `routewright routes FILE [SUBNET]`: the effective routes of the subnets.

import { Command } from "commander";
import type { Context } from "../context.js";
import type { SubnetRoutes } from "../engine.js";
import { statusOf } from "../findings.js";
import { ask, type Format, openDesign, type Opened, reportErrors } from "../open.js";
import { formatOption } from "../options.js";
import { renderJson } from "../render/json.js";
import { renderRoutes } from "../render/routes.js";
import { didYouMean } from "../suggest.js";

export function routesCommand(context: Context): Command {
  return new Command("routes")
    .description("print the effective routes of the subnets: which win, which lose, and why")
    .argument("<file>", "design document; - is standard input")
    .argument("[subnet]", "only this subnet, as VNET/SUBNET")
    .addOption(formatOption())
    .action(async (file: string, subnet: string | undefined, { format }: { format: Format }) => {
      const opened = await openDesign(file, context);
      const subnets = routesOf(opened, subnet);
      if (format === "json") {
        context.out.write(renderJson({ diagnostics: opened.compiled.diagnostics, subnets }));
      } else {
        reportErrors(opened, context);
        context.out.write(subnets.map((routes) => renderRoutes(routes, context.out)).join("\n"));
      }
      context.finish(statusOf(opened.compiled));
      opened.compiled.free();
    });
}

function routesOf(opened: Opened, subnet: string | undefined): SubnetRoutes[] {
  const { compiled } = opened;
  const asked = subnet === undefined ? compiled.subnets : [subnet];
  return asked.flatMap((name) => ask(opened, () => compiled.routes(name), () => didYouMean(name, compiled.subnets)) ?? []);
}
