// "routewright/pulumi": a design as a Pulumi component.
export { Network } from "./network.js";
export type { NetworkArgs } from "./network.js";
export type { CompiledDesign } from "./design.js";
export type { Placement } from "./plan.js";
