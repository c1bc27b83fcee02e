// What the command line needs of the engine. The commands take this, and not the
// package itself, so that their rendering can be tested with answers written by hand.

import type { Compiled, CompileOptions } from "../index.js";

export type {
  Diagnostic, EffectiveRoute, Emission, FilteredRoute, IpVersion, NotEmitted, Packet, Protocol, ResourceDefinition,
  Severity, SubnetRoutes, Summary, Trace, TraceQuery, Verdict, Walk,
} from "../index.js";

/** One compiled design: the part of `Compiled` that the commands read. */
export type CompiledDesign = Pick<
  Compiled,
  "ok" | "diagnostics" | "suppressed" | "verdicts" | "summary" | "subnets" | "routes" | "trace" | "emission" | "emit" | "free"
>;

export type Compile = (document: Uint8Array, options?: CompileOptions) => CompiledDesign;

/**
 * Whether an error is the engine's answer to a question about something that the
 * design does not have. By name: the bundled command line and the package may
 * each hold a copy of the class.
 */
export function isUsageError(error: unknown): error is Error {
  return error instanceof Error && error.name === "UsageError";
}
