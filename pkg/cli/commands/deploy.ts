// `routewright deploy FILE`: writes a proven design to a rehearsal, or to a subscription.

import { Command, Option } from "commander";
import type { Context } from "../context.js";
import { ExitStatus, Misuse } from "../exit.js";
import { statusWithIntents } from "../findings.js";
import type { Target, Written } from "../hosts.js";
import { type Format, openDesign, type Opened, reportErrors } from "../open.js";
import { formatOption } from "../options.js";
import { plural } from "../render/diagnostic.js";
import { renderJson } from "../render/json.js";
import { printable } from "../render/printable.js";
import { renderVerdicts } from "../render/verdicts.js";

interface DeployOptions {
  rehearse?: true;
  subscription?: string;
  format: Format;
}

export function deployCommand(context: Context): Command {
  return new Command("deploy")
    .description("deploy a design with Microsoft's SDK, once it has no errors and its intents are proven")
    .argument("<file>", "design document; - is standard input")
    .addOption(new Option("--rehearse", "into a rehearsal of Azure on loopback that ends with the command").conflicts("subscription"))
    .option("--subscription <id>", "into this subscription, with the credential of `az login` or the environment")
    .addOption(formatOption())
    .action(async (file: string, { rehearse, subscription, format }: DeployOptions) => {
      if (!rehearse && subscription === undefined) throw new Misuse("say where to deploy: --rehearse or --subscription ID");
      const opened = await openDesign(file, context);
      const status = statusWithIntents(opened.compiled);
      if (status === ExitStatus.Good) {
        const written = await deploy(opened, subscription, format, context);
        if (format === "json") context.out.write(renderJson({ ...findings(opened), written }));
      } else {
        refuse(opened, format, context);
      }
      context.finish(status);
      opened.compiled.free();
    });
}

async function deploy({ compiled }: Opened, subscription: string | undefined, format: Format, context: Context): Promise<Written[]> {
  const { hosts, out } = context;
  const written: Written[] = [];
  const tell = (one: Written): void => {
    written.push(one);
    if (format === "text") out.write(`  ${one.outcome.padEnd(9)}  ${printable(one.id)}\n`);
  };
  const rehearsal = subscription === undefined ? await hosts.rehearse(0) : undefined;
  const target: Target = rehearsal ? { rehearsal } : { subscription: subscription ?? "" };
  const where = rehearsal ? `a rehearsal of Azure at ${rehearsal.endpoint}` : `subscription ${printable(subscription ?? "")}`;
  if (format === "text") out.write(`deploying ${plural(compiled.emission.resources.length, "resource")} to ${where}\n`);
  try {
    await hosts.deploy(compiled, target, tell);
  } finally {
    await rehearsal?.close();
  }
  if (format === "text") out.write(`${out.style.green("deployed")}${rehearsal ? ", and forgotten: it was a rehearsal" : ""}\n`);
  return written;
}

/** Nothing is written for a design with findings. */
function refuse(opened: Opened, format: Format, context: Context): void {
  const { out, err } = context;
  if (format === "json") {
    out.write(renderJson({ ...findings(opened), written: [] }));
    return;
  }
  reportErrors(opened, context);
  if (opened.compiled.ok) err.write(`${renderVerdicts(opened.compiled.verdicts, err.style)}\n`);
  err.write(`${err.style.red("nothing was deployed")}\n`);
}

function findings({ compiled: { diagnostics, verdicts } }: Opened): Pick<Opened["compiled"], "diagnostics" | "verdicts"> {
  return { diagnostics, verdicts };
}
