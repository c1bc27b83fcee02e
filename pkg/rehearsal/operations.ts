// Long-running operations: a write is accepted, stays in progress for the rehearsal's latency, then ends.

import type { ErrorDetail } from "./errors.js";
import { LockTable } from "./locks.js";

/** How an operation stands. */
export type OperationStatus = "InProgress" | "Succeeded" | "Failed";

/** Milliseconds that a write stays in progress: always the same, or by method and id. */
export type Latency = number | ((method: "PUT" | "DELETE", target: string) => number);

/** One accepted write. */
export interface Operation {
  readonly id: string;
  readonly method: "PUT" | "DELETE";
  /** The resource that is written. */
  readonly target: string;
  /** What Azure locks meanwhile. */
  readonly locks: readonly string[];
  status: OperationStatus;
  error?: ErrorDetail;
}

/** What a new operation needs. */
export interface OperationStart {
  method: "PUT" | "DELETE";
  target: string;
  locks: readonly string[];
  /** Called when the operation ends well. */
  succeed: () => void;
  /** Ends the operation with this error instead. */
  failure?: ErrorDetail | undefined;
  fail: () => void;
}

/** The operations of one rehearsal, and the locks that they hold. */
export class Operations {
  readonly locks: LockTable = new LockTable();
  readonly #latency: Latency;
  readonly #onEvent: (event: "started" | "finished", operation: Operation) => void;
  readonly #operations = new Map<string, Operation>();
  readonly #timers = new Set<NodeJS.Timeout>();

  constructor(latency: Latency, onEvent: (event: "started" | "finished", operation: Operation) => void) {
    this.#latency = latency;
    this.#onEvent = onEvent;
  }

  get(id: string): Operation | undefined {
    return this.#operations.get(id.toLowerCase());
  }

  /** Starts an operation and takes its locks, which the caller has found free. */
  start(start: OperationStart): Operation {
    const number = (this.#operations.size + 1).toString(16).padStart(12, "0");
    const operation: Operation = {
      id: `00000000-0000-4000-8000-${number}`,
      method: start.method,
      target: start.target,
      locks: start.locks,
      status: "InProgress",
    };
    this.#operations.set(operation.id, operation);
    this.locks.take(operation.locks, operation.id);
    this.#onEvent("started", operation);
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.locks.release(operation.id);
      if (start.failure) {
        operation.status = "Failed";
        operation.error = start.failure;
        start.fail();
      } else {
        operation.status = "Succeeded";
        start.succeed();
      }
      this.#onEvent("finished", operation);
    }, typeof this.#latency === "number" ? this.#latency : this.#latency(start.method, start.target));
    this.#timers.add(timer);
    return operation;
  }

  /** Forgets what is still in progress. */
  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }
}
