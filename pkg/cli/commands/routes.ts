// `routewright routes FILE [SUBNET]`: the effective routes of the subnets.

import { Command } from "commander";
import type { Context } from "../context.js";
import type { SubnetRoutes } from "../engine.js";
import { statusOf } from "../findings.js";
import { ask, type Format, openDesign, type Opened, reportErrors, reportUnanswered } from "../open.js";
import { formatOption, serviceTagsOption } from "../options.js";
import { renderJsonList } from "../render/json.js";
import { renderRoutes } from "../render/routes.js";
import { didYouMean } from "../suggest.js";

export function routesCommand(context: Context): Command {
  return new Command("routes")
    .description("print the effective routes of the subnets: which win, which lose, and why")
    .argument("<file>", "design document; - is standard input")
    .argument("[subnet]", "only this subnet, as VNET/SUBNET")
    .addOption(serviceTagsOption())
    .addOption(formatOption())
    .action(async (file: string, subnet: string | undefined, { format, serviceTags }: { format: Format; serviceTags?: string }) => {
      const opened = await openDesign(file, context, serviceTags);
      const subnets = subnet === undefined ? routesOfAll(opened) : routesOf(opened, subnet);
      if (format === "json") {
        for (const piece of renderJsonList({ diagnostics: opened.compiled.diagnostics }, "subnets", subnets)) context.out.write(piece);
      } else {
        reportErrors(opened, context);
        let separator = "";
        for (const routes of subnets) {
          context.out.write(separator + renderRoutes(routes, context.out));
          separator = "\n";
        }
        reportUnanswered(opened, context);
      }
      context.finish(statusOf(opened.compiled));
      opened.compiled.free();
    });
}

/** One subnet after the other: all routes of a large estate are too many to hold at once. */
function* routesOfAll(opened: Opened): Generator<SubnetRoutes> {
  for (const subnet of opened.compiled.subnets) yield* routesOf(opened, subnet);
}

/** Before anything is printed: it may be misuse. */
function routesOf(opened: Opened, subnet: string): SubnetRoutes[] {
  const { compiled } = opened;
  const routes = ask(opened, () => compiled.routes(subnet), () => didYouMean(subnet, compiled.subnets));
  return routes ? [routes] : [];
}
