// What a deployment would change: everything is read before anything is written.

import type { Emission, ExistingResource, ResourceDefinition } from "../types.js";
import { Arm, type Live } from "./arm.js";
import { differences, type Difference } from "./compare.js";
import { problemOf, type Problem } from "./failure.js";
import { groupIdOf, idsOf, resolve, type Ids } from "./ids.js";
import { limitsOf, type Limits, type ReadOptions } from "./options.js";
import { withRetries } from "./retry.js";
import { checkOrder, mapParallel } from "./schedule.js";

/** What will happen to one resource. */
export interface PlannedResource {
  key: string;
  id: string;
  action: "create" | "update" | "unchanged";
  /** For an update: where the live resource is not what the design says. */
  differences: Difference[];
}

/** A resource group that the design's resources go into. */
export interface PlannedGroup {
  id: string;
  location: string;
  exists: boolean;
}

/** What a deployment would do. */
export interface Plan {
  resourceGroups: PlannedGroup[];
  resources: PlannedResource[];
  /** Resources that the design takes as existing and that do not exist. */
  missing: { key: string; id: string }[];
}

/** Something could not be read, so nothing was planned and nothing was written. */
export class ReadFailure extends Error {
  override readonly name = "ReadFailure";
  readonly key: string;
  readonly id: string;
  readonly problem: Problem;

  constructor(key: string, id: string, cause: unknown) {
    const problem = problemOf(cause);
    super(`${key} could not be read: ${problem.code}: ${problem.message}`, { cause });
    this.key = key;
    this.id = id;
    this.problem = problem;
  }
}

/** The API version with which resource groups are read and written: that of @azure/arm-resources 7.0.0. */
export const GROUPS_API_VERSION = "2025-04-01";

/** An emission that has been looked through: every reference leads somewhere, every order can be kept. */
export interface Prepared {
  emission: Emission;
  ids: Ids;
  bodies: ReadonlyMap<string, Record<string, unknown>>;
}

/** Looks an emission through, without a request; throws `UsageError` for one that cannot be deployed. */
export function prepare(emission: Emission, subscriptionId: string): Prepared {
  const ids = idsOf(emission, subscriptionId);
  checkOrder(emission.resources, new Set(emission.existing.map(({ key }) => key)));
  const bodies = new Map(emission.resources.map((definition) => [definition.key, resolve(definition, ids)]));
  return { emission, ids, bodies };
}

/** The emission of a compiled design, or the emission itself. A design with errors throws `DesignError` here. */
export function emissionOf(subject: Deployable): Emission {
  return "emission" in subject ? subject.emission : subject;
}

/** What can be deployed: a compiled design, or its emission. */
export type Deployable = Emission | { readonly emission: Emission };

/** Tells what `deploy` would do, and changes nothing. */
export async function plan(subject: Deployable, options: ReadOptions): Promise<Plan> {
  const prepared = prepare(emissionOf(subject), options.subscriptionId);
  return read(new Arm(options), prepared, options, limitsOf(options));
}

/** Reads everything that an emission names. */
export async function read(arm: Arm, { emission, ids, bodies }: Prepared, { subscriptionId, signal }: ReadOptions, { maxParallel, retry }: Limits): Promise<Plan> {
  const get = async (key: string, id: string, apiVersion: string): Promise<Live | undefined> => {
    try {
      return await withRetries(() => arm.get(id, apiVersion, signal), retry, signal, () => undefined);
    } catch (error) {
      throw new ReadFailure(key, id, error);
    }
  };
  const resourceGroups = await mapParallel(groupsOf(emission.resources, subscriptionId), maxParallel, async ({ id, location }) => ({
    id,
    location,
    exists: (await get(id, id, GROUPS_API_VERSION)) !== undefined,
  }));
  const present = new Set(resourceGroups.filter(({ exists }) => exists).map(({ id }) => id.toLowerCase()));
  const resources = await mapParallel(emission.resources, maxParallel, async (definition): Promise<PlannedResource> => {
    const { key, type, apiVersion } = definition;
    const id = ids.get(key) ?? "";
    const live = present.has(groupIdOf(definition, subscriptionId).toLowerCase()) ? await get(key, id, apiVersion) : undefined;
    if (!live) return { key, id, action: "create", differences: [] };
    const found = differences(type, bodies.get(key) ?? {}, live);
    return { key, id, action: found.length === 0 ? "unchanged" : "update", differences: found };
  });
  const existing = await mapParallel(emission.existing, maxParallel, async ({ key, type }) => {
    const id = ids.get(key) ?? "";
    return { key, id, exists: (await get(key, id, versionFor(type, emission))) !== undefined };
  });
  return { resourceGroups, resources, missing: existing.filter(({ exists }) => !exists).map(({ key, id }) => ({ key, id })) };
}

function groupsOf(resources: ResourceDefinition[], subscriptionId: string): { id: string; location: string }[] {
  const groups = new Map<string, { id: string; location: string }>();
  for (const definition of resources) {
    const id = groupIdOf(definition, subscriptionId);
    const known = groups.get(id.toLowerCase());
    const { location } = definition.body;
    if (!known) groups.set(id.toLowerCase(), { id, location: typeof location === "string" ? location : "" });
    else if (known.location === "" && typeof location === "string") known.location = location;
  }
  return [...groups.values()];
}

/** The API version in which the design speaks of a type, or of its network at all. */
function versionFor(type: ExistingResource["type"], { resources }: Emission): string {
  const versions = (some: ResourceDefinition[]) => some.map(({ apiVersion }) => apiVersion).sort().at(-1);
  return versions(resources.filter((definition) => definition.type === type)) ?? versions(resources) ?? "2025-07-01";
}
