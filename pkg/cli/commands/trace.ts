// `routewright trace FILE --from X --to Y`: one packet's way there and back.

import { Command, Option } from "commander";
import { readEnd, NAMED_ENDS } from "../../ends.js";
import type { Context } from "../context.js";
import type { IpVersion, Protocol, TraceQuery } from "../engine.js";
import { statusOf } from "../findings.js";
import { ask, type Format, openDesign, reportErrors, reportUnanswered } from "../open.js";
import { formatOption, port, serviceTagsOption, word } from "../options.js";
import { renderJson } from "../render/json.js";
import { renderTrace } from "../render/trace.js";

const PROTOCOLS: readonly Protocol[] = ["Any", "Tcp", "Udp", "Icmp"];
const IP_VERSIONS: readonly IpVersion[] = ["IPv4", "IPv6"];

/** For objects and lists, as intents have them. */
const FORMS = `
An endpoint is one of:
  VNET/SUBNET, VNET/*, "#LABEL", an address or prefix, a service tag, Internet, OnPremises, a site
  KIND:NAME, or the name alone; KIND is ${NAMED_ENDS.join(", ")}
  a list of these as JSON, of which the packet takes the first that it can: '["VNET/*", { "firewall": "NAME" }]'
`;

interface TraceOptions extends TraceQuery {
  format: Format;
  serviceTags?: string;
}

export function traceCommand(context: Context): Command {
  return new Command("trace")
    .description("follow one packet there and back, with the route that decides at each hop")
    .argument("<file>", "design document; - is standard input")
    .requiredOption("--from <endpoint>", "where it starts: VNET/SUBNET, KIND:NAME, an address, Internet, ...", readEnd)
    .requiredOption("--to <endpoint>", "where it goes, in the same forms", readEnd)
    .addOption(new Option("--protocol <protocol>", PROTOCOLS.join(", ")).argParser(word(PROTOCOLS)))
    .addOption(new Option("--port <port>", "destination port").argParser(port))
    .addOption(new Option("--ip-version <version>", `${IP_VERSIONS.join(", ")}; IPv4 where both ends have it`).argParser(word(IP_VERSIONS)))
    .addOption(serviceTagsOption())
    .addOption(formatOption())
    .addHelpText("after", FORMS)
    .action(async (file: string, { format, serviceTags, ...query }: TraceOptions) => {
      const opened = await openDesign(file, context, serviceTags);
      const { compiled } = opened;
      const trace = ask(opened, () => compiled.trace(query));
      if (format === "json") {
        context.out.write(renderJson({ diagnostics: compiled.diagnostics, trace: trace ?? null }));
      } else {
        reportErrors(opened, context);
        if (trace) context.out.write(renderTrace(trace, context.out.style));
        reportUnanswered(opened, context);
      }
      context.finish(statusOf(compiled));
      compiled.free();
    });
}
