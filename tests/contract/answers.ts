// Every answer about a few designs, as samples of the contract.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { compile, type TraceQuery } from "routewright";

const root = join(import.meta.dirname, "..", "..");

/** The documents of examples/, and small ones that show what those do not; each on one line. */
export function documents(): string[] {
  const files = readdirSync(join(root, "examples"), { recursive: true, encoding: "utf8" });
  const examples = files
    .filter((file) => /^[^/]+\/design\.json$/.test(file))
    .map((file) => JSON.parse(readFileSync(join(root, "examples", file), "utf8")) as unknown);
  return [...examples, ...SMALL].map((design) => JSON.stringify(design));
}

export interface Sample {
  type: "Summary" | "Diagnostic" | "Verdict" | "SubnetRoutes" | "Trace" | "Emission";
  answer: unknown;
}

/** What the engine says of a document, question by question. */
export function samples(document: string): Sample[] {
  using compiled = compile(document);
  const queries = compiled.subnets.flatMap((from) =>
    ["8.8.8.8", "10.0.0.4", "192.168.0.4", ...compiled.subnets.slice(0, 3)].map((to): TraceQuery => ({ from, to, protocol: "Tcp", port: 443 })),
  );
  return [
    { type: "Summary", answer: compiled.summary },
    ...compiled.diagnostics.map((answer): Sample => ({ type: "Diagnostic", answer })),
    ...compiled.verdicts.map((answer): Sample => ({ type: "Verdict", answer })),
    ...compiled.subnets.map((subnet): Sample => ({ type: "SubnetRoutes", answer: compiled.routes(subnet) })),
    ...queries.map((query): Sample => ({ type: "Trace", answer: compiled.trace(query) })),
    ...(compiled.ok ? [{ type: "Emission", answer: compiled.emission } satisfies Sample] : []),
  ];
}

const network = { name: "vnet", addressSpace: ["10.0.0.0/16"], subnets: [{ name: "app", addressPrefix: "10.0.1.0/24" }] };

const SMALL: unknown[] = [
  // a reference to a part of a resource
  {
    name: "balanced",
    virtualNetworks: [network],
    appliances: [],
    loadBalancers: [{ name: "ilb", subnet: "vnet/app", privateIpAddress: "10.0.1.100", haPorts: true, backends: [] }],
  },
  // an intent that does not hold
  {
    name: "open",
    location: "westeurope",
    resourceGroup: "rg",
    virtualNetworks: [network],
    intents: [{ name: "closed", from: "vnet/app", to: "Internet", delivered: false }],
  },
];
