// From the keys of an emission to the ids of Azure Resource Manager, and the references that stand for them.

import { UsageError } from "../errors.js";
import type { Emission, ExistingResource, ResourceDefinition } from "../types.js";

/** ARM ids by key, for everything that a design names. */
export type Ids = ReadonlyMap<string, string>;

/** The id of a resource group. */
export function groupId(subscription: string, name: string): string {
  return `/subscriptions/${subscription}/resourceGroups/${name}`;
}

/** The id of the group that holds a resource. */
export function groupIdOf({ scope }: ResourceDefinition | ExistingResource, subscriptionId: string): string {
  return groupId(scope.subscription ?? subscriptionId, scope.resourceGroup);
}

/** The ids of everything in an emission; throws for one that refers to what it does not have. */
export function idsOf(emission: Emission, subscriptionId: string): Ids {
  const ids = new Map<string, string>();
  for (const resource of [...emission.existing, ...emission.resources]) {
    if (ids.has(resource.key)) throw new UsageError(`the emission has ${resource.key} twice`);
    const given = "id" in resource ? resource.id : undefined;
    ids.set(resource.key, given ?? idOf(resource, subscriptionId));
  }
  return ids;
}

function idOf(resource: ResourceDefinition | ExistingResource, subscriptionId: string): string {
  const [provider, ...types] = resource.type.split("/");
  if (types.length !== resource.name.length) {
    throw new UsageError(`${resource.key}: ${resource.type} needs ${types.length} names, not ${resource.name.length}`);
  }
  const path = types.map((type, level) => `${type}/${resource.name[level]}`).join("/");
  return `${groupIdOf(resource, subscriptionId)}/providers/${provider}/${path}`;
}

/** The body with every `{ $ref: KEY }` replaced by the id of that key, or of a `child` inside it. */
export function resolve(definition: ResourceDefinition, ids: Ids): Record<string, unknown> {
  const visit = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(visit);
    if (typeof value !== "object" || value === null) return value;
    if ("$ref" in value) {
      const id = ids.get(String(value.$ref));
      if (id === undefined) throw new UsageError(`${definition.key} refers to ${String(value.$ref)}, which the emission does not have`);
      return "child" in value ? `${id}/${String(value.child)}` : id;
    }
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, visit(inner)]));
  };
  return visit(definition.body) as Record<string, unknown>;
}
