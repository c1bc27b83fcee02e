// Every answer about a few designs, as samples of the contract.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { compile, type TraceQuery } from "routewright";

const root = join(import.meta.dirname, "..", "..");

/** The documents of examples/, and small ones that show what those do not. */
export function documents(): string[] {
  const examples = readdirSync(join(root, "examples"), { recursive: true, encoding: "utf8" });
  const files = examples.filter((file) => file.endsWith("design.json") && !file.includes("node_modules"));
  return [...files.map((file) => readFileSync(join(root, "examples", file), "utf8")), ...SMALL.map((design) => JSON.stringify(design)), "{"];
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

const SMALL: unknown[] = [];
