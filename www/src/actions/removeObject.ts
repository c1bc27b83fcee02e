// Removes an object, with what cannot be without it: the devices that stand in a virtual network,
// its peerings, the subnets' mention of a route table. Routes and intents that named it stay: the
// engine then says what they lack.

import { removeAt } from "../document/edit.ts";
import { readModel, type Item, type Model } from "../document/model.ts";
import { usesOf } from "../document/references.ts";
import type { Edit } from "./edit.ts";

export const removeObject: Edit<string> = {
  label: (id, before) => `Delete ${before.byId.get(id)?.name ?? ""}`,
  apply: (document, id) => {
    const model = readModel(document.text);
    const item = model.byId.get(id);
    if (item === undefined) return document;
    return { ...document, text: backToFront(removals(model, item)).reduce(removeAt, document.text) };
  },
  select: () => null,
};

/** Pointers of all that goes. */
function removals(model: Model, item: Item): string[] {
  const mentions = usesOf(model, item).flatMap(({ pointer }) => {
    const [collection = "", index = "", ...inside] = pointer.slice(1).split("/");
    const holder = `/${collection}/${index}`;
    switch (collection) {
      case "peerings":
        return inside[0] === "gatewayTransit" ? [] : [holder];
      case "firewalls":
      case "virtualNetworkGateways":
      case "routeServers":
        return inside[0] === "virtualNetwork"
          ? [holder]
          : inside[0] === "connections" || inside[0] === "peers"
            ? [`${holder}/${inside[0]}/${inside[1] ?? ""}`]
            : [pointer];
      case "virtualHubs":
        if (inside[2] === "staticRoutes") return [];
        return inside[0] === "bgpPeers" || inside[0] === "connections"
          ? [`${holder}/${inside[0]}/${inside[1] ?? ""}`]
          : [pointer];
      case "privateEndpoints":
      case "networkInterfaces":
      case "appliances":
      case "loadBalancers":
        return inside.at(-1) === "subnet" ? [holder] : [pointer];
      case "virtualNetworks":
      case "networkSecurityGroups":
      case "natGateways":
      case "networkManager":
        return [pointer];
      default:
        return [];
    }
  });
  return [...new Set([item.pointer, ...mentions])];
}

/** Later items of an array first, so that the pointers of the others stay true; nothing inside what goes anyway. */
function backToFront(pointers: readonly string[]): string[] {
  return pointers
    .filter((pointer) => !pointers.some((outer) => pointer !== outer && pointer.startsWith(`${outer}/`)))
    .sort((left, right) => right.localeCompare(left, "en", { numeric: true }));
}

/** What else goes with the object, for the question before it is deleted. */
export function alsoRemoved(model: Model, item: Item): Item[] {
  return removals(model, item).flatMap((pointer) => {
    const found = model.byPointer.get(pointer);
    return found === undefined || found === item ? [] : [found];
  });
}
