// What `deploy` and `rehearse` need of the package's hosts.

import type { CompiledDesign } from "./engine.js";

/** A rehearsal of Azure Resource Manager, serving on loopback. */
export interface RunningRehearsal {
  endpoint: string;
  close(): Promise<void>;
}

/** Where a design is deployed to. */
export type Target = { rehearsal: RunningRehearsal } | { subscription: string };

/** One resource that was written, or found to be as it should. */
export interface Written {
  key: string;
  /** Azure Resource Manager id. */
  id: string;
  outcome: "created" | "updated" | "unchanged";
}

export interface Hosts {
  rehearse(port: number): Promise<RunningRehearsal>;
  /** Writes the resources in order, telling of each; throws `Misuse` where the SDK is missing. */
  deploy(compiled: CompiledDesign, target: Target, tell: (written: Written) => void): Promise<void>;
}
