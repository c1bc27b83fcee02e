// What Azure decides itself when a write succeeds: addresses, and the states of peering links.

import { assignedAddresses, nextAddress, takenAddresses } from "./allocation.js";
import { parentOf } from "./ids.js";
import { asText, sameText, type JsonObject } from "./json.js";
import { remoteOf, reverseOf } from "./refusals/peering.js";
import { spaceTexts } from "./refusals/prefix.js";
import type { Resource, Store } from "./store.js";
import { ipConfigurations } from "./usage.js";

const PEERINGS = "Microsoft.Network/virtualNetworks/virtualNetworkPeerings";

/** Fills in what Azure decides once `id` has been written. `sync`: the peering's remote space is taken over anew. */
export function assign(store: Store, id: string, sync: boolean): void {
  const resource = store.get(id);
  switch (resource?.type) {
    case "Microsoft.Network/azureFirewalls":
    case "Microsoft.Network/virtualNetworkGateways":
    case "Microsoft.Network/privateEndpoints":
    case "Microsoft.Network/networkInterfaces":
    case "Microsoft.Network/loadBalancers":
      store.update(id, { assigned: { ...resource.assigned, addresses: addressesFor(store, resource) } });
      break;
    case "Microsoft.Network/publicIPAddresses":
      store.update(id, { assigned: { ...resource.assigned, ipAddress: publicAddressFor(store, resource) } });
      break;
    case PEERINGS:
      connect(store, resource, sync);
      break;
    default:
  }
}

// An Azure Firewall takes the first usable address of its subnet, x.x.x.4; what is taken stays taken.
function addressesFor(store: Store, resource: Resource): JsonObject {
  const before = assignedAddresses(resource);
  const addresses: JsonObject = {};
  for (const { name, subnet: subnetId, wanted } of ipConfigurations(resource)) {
    const subnet = subnetId === undefined ? undefined : store.get(subnetId);
    if (!subnet) continue;
    const taken = takenAddresses(store, subnet.id, resource.id);
    for (const address of Object.values(addresses)) taken.add(asText(address) ?? "");
    addresses[name] = wanted ?? before[name] ?? nextAddress(subnet, taken);
  }
  return addresses;
}

// Addresses of the blocks reserved for documentation (RFC 5737), so that none is anybody's.
const DOCUMENTATION_BLOCKS = ["203.0.113", "198.51.100", "192.0.2"];

function publicAddressFor(store: Store, resource: Resource): string | undefined {
  if (resource.properties["publicIPAddressVersion"] === "IPv6") return undefined;
  const present = asText(resource.assigned["ipAddress"]);
  if (present !== undefined || resource.properties["publicIPAllocationMethod"] !== "Static") return present;
  const taken = new Set(store.ofType(resource.type).map((address) => asText(address.assigned["ipAddress"])));
  return DOCUMENTATION_BLOCKS.flatMap((block) => Array.from({ length: 254 }, (_, index) => `${block}.${index + 1}`)).find((address) => !taken.has(address));
}

// routing.md 8.2: one link alone is Initiated, both are Connected; what lost its partner stays Disconnected.
function connect(store: Store, link: Resource, sync: boolean): void {
  const reverse = reverseOf(store, link);
  const lost = link.assigned["peeringState"] === "Disconnected";
  const peeringState = reverse ? "Connected" : lost ? "Disconnected" : "Initiated";
  const remote = store.get(remoteOf(link) ?? "");
  const known = sync ? undefined : link.assigned["remoteAddressSpace"];
  const remoteAddressSpace = known ?? { addressPrefixes: remote ? spaceTexts(remote) : [] };
  store.update(link.id, { assigned: { peeringState, remoteAddressSpace } });
  if (reverse) store.update(reverse.id, { assigned: { ...reverse.assigned, peeringState } });
}

/** Links whose other side has gone, or whose remote network has, become Disconnected. */
export function disconnect(store: Store): void {
  for (const link of store.ofType(PEERINGS)) {
    const connected = link.assigned["peeringState"] === "Connected";
    if (connected && !reverseOf(store, link)) store.update(link.id, { assigned: { ...link.assigned, peeringState: "Disconnected" } });
  }
}

/** How far the two links of a peering know each other's present address space (routing.md 7.4, 8.1). */
export function syncLevel(store: Store, link: Resource): string {
  const remote = store.get(remoteOf(link) ?? "");
  const local = store.get(parentOf(link.id));
  const reverse = reverseOf(store, link);
  const knows = (one: Resource, network: Resource | undefined) =>
    network === undefined || sameText(JSON.stringify(one.assigned["remoteAddressSpace"]), JSON.stringify({ addressPrefixes: spaceTexts(network) }));
  const remoteKnown = knows(link, remote);
  const localKnown = !reverse || knows(reverse, local);
  if (remoteKnown && localKnown) return "FullyInSync";
  if (remoteKnown) return "LocalNotInSync";
  return localKnown ? "RemoteNotInSync" : "LocalAndRemoteNotInSync";
}
