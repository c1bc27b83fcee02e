// The ids of resources that are part of the network and owned by someone else.
import { getClientConfigOutput } from "@pulumi/azure-native/authorization/getClientConfig.js";
import { interpolate } from "@pulumi/pulumi";
import type { ComponentResource, Input, Output } from "@pulumi/pulumi";
import type { ExistingResource } from "../index.js";

/** By key. The provider is asked for its subscription only when a resource names none. */
export function existingIds(component: ComponentResource, existing: ExistingResource[]): Map<string, Input<string>> {
  let current: Output<string> | undefined;
  const ownSubscription = (): Output<string> =>
    (current ??= getClientConfigOutput({ parent: component }).subscriptionId);
  return new Map(existing.map((resource) => [resource.key, idOf(resource, ownSubscription)]));
}

function idOf({ id, scope, type, name }: ExistingResource, ownSubscription: () => Output<string>): Input<string> {
  if (id !== undefined) return id;
  const subscription = scope.subscription ?? ownSubscription();
  return interpolate`/subscriptions/${subscription}/resourceGroups/${scope.resourceGroup}/providers/${pathOf(type, name)}`;
}

/** `Microsoft.Network/virtualNetworks/subnets` and two names: `Microsoft.Network/virtualNetworks/hub/subnets/app`. */
function pathOf(type: string, name: string[]): string {
  const [namespace, ...collections] = type.split("/");
  return [namespace, ...collections.flatMap((collection, level) => [collection, name[level]])].join("/");
}
