// What Azure refuses of a virtual network: its address space, against itself, its subnets and its peers.

import { contains, formatPrefix, overlap } from "../address.js";
import { refuse } from "../errors.js";
import { parentOf } from "../ids.js";
import { asObject, objectsOf, referenceId, sameText } from "../json.js";
import type { Resource, Store } from "../store.js";
import { checkSpacePrefix, firstOverlap, space, spaceTexts, subnetPrefixes } from "./prefix.js";

const SUBNETS = "Microsoft.Network/virtualNetworks/subnets";
const PEERINGS = "Microsoft.Network/virtualNetworks/virtualNetworkPeerings";

/** Refuses an address space that is malformed, or that subnets or peers stand against. */
export function refuseVirtualNetwork(store: Store, network: Resource): void {
  const texts = spaceTexts(network);
  const fromPool = objectsOf(asObject(network.properties["addressSpace"])?.["ipamPoolPrefixAllocations"]).length > 0;
  // routing.md 15 row 12.
  if (texts.length === 0 && !fromPool) refuse("NetcfgInvalidVirtualNetworkSite", `Virtual network '${network.name}' has no address space.`);
  const prefixes = texts.map((text) => checkSpacePrefix(text, network.id));
  prefixes.forEach((prefix, index) => {
    const twin = prefixes.slice(0, index).find((other) => overlap(prefix, other));
    if (twin) refuse("NetcfgInvalidVirtualNetworkSite", `Virtual network '${network.name}' has overlapping prefixes ${formatPrefix(twin)} and ${formatPrefix(prefix)}.`);
  });

  for (const subnet of store.children(network.id, SUBNETS)) {
    const outside = subnetPrefixes(subnet).find((prefix) => !prefixes.some((range) => contains(range, prefix)));
    // routing.md 15 row 8, when an address space shrinks under its subnets.
    if (outside) refuse("NetcfgInvalidSubnet", `Subnet '${subnet.name}' is not valid in virtual network '${network.name}': ${formatPrefix(outside)} is outside its address space.`);
  }

  for (const peer of completePeersOf(store, network)) {
    const shared = firstOverlap(prefixes, space(peer));
    // routing.md 7.4 and 15 row 14, when an address space grows into a peer's.
    if (shared !== undefined) refuse("VnetAddressSpaceOverlapsWithAlreadyPeeredVnet", `The address space of ${network.id} overlaps with that of ${peer.id}, already peered with it: ${shared}.`);
  }
}

/** The networks that this one has links to, or that have links to it, subnet peerings apart. */
export function completePeersOf(store: Store, network: Resource): Resource[] {
  const peers = new Map<string, Resource>();
  for (const link of store.ofType(PEERINGS)) {
    if (link.properties["peerCompleteVnets"] === false) continue;
    const remote = store.get(referenceId(link.properties["remoteVirtualNetwork"]) ?? "");
    const local = store.get(parentOf(link.id));
    if (!remote || !local) continue;
    if (sameText(local.id, network.id)) peers.set(remote.id, remote);
    if (sameText(remote.id, network.id)) peers.set(local.id, local);
  }
  return [...peers.values()];
}
