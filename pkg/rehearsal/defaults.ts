// The values that Azure answers for properties that a body leaves out.
// Sources: the defaults in Microsoft's API descriptions and answers seen in their examples; an NSG's default
// rules are those of azure-docs, articles/virtual-network/network-security-groups-overview.md.

import type { JsonObject } from "./json.js";

const DEFAULTS: Record<string, JsonObject> = {
  "Microsoft.Network/azureFirewalls": { threatIntelMode: "Alert", sku: { name: "AZFW_VNet", tier: "Standard" } },
  "Microsoft.Network/natGateways": { idleTimeoutInMinutes: 4 },
  "Microsoft.Network/networkSecurityGroups/securityRules": {
    sourcePortRanges: [],
    destinationPortRanges: [],
    sourceAddressPrefixes: [],
    destinationAddressPrefixes: [],
  },
  "Microsoft.Network/publicIPAddresses": { publicIPAddressVersion: "IPv4", publicIPAllocationMethod: "Dynamic", idleTimeoutInMinutes: 4, ipTags: [] },
  "Microsoft.Network/routeTables": { disableBgpRoutePropagation: false },
  "Microsoft.Network/routeTables/routes": { hasBgpOverride: false },
  "Microsoft.Network/virtualHubs": { allowBranchToBranchTraffic: false, hubRoutingPreference: "ExpressRoute", virtualRouterAsn: 65515 },
  "Microsoft.Network/virtualNetworkGateways": { enableBgp: false, activeActive: false, enablePrivateIpAddress: false },
  "Microsoft.Network/virtualNetworks": { enableDdosProtection: false },
  "Microsoft.Network/virtualNetworks/subnets": {
    delegations: [],
    privateEndpointNetworkPolicies: "Disabled",
    privateLinkServiceNetworkPolicies: "Enabled",
  },
  "Microsoft.Network/virtualNetworks/virtualNetworkPeerings": {
    allowVirtualNetworkAccess: true,
    allowForwardedTraffic: false,
    allowGatewayTransit: false,
    useRemoteGateways: false,
    doNotVerifyRemoteGateways: false,
    peerCompleteVnets: true,
  },
};

/** What Azure answers where a body of this type is silent. */
export function defaultsOf(type: string): JsonObject {
  return DEFAULTS[type] ?? {};
}

const RULE = { protocol: "*", sourcePortRange: "*", destinationPortRange: "*" };

/** The rules that every network security group has. */
export const DEFAULT_SECURITY_RULES: { name: string; properties: JsonObject }[] = [
  { name: "AllowVnetInBound", properties: { ...RULE, direction: "Inbound", priority: 65000, access: "Allow", sourceAddressPrefix: "VirtualNetwork", destinationAddressPrefix: "VirtualNetwork" } },
  { name: "AllowAzureLoadBalancerInBound", properties: { ...RULE, direction: "Inbound", priority: 65001, access: "Allow", sourceAddressPrefix: "AzureLoadBalancer", destinationAddressPrefix: "*" } },
  { name: "DenyAllInBound", properties: { ...RULE, direction: "Inbound", priority: 65500, access: "Deny", sourceAddressPrefix: "*", destinationAddressPrefix: "*" } },
  { name: "AllowVnetOutBound", properties: { ...RULE, direction: "Outbound", priority: 65000, access: "Allow", sourceAddressPrefix: "VirtualNetwork", destinationAddressPrefix: "VirtualNetwork" } },
  { name: "AllowInternetOutBound", properties: { ...RULE, direction: "Outbound", priority: 65001, access: "Allow", sourceAddressPrefix: "*", destinationAddressPrefix: "Internet" } },
  { name: "DenyAllOutBound", properties: { ...RULE, direction: "Outbound", priority: 65500, access: "Deny", sourceAddressPrefix: "*", destinationAddressPrefix: "*" } },
];
