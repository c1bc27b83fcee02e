// The resource groups of an emission: which there are, and which of them the component may create.
import type { Emission } from "../index.js";

export interface Group {
  name: string;
  /** Where its first resource is; a group without one holds only parts of existing resources. */
  location?: string;
  /** A group that holds an existing resource is there already, and belongs to someone else. */
  existing: boolean;
}

/** Azure compares the names of resource groups without regard to case. */
export function groupKey(name: string): string {
  return name.toLowerCase();
}

/** In the order of the emission. */
export function groupsOf(emission: Emission): Group[] {
  const existing = new Set(emission.existing.map((resource) => groupKey(resource.scope.resourceGroup)));
  const groups = new Map<string, Group>();
  for (const { scope, body } of emission.resources) {
    const key = groupKey(scope.resourceGroup);
    const group = groups.get(key) ?? { name: scope.resourceGroup, existing: existing.has(key) };
    if (group.location === undefined && typeof body["location"] === "string") group.location = body["location"];
    groups.set(key, group);
  }
  return [...groups.values()];
}
