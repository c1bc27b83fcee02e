// What Azure refuses of a firewall.

import { refuse, UNRECORDED } from "../errors.js";
import { lastName } from "../ids.js";
import { asObject, asText, sameText } from "../json.js";
import type { Resource, Store } from "../store.js";
import { ipConfigurations, usersOfSubnet } from "../usage.js";
import { subnetPrefixes } from "./prefix.js";
import { checkPublicAddresses } from "./public-ip-address.js";

/** Refuses a firewall that cannot live in its subnets: their names, sizes and tenants (routing.md 6). */
export function refuseFirewall(store: Store, firewall: Resource): void {
  const management = asText(asObject(firewall.properties["managementIpConfiguration"])?.["name"]);
  for (const { name, subnet } of ipConfigurations(firewall)) {
    if (subnet === undefined) continue;
    const expected = name === management ? "AzureFirewallManagementSubnet" : "AzureFirewallSubnet";
    if (!sameText(lastName(subnet), expected)) refuse(UNRECORDED, `Firewall ${firewall.id} must be in a subnet named ${expected}, not ${lastName(subnet)}.`);
    const found = store.get(subnet);
    const tooSmall = found && subnetPrefixes(found).some((prefix) => prefix.bits === 32 && prefix.length > 26);
    if (tooSmall) refuse(UNRECORDED, `Firewall ${firewall.id} needs a /26 in ${subnet}.`);
    const tenant = usersOfSubnet(store, subnet).find((user) => !user.toLowerCase().startsWith(`${firewall.id.toLowerCase()}/`));
    if (tenant !== undefined) refuse(UNRECORDED, `Subnet ${subnet} already holds ${tenant}.`);
  }
  checkPublicAddresses(store, firewall);
}
