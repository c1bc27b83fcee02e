// What Azure makes of a property that a body leaves out. A PUT replaces the resource, so leaving out says
// something: a subnet written without a table has none afterwards. Only the properties that decide about
// traffic are listed, so that what others have added beside them (tags, diagnostics) is no difference.

/** By type: the value that a property has when a body does not mention it. `undefined`: none. */
export const LEFT_OUT: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  "Microsoft.Network/networkSecurityGroups": { securityRules: [] },
  "Microsoft.Network/routeTables": { disableBgpRoutePropagation: false, disablePeeringRoute: "None", routes: [] },
  "Microsoft.Network/virtualNetworks": { dhcpOptions: undefined },
  "Microsoft.Network/virtualNetworks/subnets": {
    delegations: [],
    natGateway: undefined,
    networkSecurityGroup: undefined,
    privateEndpointNetworkPolicies: "Disabled",
    routeTable: undefined,
    serviceEndpoints: [],
  },
  "Microsoft.Network/virtualNetworks/virtualNetworkPeerings": {
    allowForwardedTraffic: false,
    allowGatewayTransit: false,
    allowVirtualNetworkAccess: true,
    peerCompleteVnets: true,
    useRemoteGateways: false,
  },
};
