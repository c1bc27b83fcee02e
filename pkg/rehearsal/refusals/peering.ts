// What Azure refuses of one link of a virtual network peering.

import type { Prefix } from "../address.js";
import { refuse, UNRECORDED } from "../errors.js";
import { parentOf } from "../ids.js";
import { referenceId, sameText, textsOf } from "../json.js";
import type { Resource, Store } from "../store.js";
import { gatewaysOf, routeServersOf } from "../usage.js";
import { firstOverlap, space, subnetPrefixes } from "./prefix.js";
import { completePeersOf } from "./virtual-network.js";

/** Refuses a link that cannot connect its two networks. */
export function refusePeering(store: Store, link: Resource, before: Resource | undefined): void {
  const local = store.get(parentOf(link.id));
  const remoteId = remoteOf(link);
  const remote = remoteId === undefined ? undefined : store.get(remoteId);
  if (!local || remoteId === undefined || !remote) refuse("InvalidRequestFormat", `Peering ${link.id} names no remote virtual network.`);

  if (before && !sameText(remoteOf(before), remoteId)) {
    // routing.md 8.5 and 15 row 21.
    refuse("ChangingRemoteVirtualNetworkNotAllowed", `The remote virtual network of peering ${link.id} cannot be changed.`);
  }
  const twin = store.children(local.id, link.type).find((other) => !sameText(other.id, link.id) && sameText(remoteOf(other), remoteId));
  if (twin) {
    // routing.md 15 row 15.
    refuse("AnotherPeeringAlreadyReferencesRemoteVnet", `Peering ${twin.id} already references remote virtual network ${remoteId}.`);
  }
  const reverse = reverseOf(store, link);
  if (reverse?.assigned["peeringState"] === "Disconnected") {
    // routing.md 8.2 and 15 row 16.
    refuse("RemotePeeringIsDisconnected", `Cannot create or update peering ${link.id} because remote peering ${reverse.id} is Disconnected: delete and create it again.`);
  }
  refuseOverlaps(store, link, local, remote);
  if (link.properties["useRemoteGateways"] === true) refuseRemoteGateways(store, link, local, remote, reverse);
}

/** The id of the network at the other end. */
export function remoteOf(link: Resource): string | undefined {
  return referenceId(link.properties["remoteVirtualNetwork"]);
}

/** The other link of the same pair of networks, if it exists. */
export function reverseOf(store: Store, link: Resource): Resource | undefined {
  const remote = remoteOf(link);
  if (remote === undefined) return undefined;
  return store.children(remote, link.type).find((other) => sameText(remoteOf(other), parentOf(link.id)));
}

function refuseOverlaps(store: Store, link: Resource, local: Resource, remote: Resource): void {
  const whole = link.properties["peerCompleteVnets"] !== false;
  const mine = whole ? space(local) : listedPrefixes(store, link, local, "localSubnetNames");
  const theirs = whole ? space(remote) : listedPrefixes(store, link, remote, "remoteSubnetNames");
  const shared = firstOverlap(mine, theirs);
  // routing.md 7.4, 8.8 and 15 row 13.
  if (shared !== undefined) refuse("VnetAddressSpacesOverlap", `Cannot create or update peering ${link.id}. Virtual networks ${local.id} and ${remote.id} cannot be peered because their address spaces overlap: ${shared}.`);
  if (!whole) return;

  for (const [one, other] of [[local, remote], [remote, local]] as const) {
    for (const third of completePeersOf(store, other)) {
      if (sameText(third.id, one.id)) continue;
      const taken = firstOverlap(space(one), space(third));
      // routing.md 7.4 and 15 row 14.
      if (taken !== undefined) refuse("VnetAddressSpaceOverlapsWithAlreadyPeeredVnet", `Cannot create or update peering ${link.id}: the address space of ${one.id} overlaps with that of ${third.id}, already peered with ${other.id}: ${taken}.`);
    }
  }
}

/** The prefixes of the subnets that a subnet peering lists on one side. */
function listedPrefixes(store: Store, link: Resource, network: Resource, member: string): Prefix[] {
  return textsOf(link.properties[member]).flatMap((name) => {
    const subnet = store.get(`${network.id}/subnets/${name}`);
    if (!subnet) refuse("InvalidResourceReference", `Subnet ${name}, listed in ${member} of peering ${link.id}, was not found in ${network.id}.`);
    return subnetPrefixes(subnet);
  });
}

// routing.md 8.4.
function refuseRemoteGateways(store: Store, link: Resource, local: Resource, remote: Resource, reverse: Resource | undefined): void {
  // A route server counts as well: azure-docs, articles/route-server/route-server-faq.md.
  const serving = [...gatewaysOf(store, remote.id), ...routeServersOf(store, remote.id)];
  const ready = serving.filter((gateway) => gateway.provisioningState === "Succeeded");
  if (ready.length === 0 && link.properties["doNotVerifyRemoteGateways"] !== true) {
    // routing.md 15 row 17; a gateway that is still being created does not count.
    refuse("RemoteVnetHasNoGateways", `Peering ${link.id} cannot have UseRemoteGateway flag set to true because remote virtual network ${remote.id} does not have any gateways.`);
  }
  if (reverse && reverse.properties["allowGatewayTransit"] !== true) {
    // routing.md 15 row 18.
    refuse(UNRECORDED, `Peering ${link.id} cannot have UseRemoteGateways flag set to true, because corresponding remote peering ${reverse.id} has AllowGatewayTransit flag set to false.`);
  }
  if (gatewaysOf(store, local.id).length > 0) {
    refuse(UNRECORDED, `Peering ${link.id} cannot have UseRemoteGateways flag set to true, because virtual network ${local.id} has a gateway of its own.`);
  }
  const twin = store.children(local.id, link.type).find((other) => !sameText(other.id, link.id) && other.properties["useRemoteGateways"] === true);
  if (twin) refuse(UNRECORDED, `Peering ${link.id} cannot have UseRemoteGateways flag set to true, because peering ${twin.id} has it already.`);
}
