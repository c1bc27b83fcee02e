// `routewright deploy FILE`: writes a proven design to a rehearsal, or to a subscription.

import { Command, Option } from "commander";
import type { ClientOptions, DeployError, DeployReport, DeployResult, Progress } from "../../azure/index.js";
import type { Context } from "../context.js";
import { isUsageError } from "../engine.js";
import { ExitStatus, Misuse } from "../exit.js";
import { statusWithIntents } from "../findings.js";
import { type Format, openDesign, type Opened, reportErrors } from "../open.js";
import { formatOption, serviceTagsOption } from "../options.js";
import { renderOutcome, renderProgress } from "../render/deployment.js";
import { renderJson } from "../render/json.js";
import { printable } from "../render/printable.js";
import { renderVerdicts } from "../render/verdicts.js";

interface DeployCommandOptions {
  rehearse?: true;
  subscription?: string;
  format: Format;
  serviceTags?: string;
}

/** Where to, and what to do afterwards. */
interface Target {
  name: string;
  client: ClientOptions;
  close(): Promise<void>;
}

export function deployCommand(context: Context): Command {
  return new Command("deploy")
    .description("deploy a design with Microsoft's SDK, once it has no errors and its intents are proven")
    .argument("<file>", "design document; - is standard input")
    .addOption(new Option("--rehearse", "into a rehearsal of Azure on loopback that ends with the command").conflicts("subscription"))
    .option("--subscription <id>", "into this subscription, with the credential of `az login` or the environment")
    .addOption(serviceTagsOption())
    .addOption(formatOption())
    .action(async (file: string, { rehearse, subscription, format, serviceTags }: DeployCommandOptions) => {
      if (!rehearse && subscription === undefined) throw new Misuse("say where to deploy: --rehearse or --subscription ID");
      const opened = await openDesign(file, context, serviceTags);
      const { diagnostics, verdicts } = opened.compiled;
      let status = statusWithIntents(opened.compiled);
      let deployment: DeployResult | DeployReport | null = null;
      if (status === ExitStatus.Good) {
        deployment = await deployTo(subscription, opened, format, context);
        if ("failed" in deployment) status = ExitStatus.Findings;
      } else if (format === "text") {
        refuse(opened, context);
      }
      if (format === "json") context.out.write(renderJson({ diagnostics, verdicts, deployment }));
      context.finish(status);
      opened.compiled.free();
    });
}

/** Deploys, telling people what happens; a deployment that stops is a report and no error. */
async function deployTo(subscription: string | undefined, { compiled }: Opened, format: Format, context: Context): Promise<DeployResult | DeployReport> {
  const { hosts, out } = context;
  const say = (text: string): void => {
    if (format === "text") out.write(text);
  };
  const { name, client, close } = await targetOf(subscription, context);
  const interrupted = new AbortController();
  void context.interrupted().then(() => interrupted.abort());
  let deployment: DeployResult | DeployReport;
  try {
    const onProgress = (progress: Progress): void => say(renderProgress(progress, name, out.style));
    deployment = await hosts.deploy(compiled, { ...client, onProgress, signal: interrupted.signal });
  } catch (error) {
    if (isUsageError(error)) throw new Misuse(printable(error.message));
    if (!isDeployError(error)) throw error;
    deployment = error.report;
  } finally {
    await close();
  }
  say(renderOutcome(deployment, out.style));
  return deployment;
}

async function targetOf(subscription: string | undefined, { hosts }: Context): Promise<Target> {
  if (subscription !== undefined) {
    return { name: `subscription ${printable(subscription)}`, client: await hosts.reachAzure(subscription), close: async () => {} };
  }
  const { endpoint, client, close } = await hosts.startRehearsal(0);
  return { name: `a rehearsal of Azure at ${endpoint}`, client, close };
}

/** By name: the host is loaded by itself, and has its own copy of the class. */
function isDeployError(error: unknown): error is DeployError {
  return error instanceof Error && error.name === "DeployError";
}

/** Nothing is written for a design with findings. */
function refuse(opened: Opened, context: Context): void {
  const { err } = context;
  reportErrors(opened, context);
  if (opened.compiled.ok) err.write(`${renderVerdicts(opened.compiled.verdicts, err.style)}\n`);
  err.write(`${err.style.red("nothing was deployed")}\n`);
}
