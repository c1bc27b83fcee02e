// What Azure refuses of virtual network gateways and of local network gateways.

import { parsePrefix } from "../address.js";
import { refuse, UNRECORDED } from "../errors.js";
import { lastName, parentOf } from "../ids.js";
import { asObject, asText, referenceId, sameText, textsOf } from "../json.js";
import type { Resource, Store } from "../store.js";
import { gatewaysOf, ipConfigurations } from "../usage.js";
import { checkPrefix, subnetPrefixes } from "./prefix.js";
import { checkPublicAddresses } from "./public-ip-address.js";

const ROUTES = "Microsoft.Network/routeTables/routes";

/** Refuses a gateway that cannot live in its subnet. */
export function refuseGateway(store: Store, gateway: Resource): void {
  const configurations = ipConfigurations(gateway);
  if (configurations.length === 0) refuse(UNRECORDED, `Gateway ${gateway.id} has no IP configuration.`);
  for (const { subnet } of configurations) {
    if (subnet === undefined) refuse(UNRECORDED, `Gateway ${gateway.id} has an IP configuration without a subnet.`);
    // routing.md 6.
    if (!sameText(lastName(subnet), "GatewaySubnet")) refuse(UNRECORDED, `Gateway ${gateway.id} must be in a subnet named GatewaySubnet, not ${lastName(subnet)}.`);
    const found = store.get(subnet);
    // routing.md 6: /29 is enough for the Basic VPN gateway alone.
    const longest = asText(asObject(gateway.properties["sku"])?.["name"]) === "Basic" ? 29 : 27;
    const tooSmall = found && subnetPrefixes(found).some((prefix) => prefix.bits === 32 && prefix.length > longest);
    if (tooSmall) refuse(UNRECORDED, `Gateway ${gateway.id} needs a /${longest} in ${subnet}.`);
    refuseDefaultRoute(store, gateway, subnet);
    // routing.md 13: one VPN and one ExpressRoute gateway in a network.
    const twin = gatewaysOf(store, parentOf(subnet)).find(
      (other) => !sameText(other.id, gateway.id) && other.properties["gatewayType"] === gateway.properties["gatewayType"],
    );
    if (twin) refuse(UNRECORDED, `Virtual network ${parentOf(subnet)} already has gateway ${twin.id} of type ${String(gateway.properties["gatewayType"])}.`);
  }
  checkPublicAddresses(store, gateway);
  refuseZones(store, gateway);
}

/**
 * Zone-redundant gateways want addresses with zones, the others addresses without: Azure/ResourceModules issue 2609 and
 * Azure/Azure-Landing-Zones issue 2660, which have the codes.
 */
function refuseZones(store: Store, gateway: Resource): void {
  const sku = asText(asObject(gateway.properties["sku"])?.["name"]) ?? "";
  const redundant = /AZ$|^ErGwScale$/.test(sku);
  for (const { publicIPAddress } of ipConfigurations(gateway)) {
    const address = store.get(publicIPAddress ?? "");
    if (!address || gateway.properties["gatewayType"] !== "Vpn") continue;
    const zones = textsOf(address.envelope["zones"]);
    if (redundant && zones.length === 0) refuse("VmssVpnGatewayPublicIpsMustHaveZonesConfigured", `Gateway ${gateway.id} of SKU ${sku} needs zones at public IP address ${address.id}.`);
    if (!redundant && zones.length > 0) refuse("RegionalVmssVpnGatewayPublicIpsMustNotHaveZonesConfigured", `Gateway ${gateway.id} of SKU ${sku} takes no zones at public IP address ${address.id}.`);
  }
}

// routing.md 5.4 and 15 row 39: a default route on GatewaySubnet blocks the creation of a gateway.
function refuseDefaultRoute(store: Store, gateway: Resource, subnet: string): void {
  const table = referenceId(store.get(subnet)?.properties["routeTable"]);
  if (table === undefined) return;
  const blocks = store.children(table, ROUTES).some((route) => parsePrefix(asText(route.properties["addressPrefix"]) ?? "")?.length === 0);
  if (blocks) refuse(UNRECORDED, `Gateway ${gateway.id} cannot be created: route table ${table} on GatewaySubnet has a default route.`);
}

/** Refuses a local network gateway with a malformed address space. */
export function refuseLocalGateway(_store: Store, gateway: Resource): void {
  for (const text of textsOf(asObject(gateway.properties["localNetworkAddressSpace"])?.["addressPrefixes"])) checkPrefix(text, gateway.id);
}
