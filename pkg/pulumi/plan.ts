// What the component is going to register. Everything that can be refused is refused here, before the first resource.
import type { Input } from "@pulumi/pulumi";
import type { Emission, ExistingResource, ResourceDefinition } from "../index.js";
import { KINDS } from "./kinds.js";
import type { Kind } from "./kinds.js";
import { groupsOf } from "./resource-groups.js";
import type { Group } from "./resource-groups.js";

/** Where the resources go, as the user says it. */
export interface Placement {
  /** Takes the place of the design's resource group, which is then not created. */
  resourceGroupName?: Input<string> | undefined;
  /** `false` when the resource groups of the design are there already. */
  createResourceGroup?: boolean | undefined;
}

export interface Plan {
  steps: { definition: ResourceDefinition; kind: Kind }[];
  existing: ExistingResource[];
  groups: (Group & { create: boolean })[];
  resourceGroupName?: Input<string> | undefined;
}

export function planOf(emission: Emission, { resourceGroupName, createResourceGroup = true }: Placement): Plan {
  const groups = groupsOf(emission);
  if (resourceGroupName !== undefined && groups.length > 1) {
    const names = groups.map((group) => group.name).join(", ");
    throw new Error(`resourceGroupName takes the place of one resource group, and the design has ${groups.length}: ${names}`);
  }
  const create = createResourceGroup && resourceGroupName === undefined;
  return {
    steps: emission.resources.map((definition) => ({ definition, kind: kindOf(definition) })),
    existing: emission.existing,
    groups: groups.map((group) => ({ ...group, create: create && !group.existing })),
    resourceGroupName,
  };
}

function kindOf({ type, key, scope }: ResourceDefinition): Kind {
  const kind = KINDS[type];
  if (!kind) throw new Error(`${key}: no azure-native resource is known for ${type}`);
  // A provider writes to one subscription. Writing into the wrong one would succeed, quietly.
  if (scope.subscription !== undefined) {
    throw new Error(`${key}: belongs to subscription ${scope.subscription}; the component writes only to that of its provider`);
  }
  return kind;
}
