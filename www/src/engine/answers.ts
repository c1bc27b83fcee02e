// What the engine answers. The contract itself is owned by the engine.

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
  TraceQuery,
  Verdict,
  VerdictResult,
  Walk,
} from "../../../src/wasm/types.d.ts";
