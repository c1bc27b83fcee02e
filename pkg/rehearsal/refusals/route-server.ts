// What Azure refuses of route servers, which it knows as virtual hubs with one IP configuration and BGP connections.

import { refuse, UNRECORDED } from "../errors.js";
import { lastName, parentOf } from "../ids.js";
import { asObject, asText, referenceId, sameText } from "../json.js";
import type { Resource, Store } from "../store.js";
import { routeServersOf, usersOfSubnet } from "../usage.js";
import { subnetPrefixes } from "./prefix.js";
import { checkPublicAddresses } from "./public-ip-address.js";

const CONNECTIONS = "Microsoft.Network/virtualHubs/bgpConnections";
const CONFIGURATIONS = "Microsoft.Network/virtualHubs/ipConfigurations";

/** routing.md 13: BGP peers of one route server. */
const MOST_PEERS = 8;

/** Refuses a place that is not a route server's: another subnet, one too small or taken, a network with a route server (routing.md 6, 13). */
export function refuseHubConfiguration(store: Store, configuration: Resource): void {
  const subnet = referenceId(configuration.properties["subnet"]);
  if (subnet === undefined) refuse(UNRECORDED, `IP configuration ${configuration.id} names no subnet.`);
  if (lastName(subnet) !== "RouteServerSubnet") refuse(UNRECORDED, `Route server ${parentOf(configuration.id)} must be in a subnet named RouteServerSubnet, not ${lastName(subnet)}.`);
  const found = store.get(subnet);
  if (found && subnetPrefixes(found).some((prefix) => prefix.bits === 32 && prefix.length > 27)) refuse(UNRECORDED, `Route server ${parentOf(configuration.id)} needs a /27 in ${subnet}.`);
  const twin = routeServersOf(store, parentOf(subnet)).find((other) => !sameText(other.id, configuration.id));
  if (twin) refuse(UNRECORDED, `Virtual network ${parentOf(subnet)} already has route server ${parentOf(twin.id)}.`);
  const tenant = usersOfSubnet(store, subnet).find((user) => !sameText(user, configuration.id));
  if (tenant !== undefined) refuse(UNRECORDED, `Subnet ${subnet} already holds ${tenant}.`);
  const address = store.get(referenceId(configuration.properties["publicIPAddress"]) ?? "");
  // Code and cause: hashicorp/terraform-provider-azurerm pull request 16243.
  if (address && asText(asObject(address.envelope["sku"])?.["name"]) !== "Standard") {
    refuse("InvalidOperation", `Route server ${parentOf(configuration.id)} requires a public IP address of Standard SKU, and ${address.id} is none.`);
  }
  checkPublicAddresses(store, configuration);
}

/** Refuses more BGP sessions than a route server has, and two with one appliance. */
export function refuseBgpConnection(store: Store, connection: Resource): void {
  const hub = parentOf(connection.id);
  if (store.children(hub, CONFIGURATIONS).length === 0) refuse(UNRECORDED, `Route server ${hub} has no IP configuration to connect from.`);
  const others = store.children(hub, CONNECTIONS).filter((other) => !sameText(other.id, connection.id));
  if (others.length >= MOST_PEERS) refuse(UNRECORDED, `Route server ${hub} has ${MOST_PEERS} BGP peers already.`);
  const twin = others.find((other) => sameText(asText(other.properties["peerIp"]), asText(connection.properties["peerIp"]) ?? ""));
  if (twin) refuse(UNRECORDED, `Route server ${hub} has a BGP connection to that address already: ${twin.id}.`);
}
