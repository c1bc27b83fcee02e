// What the engine answers. The contract itself is owned by the engine.

import type { TraceQuery } from "../../../src/wasm/types.d.ts";

export type { ServiceTags } from "../../../pkg/service-tags.ts";
export type {
  Diagnostic,
  Disposition,
  EffectiveRoute,
  FilteredRoute,
  Hop,
  IpVersion,
  JsonPatchOperation,
  Packet,
  Protocol,
  SecurityDecision,
  Severity,
  SubnetRoutes,
  Summary,
  Trace,
  TracedEnd,
  TraceQuery,
  Verdict,
  VerdictResult,
  Walk,
} from "../../../src/wasm/types.d.ts";

/** A question as it is typed: `firewall: fw-hub` stands for an object. */
export interface TypedQuery extends TraceQuery {
  from: string;
  to: string;
}
