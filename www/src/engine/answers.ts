// What the engine answers. The contract itself is owned by the engine.

import type { TraceQuery as Question } from "../../../src/wasm/types.d.ts";

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
  Verdict,
  VerdictResult,
  Walk,
} from "../../../src/wasm/types.d.ts";

/** A question as the designer asks it: both ends in words. */
export type TraceQuery = Question & { from: string; to: string };
