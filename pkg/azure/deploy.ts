// Deploys a design with Microsoft's SDK: reads first, writes what differs, in order, and tells the truth about it.

import { Arm, WriteFailure, type Polling } from "./arm.js";
import { problemOf } from "./failure.js";
import { limitsOf, type Limits, type ReadOptions } from "./options.js";
import { emissionOf, GROUPS_API_VERSION, prepare, read, ReadFailure, type Deployable, type Plan, type PlannedResource, type Prepared } from "./plan.js";
import { DeployError, failedWrite, type DeployReport, type DeployResult } from "./report.js";
import { withRetries } from "./retry.js";
import { runTasks } from "./schedule.js";

/** What is going on, as it happens. */
export type Progress =
  /** Everything has been read; this is what will be done. */
  | { event: "planned"; create: number; update: number; unchanged: number }
  | { event: "started"; key: string; id: string }
  /** Azure asks to repeat the write after `delay` milliseconds. */
  | { event: "retrying"; key: string; id: string; code: string; attempt: number; delay: number }
  | { event: "finished"; key: string; id: string; outcome: "created" | "updated" | "unchanged" | "failed" | "interrupted" };

/** What `deploy` may be told. */
export interface DeployOptions extends ReadOptions, Polling {
  /** Told of everything that happens; resource groups have their id as key. */
  onProgress?: (progress: Progress) => void;
}

/**
 * Deploys a design: creates its resource groups where they are absent, and writes every resource that is not
 * already as the design says. Writes keep the order and the locks of the emission and otherwise run in
 * parallel. A design with errors throws `DesignError` before any request. A deployment that does not come to
 * its end throws `DeployError`, whose report says what was done, what failed and what was not tried.
 */
export async function deploy(subject: Deployable, options: DeployOptions): Promise<DeployResult> {
  const prepared = prepare(emissionOf(subject), options.subscriptionId);
  const limits = limitsOf(options);
  const arm = new Arm(options);
  const deployment = new Deployment(arm, prepared, options, limits);
  return deployment.run();
}

class Deployment {
  readonly #arm: Arm;
  readonly #prepared: Prepared;
  readonly #options: DeployOptions;
  readonly #limits: Limits;
  readonly #report: DeployReport = { resourceGroups: [], created: [], updated: [], unchanged: [], failed: [], interrupted: [], notTried: [] };

  constructor(arm: Arm, prepared: Prepared, options: DeployOptions, limits: Limits) {
    this.#arm = arm;
    this.#prepared = prepared;
    this.#options = options;
    this.#limits = limits;
  }

  async run(): Promise<DeployResult> {
    const planned = await this.#read();
    const count = (action: PlannedResource["action"]) => planned.resources.filter((resource) => resource.action === action).length;
    this.#tell({ event: "planned", create: count("create"), update: count("update"), unchanged: count("unchanged") });
    if (planned.missing.length > 0) {
      const missing = planned.missing.map(({ key, id }) => failedWrite(key, id, { code: "ResourceNotFound", message: "the design says that it exists, and it does not", details: [] }));
      this.#report.failed.push(...missing);
      return this.#stop(this.#keys());
    }
    await this.#createGroups(planned);
    await this.#write(planned);
    const { resourceGroups, created, updated, unchanged } = this.#report;
    return { ids: Object.fromEntries(this.#prepared.ids), resourceGroups, created, updated, unchanged };
  }

  async #read(): Promise<Plan> {
    try {
      return await read(this.#arm, this.#prepared, this.#options, this.#limits);
    } catch (error) {
      if (!(error instanceof ReadFailure)) throw error;
      this.#report.failed.push(failedWrite(error.key, error.id, error.problem));
      return this.#stop(this.#keys().filter((key) => key !== error.key), error);
    }
  }

  async #createGroups({ resourceGroups }: Plan): Promise<void> {
    for (const { id, location, exists } of resourceGroups) {
      if (exists) continue;
      if (this.#options.signal?.aborted || !(await this.#put(id, id, GROUPS_API_VERSION, { location }))) this.#stop(this.#keys());
      this.#report.resourceGroups.push(id);
      this.#tell({ event: "finished", key: id, id, outcome: "created" });
    }
  }

  async #write({ resources }: Plan): Promise<void> {
    const actions = new Map(resources.map((resource) => [resource.key, resource]));
    for (const { key, id, action } of resources) {
      if (action !== "unchanged") continue;
      this.#report.unchanged.push(key);
      this.#tell({ event: "finished", key, id, outcome: "unchanged" });
    }
    const writes = this.#prepared.emission.resources.filter(({ key }) => actions.get(key)?.action !== "unchanged");
    const left = await runTasks(
      writes,
      this.#limits.maxParallel,
      async ({ key, apiVersion }) => {
        const id = this.#prepared.ids.get(key) ?? "";
        if (!(await this.#put(key, id, apiVersion, this.#prepared.bodies.get(key) ?? {}))) return false;
        const outcome = actions.get(key)?.action === "create" ? "created" : "updated";
        this.#report[outcome].push(key);
        this.#tell({ event: "finished", key, id, outcome });
        return true;
      },
      () => this.#options.signal?.aborted ?? false,
    );
    if (left.length > 0 || this.#report.failed.length > 0 || this.#report.interrupted.length > 0) this.#stop(left.map(({ key }) => key));
  }

  /** Writes one thing; `false` when it did not succeed, which the report then has. */
  async #put(key: string, id: string, apiVersion: string, body: object): Promise<boolean> {
    const { signal } = this.#options;
    this.#tell({ event: "started", key, id });
    try {
      await withRetries(() => this.#arm.put(id, apiVersion, body, signal), this.#limits.retry, signal, (retry) => this.#tell({ event: "retrying", key, id, ...retry }));
      return true;
    } catch (error) {
      const problem = error instanceof WriteFailure ? error.problem : problemOf(error);
      const outcome = error instanceof WriteFailure && error.known ? "failed" : "interrupted";
      this.#report[outcome].push(failedWrite(key, id, problem));
      this.#tell({ event: "finished", key, id, outcome });
      return false;
    }
  }

  #keys(): string[] {
    return this.#prepared.emission.resources.map(({ key }) => key);
  }

  #tell(progress: Progress): void {
    this.#options.onProgress?.(progress);
  }

  #stop(notTried: string[], cause?: unknown): never {
    this.#report.notTried.push(...notTried);
    throw new DeployError(this.#report, cause ?? this.#options.signal?.reason);
  }
}
