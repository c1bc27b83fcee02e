// Registers the children of `Network`: one azure-native resource for each definition, in the order of the emission.
import { ResourceGroup } from "@pulumi/azure-native/resources/resourceGroup.js";
import type { ComponentResource, CustomResource, Input, Output } from "@pulumi/pulumi";
import { existingIds } from "./existing.js";
import { KINDS } from "./kinds.js";
import type { IdsOutput } from "./kinds.js";
import type { Plan } from "./plan.js";
import { groupKey } from "./resource-groups.js";
import { inputsOf } from "./translate.js";

/** For each kind, names of the design and ids; existing resources are among them. */
export type Ids = Record<IdsOutput, Record<string, Input<string>>>;

export function registerChildren(component: ComponentResource, name: string, plan: Plan): Ids {
  const groupNames = registerGroups(component, name, plan);
  const existing = existingIds(component, plan.existing);
  const children = new Map<string, CustomResource>();
  const idOf = (key: string): Input<string> => present(children.get(key)?.id ?? existing.get(key), key);

  for (const { definition, kind } of plan.steps) {
    const parent = children.get(parentKey(definition.key));
    const parentName = definition.name.at(-2);
    const place = {
      resourceGroupName: present(groupNames.get(groupKey(definition.scope.resourceGroup)), definition.key),
      parentName: parent && parentName ? known(parent, parentName) : parentName,
    };
    // The key is the identity of the child: were anything else in its name, a change of that would replace it.
    const child = new kind.resource(`${name}/${definition.key}`, inputsOf(kind, definition, place, idOf) as never, {
      parent: component,
      dependsOn: definition.dependsOn.flatMap((key) => children.get(key) ?? []),
    });
    children.set(definition.key, child);
  }
  return idsByName(plan, idOf);
}

function registerGroups(component: ComponentResource, name: string, plan: Plan): Map<string, Input<string>> {
  const names = plan.groups.map((group): [string, Input<string>] => {
    if (!group.create) return [groupKey(group.name), plan.resourceGroupName ?? group.name];
    const inputs = { resourceGroupName: group.name, ...(group.location === undefined ? {} : { location: group.location }) };
    // Where a group is noted down cannot be changed in Azure; replacing it for that would delete everything in it.
    const options = { parent: component, ignoreChanges: ["location"] };
    const child = new ResourceGroup(`${name}/resourceGroups/${group.name}`, inputs, options);
    return [groupKey(group.name), known(child, group.name)];
  });
  return new Map(names);
}

/**
 * A name that is known in a preview and still a dependency on the resource that bears it. The `name` output would be unknown
 * until deployment; a plain string would leave a child behind when its parent has to be replaced.
 */
function known(resource: CustomResource, name: string): Output<string> {
  return resource.urn.apply(() => name);
}

function idsByName({ steps, existing }: Plan, idOf: (key: string) => Input<string>): Ids {
  const ids = Object.fromEntries(Object.values(KINDS).map((kind) => [kind.ids, {}])) as Ids;
  for (const { key, type, name } of [...existing, ...steps.map((step) => step.definition)]) {
    const kind = KINDS[type];
    if (kind) ids[kind.ids][name.join("/")] = idOf(key);
  }
  return ids;
}

/** `virtualNetworks/hub/subnets/app` belongs to `virtualNetworks/hub`. */
function parentKey(key: string): string {
  return key.split("/").slice(0, -2).join("/");
}

function present<T>(value: T | undefined, key: string): T {
  if (value === undefined) throw new Error(`the emission refers to ${key}, which is not in it`);
  return value;
}
