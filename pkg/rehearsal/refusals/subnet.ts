// What Azure refuses of a subnet: its addresses, what may be attached to it, and changes while it is in use.

import { contains, formatPrefix, overlap, type Prefix } from "../address.js";
import { refuse, UNRECORDED } from "../errors.js";
import { parentOf } from "../ids.js";
import { objectsOf, referenceId, sameText } from "../json.js";
import type { Resource, Store } from "../store.js";
import { usersOfSubnet } from "../usage.js";
import { checkBastionRules } from "./bastion.js";
import { refuseSharedNatGateway } from "./nat-gateway.js";
import { checkPrefix, space, subnetPrefixes, subnetPrefixTexts } from "./prefix.js";
import { refuseRouteTable } from "./route-table.js";

/** Refuses a subnet that cannot stand in its virtual network. */
export function refuseSubnet(store: Store, subnet: Resource, before: Resource | undefined): void {
  refuseAddresses(store, subnet);
  refuseAttachments(store, subnet);
  refuseChangeInUse(store, subnet, before);
}

function refuseAddresses(store: Store, subnet: Resource): void {
  const network = store.get(parentOf(subnet.id));
  if (!network) return;
  const texts = subnetPrefixTexts(subnet.properties);
  const fromPool = objectsOf(subnet.properties["ipamPoolPrefixAllocations"]).length > 0;
  const invalid = (why: string): never => refuse("NetcfgInvalidSubnet", `Subnet '${subnet.name}' is not valid in virtual network '${network.name}': ${why}.`);
  if (texts.length === 0 && !fromPool) invalid("it has no address prefix");

  const prefixes: Prefix[] = texts.map((text) => checkPrefix(text, subnet.id));
  for (const prefix of prefixes) {
    // routing.md 7.1: IPv4 subnets are /29 or larger, IPv6 subnets exactly /64.
    if (prefix.bits === 32 && prefix.length > 29) invalid(`${formatPrefix(prefix)} is smaller than /29`);
    if (prefix.bits === 128 && prefix.length !== 64) invalid(`${formatPrefix(prefix)} is not a /64`);
    // routing.md 7.4 and 15 row 8.
    if (!space(network).some((range) => contains(range, prefix))) invalid(`${formatPrefix(prefix)} is outside its address space`);
  }
  for (const other of store.children(network.id, subnet.type)) {
    if (sameText(other.id, subnet.id)) continue;
    const clash = subnetPrefixes(other).some((taken) => prefixes.some((prefix) => overlap(prefix, taken)));
    // routing.md 15 row 9.
    if (clash) refuse("NetcfgSubnetRangesOverlap", `Subnet '${subnet.name}' is not valid because its range overlaps with that of subnet '${other.name}' in virtual network '${network.name}'.`);
  }
}

function refuseAttachments(store: Store, subnet: Resource): void {
  const table = referenceId(subnet.properties["routeTable"]);
  const group = referenceId(subnet.properties["networkSecurityGroup"]);
  const isNamed = (name: string) => sameText(subnet.name, name);
  if (isNamed("AzureBastionSubnet") && table !== undefined) {
    // routing.md 15 row 4.
    refuse("RouteTableCannotBeAttachedForAzureBastionSubnet", `Route table ${table} cannot be attached to Azure Bastion subnet ${subnet.name}.`);
  }
  if (isNamed("AzureBastionSubnet") && group !== undefined) {
    const rules = store.get(group);
    if (rules) checkBastionRules(store, rules);
  }
  if (isNamed("GatewaySubnet") && group !== undefined) {
    // routing.md 15 row 6.
    refuse("NetworkSecurityGroupCannotBeAttachedToGatewaySubnet", `Network security group ${group} cannot be attached to Gateway Subnet ${subnet.id}.`);
  }
  if (isNamed("GatewaySubnet") && referenceId(subnet.properties["natGateway"]) !== undefined) {
    // routing.md 6, last row.
    refuse(UNRECORDED, `A NAT gateway cannot be attached to Gateway Subnet ${subnet.id}.`);
  }
  if (isNamed("RouteServerSubnet") && (table ?? group) !== undefined) {
    // routing.md 6.
    refuse(UNRECORDED, `Neither a route table nor a network security group can be attached to ${subnet.id}.`);
  }
  refuseSharedNatGateway(store, subnet);
  const attached = table === undefined ? undefined : store.get(table);
  if (attached && isNamed("AzureFirewallSubnet")) refuseRouteTable(store, attached);
}

// routing.md 15 row 22.
function refuseChangeInUse(store: Store, subnet: Resource, before: Resource | undefined): void {
  if (!before) return;
  const text = (version: Resource) => subnetPrefixes(version).map(formatPrefix).sort().join();
  const [user] = usersOfSubnet(store, subnet.id);
  if (user !== undefined && text(before) !== text(subnet)) {
    refuse("InUseSubnetCannotBeUpdated", `Subnet ${subnet.name} is in use by ${user} and cannot be updated.`);
  }
}

/** Refuses to delete a subnet in which something has an address (routing.md 15 row 22). */
export function refuseSubnetDeletion(store: Store, subnet: Resource): void {
  const [user] = usersOfSubnet(store, subnet.id);
  if (user !== undefined) refuse("InUseSubnetCannotBeDeleted", `Subnet ${subnet.name} is in use by ${user} and cannot be deleted.`);
}
