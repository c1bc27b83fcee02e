// What Azure refuses of security rules, and of the group that holds them.

import { parseAddress, parsePrefix } from "../address.js";
import { refuse } from "../errors.js";
import { parentOf } from "../ids.js";
import { asText, sameText, textsOf } from "../json.js";
import type { Resource, Store } from "../store.js";
import { checkBastionRules } from "./bastion.js";

const SUBNETS = "Microsoft.Network/virtualNetworks/subnets";

/** A service tag, as in a route; which tags exist is not checked. */
const SERVICE_TAG = /^[a-z][a-z0-9]*(\.[a-z0-9]+)*$/i;

/** Refuses a rule that is malformed, or that stands where another does. */
export function refuseSecurityRule(store: Store, rule: Resource): void {
  const { priority, direction } = rule.properties;
  // routing.md 9.2.
  if (typeof priority === "number" && (priority < 100 || priority > 4096)) {
    refuse("SecurityRuleInvalidPriority", `Security rule ${rule.id} has invalid priority ${priority}; it is 100 to 4096.`);
  }
  const twin = store
    .children(parentOf(rule.id), rule.type)
    .find((other) => !sameText(other.id, rule.id) && other.properties["priority"] === priority && other.properties["direction"] === direction);
  // routing.md 15 row 35.
  if (twin) refuse("SecurityRuleConflict", `Security rule ${rule.name} conflicts with rule ${twin.name}. Rules cannot have the same priority and direction.`);

  for (const side of ["source", "destination"]) {
    for (const prefix of both(rule, `${side}AddressPrefix`, `${side}AddressPrefixes`)) {
      // azure-powershell issue 4557: 50.206.209.68/27 is refused, so host bits are.
      if (!isAddressSpecification(prefix)) refuse("SecurityRuleInvalidAddressPrefix", `Security rule ${rule.id} has invalid address prefix. Value provided: ${prefix}.`);
    }
    for (const range of both(rule, `${side}PortRange`, `${side}PortRanges`)) {
      if (!isPortRange(range)) refuse("SecurityRuleInvalidPortRange", `Security rule ${rule.id} has invalid port range. Value provided: ${range}. It should be a port, a range of ports, or *.`);
    }
  }
}

/** Refuses a group that does not suit the subnets it is attached to. */
export function refuseSecurityGroup(store: Store, group: Resource): void {
  const bastion = store.users(group.id, SUBNETS).some((subnet) => sameText(subnet.name, "AzureBastionSubnet"));
  if (bastion) checkBastionRules(store, group);
}

/** Refuses to delete a group that subnets or network interfaces still use (routing.md 15 row 24). */
export function refuseSecurityGroupDeletion(store: Store, group: Resource): void {
  const [user] = [SUBNETS, "Microsoft.Network/networkInterfaces"].flatMap((type) => store.users(group.id, type));
  if (user) refuse("InUseNetworkSecurityGroupCannotBeDeleted", `Network security group ${group.id} cannot be deleted because it is in use by ${user.id}.`);
}

function both(rule: Resource, one: string, several: string): string[] {
  const single = asText(rule.properties[one]);
  return [...(single === undefined || single === "" ? [] : [single]), ...textsOf(rule.properties[several])];
}

function isAddressSpecification(text: string): boolean {
  if (text === "*" || SERVICE_TAG.test(text) || parseAddress(text) !== undefined) return true;
  const prefix = parsePrefix(text);
  return prefix !== undefined && !prefix.hostBits;
}

function isPortRange(text: string): boolean {
  if (text === "*") return true;
  const [, low, high = low] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text) ?? [];
  return low !== undefined && Number(high) <= 65535 && Number(low) <= Number(high);
}
