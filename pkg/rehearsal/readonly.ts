// Properties that Azure answers and ignores when they are written, so that what was read can be written back.
// Source: the ReadOnly flags of Azure/bicep-types-az, generated/network/microsoft.network (2025-07-01).

const EVERYWHERE = ["etag", "provisioningState", "resourceGuid", "type"];

const BY_DEFINITION: Record<string, string[]> = {
  AzureFirewallIPConfigurationPropertiesFormat: ["privateIPAddress"],
  AzureFirewallPropertiesFormat: ["ipGroups"],
  IPConfigurationBgpPeeringAddress: ["defaultBgpIpAddresses", "tunnelIpAddresses"],
  NatGatewayPropertiesFormat: ["subnets"],
  NetworkSecurityGroupPropertiesFormat: ["defaultSecurityRules", "flowLogs", "networkInterfaces", "subnets"],
  PrivateEndpointProperties: ["networkInterfaces"],
  PublicIPAddressPropertiesFormat: ["ipConfiguration"],
  RoutePropertiesFormat: ["hasBgpOverride"],
  RouteTablePropertiesFormat: ["subnets"],
  ServiceDelegationPropertiesFormat: ["actions"],
  SubnetPropertiesFormat: [
    "interfaceEndpoints",
    "ipConfigurationProfiles",
    "ipConfigurations",
    "privateEndpoints",
    "purpose",
    "resourceNavigationLinks",
    "serviceAssociationLinks",
  ],
  VirtualNetworkGatewayIPConfigurationPropertiesFormat: ["privateIPAddress"],
  VirtualNetworkGatewayPropertiesFormat: ["inboundDnsForwardingEndpoint"],
  VirtualNetworkPropertiesFormat: ["defaultPublicNatGateway", "flowLogs"],
};

/** Whether Azure ignores this member of this definition when it is written. */
export function isReadOnly(definition: string, member: string): boolean {
  return EVERYWHERE.includes(member) || (BY_DEFINITION[definition]?.includes(member) ?? false);
}
