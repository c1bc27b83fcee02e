// A hub with a VPN gateway and a firewall, and a spoke behind them, as an emission written by hand.

import type { Emission, ResourceDefinition } from "../../pkg/types.js";

type Definition = Pick<ResourceDefinition, "key" | "body"> & Partial<Pick<ResourceDefinition, "dependsOn" | "locks" | "scope">>;

const ref = (key: string) => ({ id: { $ref: key } });
const inEastus = (properties: object) => ({ location: "eastus", properties });

const ZONES = ["1", "2", "3"];

const DEFINITIONS: Definition[] = [
  { key: "publicIPAddresses/pip-fw", body: { ...inEastus({ publicIPAllocationMethod: "Static" }), sku: { name: "Standard" }, zones: ZONES } },
  { key: "publicIPAddresses/pip-vpn", body: { ...inEastus({ publicIPAllocationMethod: "Static" }), sku: { name: "Standard" }, zones: ZONES } },
  {
    key: "routeTables/rt-training",
    body: inEastus({
      disableBgpRoutePropagation: true,
      routes: [
        { name: "default", properties: { addressPrefix: "0.0.0.0/0", nextHopType: "VirtualAppliance", nextHopIpAddress: "10.0.1.4" } },
        { name: "hub", properties: { addressPrefix: "10.0.0.0/16", nextHopType: "VirtualAppliance", nextHopIpAddress: "10.0.1.4" } },
      ],
    }),
  },
  {
    key: "routeTables/rt-gateway",
    body: inEastus({ routes: [{ name: "training", properties: { addressPrefix: "10.20.0.0/16", nextHopType: "VirtualAppliance", nextHopIpAddress: "10.0.1.4" } }] }),
  },
  {
    key: "networkSecurityGroups/nsg-gpu",
    body: inEastus({
      securityRules: [
        {
          name: "ssh",
          properties: { priority: 100, direction: "Inbound", access: "Allow", protocol: "Tcp", sourceAddressPrefix: "10.0.0.0/24", sourcePortRange: "*", destinationAddressPrefix: "*", destinationPortRange: "22" },
        },
      ],
    }),
  },
  { key: "virtualNetworks/vnet-hub", body: { ...inEastus({ addressSpace: { addressPrefixes: ["10.0.0.0/16"] } }), tags: { owner: "ml" } } },
  { key: "virtualNetworks/vnet-training", body: inEastus({ addressSpace: { addressPrefixes: ["10.20.0.0/16"] } }) },
  {
    key: "virtualNetworks/vnet-hub/subnets/GatewaySubnet",
    body: { properties: { addressPrefixes: ["10.0.0.0/27"], routeTable: ref("routeTables/rt-gateway") } },
  },
  { key: "virtualNetworks/vnet-hub/subnets/AzureFirewallSubnet", body: { properties: { addressPrefixes: ["10.0.1.0/26"] } }, dependsOn: ["virtualNetworks/vnet-hub/subnets/GatewaySubnet"] },
  {
    key: "virtualNetworks/vnet-training/subnets/gpu",
    body: { properties: { addressPrefixes: ["10.20.1.0/24"], routeTable: ref("routeTables/rt-training"), networkSecurityGroup: ref("networkSecurityGroups/nsg-gpu") } },
  },
  {
    key: "virtualNetworks/vnet-training/subnets/endpoints",
    body: { properties: { addressPrefixes: ["10.20.2.0/24"], routeTable: ref("routeTables/rt-training"), privateEndpointNetworkPolicies: "Enabled" } },
    dependsOn: ["virtualNetworks/vnet-training/subnets/gpu"],
  },
  {
    key: "azureFirewalls/fw-hub",
    body: inEastus({
      sku: { name: "AZFW_VNet", tier: "Standard" },
      ipConfigurations: [{ name: "fw", properties: { subnet: ref("virtualNetworks/vnet-hub/subnets/AzureFirewallSubnet"), publicIPAddress: ref("publicIPAddresses/pip-fw") } }],
    }),
    locks: ["azureFirewalls/fw-hub", "virtualNetworks/vnet-hub"],
  },
  {
    key: "virtualNetworkGateways/vpn",
    body: inEastus({
      gatewayType: "Vpn",
      vpnType: "RouteBased",
      sku: { name: "VpnGw1AZ", tier: "VpnGw1AZ" },
      ipConfigurations: [{ name: "vpn", properties: { subnet: ref("virtualNetworks/vnet-hub/subnets/GatewaySubnet"), publicIPAddress: ref("publicIPAddresses/pip-vpn") } }],
    }),
    dependsOn: ["azureFirewalls/fw-hub"],
    locks: ["virtualNetworkGateways/vpn", "virtualNetworks/vnet-hub"],
  },
  {
    key: "virtualNetworks/vnet-hub/virtualNetworkPeerings/to-training",
    body: { properties: { remoteVirtualNetwork: ref("virtualNetworks/vnet-training"), allowVirtualNetworkAccess: true, allowForwardedTraffic: true, allowGatewayTransit: true } },
    dependsOn: ["virtualNetworkGateways/vpn", "virtualNetworks/vnet-training/subnets/endpoints"],
    locks: ["virtualNetworks/vnet-hub", "virtualNetworks/vnet-training"],
  },
  {
    key: "virtualNetworks/vnet-training/virtualNetworkPeerings/to-hub",
    body: { properties: { remoteVirtualNetwork: ref("virtualNetworks/vnet-hub"), allowVirtualNetworkAccess: true, allowForwardedTraffic: true, useRemoteGateways: true } },
    dependsOn: ["virtualNetworks/vnet-hub/virtualNetworkPeerings/to-training"],
    locks: ["virtualNetworks/vnet-hub", "virtualNetworks/vnet-training"],
  },
];

/** The emission; `change` may look through the definitions and alter them. */
export function story(change: (definition: ResourceDefinition) => void = () => undefined): Emission {
  const resources = DEFINITIONS.map((definition) => {
    const complete = complement(structuredClone(definition));
    change(complete);
    return complete;
  });
  return { resources, existing: [], notEmitted: [] };
}

/** The definition of a key. */
export function definitionOf(emission: Emission, key: string): ResourceDefinition {
  const found = emission.resources.find((definition) => definition.key === key);
  if (!found) throw new Error(`the story has no ${key}`);
  return found;
}

// Dependencies and locks follow from references and parents; the definition adds the serialising ones.
function complement({ key, body, dependsOn = [], locks, scope = { resourceGroup: "rg-training" } }: Definition): ResourceDefinition {
  const parts = key.split("/");
  const names = parts.filter((_, index) => index % 2 === 1);
  const parent = parts.slice(0, -2).join("/");
  const referenced = [...JSON.stringify(body).matchAll(/"\$ref":"([^"]+)"/g)].map(([, found]) => found ?? "");
  const linked = referenced.filter((found) => /^(routeTables|networkSecurityGroups)\//.test(found));
  return {
    key,
    type: `Microsoft.Network/${parts.filter((_, index) => index % 2 === 0).join("/")}`,
    apiVersion: "2025-07-01",
    name: names,
    scope,
    body,
    dependsOn: [...new Set([...(parent === "" ? [] : [parent]), ...referenced, ...dependsOn])],
    locks: locks ?? [parts.slice(0, 2).join("/"), ...linked],
    path: "",
  };
}
