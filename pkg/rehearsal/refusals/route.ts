// What Azure refuses of one route.

import { formatPrefix, holds, parseAddress, parsePrefix } from "../address.js";
import { refuse } from "../errors.js";
import { parentOf } from "../ids.js";
import { asObject, asText, textsOf } from "../json.js";
import type { Resource, Store } from "../store.js";
import { checkPrefix } from "./prefix.js";

/** A service tag: letters, then letters, digits and dots (`Storage.EastUS`). Which tags exist is not checked. */
const SERVICE_TAG = /^[a-z][a-z0-9]*(\.[a-z0-9]+)*$/i;

/** Refuses a route that cannot stand in its table. */
export function refuseRoute(store: Store, route: Resource): void {
  const { addressPrefix, nextHopIpAddress, nextHopType, nextHop } = route.properties;
  const prefix = asText(addressPrefix);
  if (prefix === undefined) refuse("InvalidRequestFormat", `Route ${route.id} has no addressPrefix.`);
  if (!SERVICE_TAG.test(prefix)) checkPrefix(prefix, route.id);

  const address = asText(nextHopIpAddress);
  if (nextHopType === "VirtualAppliance") {
    // routing.md 15 row 1.
    if (address === undefined || address === "") refuse("MissingNextHopIpAddress", `NextHopIpAddress cannot be empty in route ${route.name} when NextHopType is VirtualAppliance.`);
    checkNextHop(address, route);
  } else if (address !== undefined && address !== "") {
    // routing.md 15 row 2.
    refuse("NextHopIpAddressNotAllowed", `NextHopIpAddress is not allowed in route ${route.name} when NextHopType is ${String(nextHopType)}.`);
  }

  const several = textsOf(asObject(nextHop)?.["nextHopIpAddresses"]);
  if (nextHopType === "VirtualApplianceEcmp") {
    // routing.md 4.7: 2 to 64 addresses. The code is the one for an absent address; Azure's own is not recorded.
    if (several.length < 2 || several.length > 64) refuse("MissingNextHopIpAddress", `Route ${route.name} needs 2 to 64 nextHopIpAddresses when NextHopType is VirtualApplianceEcmp.`);
    for (const one of several) checkNextHop(one, route);
  } else if (nextHop !== undefined) {
    refuse("NextHopIpAddressNotAllowed", `nextHop is not allowed in route ${route.name} when NextHopType is ${String(nextHopType)}.`);
  }

  refuseConflict(store, route, prefix);
}

/** Ranges in which no appliance can have its address. */
const IMPOSSIBLE = ["0.0.0.0/8", "127.0.0.0/8", "224.0.0.0/4"].map(parsePrefix).filter((prefix) => prefix !== undefined);

// The code is the one that azure-powershell's tests expect for loopback and multicast addresses.
function checkNextHop(text: string, route: Resource): void {
  const address = parseAddress(text);
  if (!address || IMPOSSIBLE.some((range) => holds(range, address))) {
    refuse("InvalidNextHopIpAddress", `The next hop address ${text} of route ${route.name} is not valid.`);
  }
}

// routing.md 4.6 and 15 row 3: a prefix stands once in a table, however it is spelt.
function refuseConflict(store: Store, route: Resource, text: string): void {
  const canonical = (spelling: string) => {
    const prefix = parsePrefix(spelling);
    return prefix ? formatPrefix(prefix) : spelling.toLowerCase();
  };
  const twin = store
    .children(parentOf(route.id), route.type)
    .find((other) => other.id !== route.id && canonical(asText(other.properties["addressPrefix"]) ?? "") === canonical(text));
  if (twin) refuse("RouteConflict", `Routes ${twin.name} and ${route.name} have the same address prefix ${text}.`);
}
