// `routewright rehearse`: serves a rehearsal of Azure Resource Manager until it is interrupted.

import { Command, Option } from "commander";
import type { Context } from "../context.js";
import type { Format } from "../open.js";
import { formatOption, port } from "../options.js";
import { renderJson } from "../render/json.js";

export function rehearseCommand(context: Context): Command {
  return new Command("rehearse")
    .description("serve a rehearsal of Azure Resource Manager on loopback, until interrupted")
    .addOption(new Option("--port <port>", "port to listen on; 0 takes a free one").argParser(port).default(0))
    .addOption(formatOption())
    .action(async ({ port, format }: { port: number; format: Format }) => {
      const { hosts, out } = context;
      const rehearsal = await hosts.startRehearsal(port);
      const { endpoint } = rehearsal;
      out.write(format === "json" ? renderJson({ endpoint }) : guide(endpoint));
      await context.interrupted();
      await rehearsal.close();
    });
}

/** How to talk to it: with any HTTP client, and with Microsoft's. */
function guide(endpoint: string): string {
  return `A rehearsal of Azure Resource Manager is at ${endpoint}
It takes any subscription id and any token, and forgets everything when it ends.

  curl -H 'Authorization: Bearer rehearsal' \\
    '${endpoint}/subscriptions/00000000-0000-0000-0000-000000000000/resourcegroups?api-version=2025-04-01'

  import { deploy } from "routewright/azure";
  import { rehearsalClientOptions } from "routewright/rehearsal";
  await deploy(compiled, rehearsalClientOptions({
    endpoint: "${endpoint}",
    subscriptionId: "00000000-0000-0000-0000-000000000000",
  }));

Press Ctrl-C to stop.
`;
}
