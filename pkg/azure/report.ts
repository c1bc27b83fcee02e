// What a deployment did: the result, and the truth about one that did not come to its end.

import type { Problem } from "./failure.js";

/** What was done, by key. */
export interface Done {
  /** Ids of the resource groups that were created. */
  resourceGroups: string[];
  created: string[];
  updated: string[];
  /** Already as the design says: not written. */
  unchanged: string[];
}

/** A deployment that came to its end. */
export interface DeployResult extends Done {
  /** ARM ids of everything in the design, existing resources too, by key. */
  ids: Record<string, string>;
}

/** A resource or resource group that was not written as it should have been. */
export interface FailedWrite {
  /** The key of the resource; of a resource group, its id. */
  key: string;
  id: string;
  /** Azure's error code. */
  code: string;
  message: string;
  /** The HTTP status of the refusal; absent where a long-running operation failed, or nobody answered. */
  status?: number;
}

/** A deployment that did not come to its end. Every resource of the design is in exactly one of the lists. */
export interface DeployReport extends Done {
  /** Azure refused the write, or its operation failed. */
  failed: FailedWrite[];
  /** Sent, and nobody knows how it ended: the connection broke, or the deployment was aborted. */
  interrupted: FailedWrite[];
  /** Not started. */
  notTried: string[];
}

/** A deployment did not come to its end; `report` says how far it came. Running it again continues it. */
export class DeployError extends Error {
  override readonly name = "DeployError";
  readonly report: DeployReport;

  constructor(report: DeployReport, cause?: unknown) {
    const count = report.created.length + report.updated.length + report.unchanged.length;
    const lines = [...report.failed, ...report.interrupted].map(({ key, code, message }) => `\n  ${key}: ${code}: ${message}`);
    super(`the deployment stopped: ${count} done, ${report.failed.length} failed, ${report.interrupted.length} interrupted, ${report.notTried.length} not tried${lines.join("")}`, { cause });
    this.report = report;
  }
}

/** A problem as an entry of the report. */
export function failedWrite(key: string, id: string, { code, message, status }: Problem): FailedWrite {
  return { key, id, code, message, ...(status === undefined ? {} : { status }) };
}
