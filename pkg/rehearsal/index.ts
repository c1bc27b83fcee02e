// The rehearsal: an embedded Azure Resource Manager on loopback, so that a deployment can be tried with
// Microsoft's own clients, without an account and without a network. It is written from the same
// specification as the engine and shares no code with it: it is there to contradict it.

import { Arm, type PollingStyle } from "./arm.js";
import { Faults, type Fault } from "./faults.js";
import type { JsonObject } from "./json.js";
import type { LogEntry } from "./log.js";
import { Operations, type Latency } from "./operations.js";
import { render, renderGroup } from "./render.js";
import { listen, stop } from "./server.js";
import { Store } from "./store.js";

export type { PollingStyle } from "./arm.js";
export type { Fault } from "./faults.js";
export type { Latency } from "./operations.js";
export type { LogEntry, OperationEntry, RequestEntry } from "./log.js";
export { apiVersions } from "./facts.js";
export { rehearsalClientOptions, type RehearsalClientOptions } from "./client.js";

/** How a rehearsal behaves. */
export interface RehearsalOptions {
  /** The port on 127.0.0.1; a free one when absent or 0. */
  port?: number;
  /** The subscription that `subscriptionId` names. Requests may use any subscription id. */
  subscriptionId?: string;
  /** Milliseconds that a write stays in progress; 5 when absent. */
  latency?: Latency;
  /** How long-running operations are followed; Microsoft.Network's own way when absent. */
  polling?: PollingStyle;
  /** Seconds of the Retry-After header of operations; no such header when absent. */
  retryAfter?: number;
  /** Failures to give, in order of the list. */
  faults?: readonly Fault[];
}

/** A running rehearsal. */
export interface Rehearsal {
  /** `http://127.0.0.1:PORT` */
  readonly endpoint: string;
  readonly subscriptionId: string;
  /** Everything that has happened, oldest first. */
  readonly log: readonly LogEntry[];
  /** Every resource group and resource by id, as a GET would answer it. */
  snapshot(): Record<string, JsonObject>;
  /** Gives a failure from now on. */
  inject(fault: Fault): void;
  /** Stops listening and forgets everything. */
  close(): Promise<void>;
}

/** Starts an Azure Resource Manager on loopback, empty. */
export async function startRehearsal(options: RehearsalOptions = {}): Promise<Rehearsal> {
  const { port = 0, subscriptionId = "00000000-0000-0000-0000-000000000000", latency = 5, polling = "Azure-AsyncOperation" } = options;
  const log: LogEntry[] = [];
  const store = new Store();
  const faults = new Faults(options.faults ?? []);
  const operations = new Operations(latency, (event, { id, method, target, locks, status }) =>
    log.push({ kind: "operation", event, operation: id, method, target, locks, outcome: status }),
  );
  let endpoint = "";
  const arm = new Arm({ store, operations }, { endpoint: () => endpoint, polling, retryAfter: options.retryAfter, faults });
  const listening = await listen(port, { arm, faults, record: (entry) => log.push(entry) });
  endpoint = `http://127.0.0.1:${listening.port}`;
  return {
    endpoint,
    subscriptionId,
    log,
    snapshot: () =>
      Object.fromEntries([
        ...store.groups().map((group) => [group.id, renderGroup(group)] as const),
        ...store.all().map((resource) => [resource.id, render(store, resource)] as const),
      ]),
    inject: (fault) => faults.add(fault),
    close: async () => {
      operations.stop();
      await stop(listening.server);
    },
  };
}
