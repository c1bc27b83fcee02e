// What happened in a rehearsal, in order: each request with its answer, each operation's start and end.

/** A request and its answer. */
export interface RequestEntry {
  kind: "request";
  method: string;
  /** Path without the query. */
  path: string;
  apiVersion: string | undefined;
  status: number;
  /** Azure's error code, for a refusal. */
  code?: string;
}

/** A long-running operation's start or end. Between the two it holds its locks. */
export interface OperationEntry {
  kind: "operation";
  event: "started" | "finished";
  operation: string;
  method: "PUT" | "DELETE";
  /** The resource that is written. */
  target: string;
  locks: readonly string[];
  outcome: "InProgress" | "Succeeded" | "Failed";
}

/** One entry of the log. It carries no time: equal runs have equal logs. */
export type LogEntry = RequestEntry | OperationEntry;
