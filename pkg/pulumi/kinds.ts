// Which azure-native resource stands for which ARM type, and how it calls the segments of the name.
// Classes are imported from their own files: the package index would load every resource of Azure.
import { ApplicationSecurityGroup } from "@pulumi/azure-native/network/applicationSecurityGroup.js";
import { AzureFirewall } from "@pulumi/azure-native/network/azureFirewall.js";
import { LoadBalancer } from "@pulumi/azure-native/network/loadBalancer.js";
import { NatGateway } from "@pulumi/azure-native/network/natGateway.js";
import { NetworkInterface } from "@pulumi/azure-native/network/networkInterface.js";
import { NetworkSecurityGroup } from "@pulumi/azure-native/network/networkSecurityGroup.js";
import { PublicIPAddress } from "@pulumi/azure-native/network/publicIPAddress.js";
import { RouteTable } from "@pulumi/azure-native/network/routeTable.js";
import { Subnet } from "@pulumi/azure-native/network/subnet.js";
import { VirtualHub } from "@pulumi/azure-native/network/virtualHub.js";
import { VirtualHubBgpConnection } from "@pulumi/azure-native/network/virtualHubBgpConnection.js";
import { VirtualHubIpConfiguration } from "@pulumi/azure-native/network/virtualHubIpConfiguration.js";
import { VirtualNetwork } from "@pulumi/azure-native/network/virtualNetwork.js";
import { VirtualNetworkGateway } from "@pulumi/azure-native/network/virtualNetworkGateway.js";
import { VirtualNetworkPeering } from "@pulumi/azure-native/network/virtualNetworkPeering.js";
import type { CustomResource, CustomResourceOptions } from "@pulumi/pulumi";

export interface Kind {
  /** All these classes share this constructor; what each takes as inputs is checked by tests/pulumi/inputs.test.ts. */
  readonly resource: new (name: string, inputs: never, options?: CustomResourceOptions) => CustomResource;
  /** Inputs that take the segments of the ARM name, parents first. */
  readonly nameInputs: readonly string[];
  /** Output of the component that maps names of this kind to ids. */
  readonly ids: IdsOutput;
}

export type IdsOutput =
  | "routeTableIds"
  | "applicationSecurityGroupIds"
  | "networkSecurityGroupIds"
  | "networkInterfaceIds"
  | "virtualNetworkIds"
  | "subnetIds"
  | "virtualNetworkPeeringIds"
  | "publicIPAddressIds"
  | "natGatewayIds"
  | "loadBalancerIds"
  | "azureFirewallIds"
  | "virtualNetworkGatewayIds"
  | "virtualHubIds"
  | "virtualHubIpConfigurationIds"
  | "virtualHubBgpConnectionIds";

/** By ARM type. Names of inputs: @pulumi/azure-native 3.28.0. */
export const KINDS: Readonly<Record<string, Kind>> = {
  "Microsoft.Network/routeTables": {
    resource: RouteTable,
    nameInputs: ["routeTableName"],
    ids: "routeTableIds",
  },
  "Microsoft.Network/applicationSecurityGroups": {
    resource: ApplicationSecurityGroup,
    nameInputs: ["applicationSecurityGroupName"],
    ids: "applicationSecurityGroupIds",
  },
  "Microsoft.Network/networkInterfaces": {
    resource: NetworkInterface,
    nameInputs: ["networkInterfaceName"],
    ids: "networkInterfaceIds",
  },
  "Microsoft.Network/networkSecurityGroups": {
    resource: NetworkSecurityGroup,
    nameInputs: ["networkSecurityGroupName"],
    ids: "networkSecurityGroupIds",
  },
  "Microsoft.Network/virtualNetworks": {
    resource: VirtualNetwork,
    nameInputs: ["virtualNetworkName"],
    ids: "virtualNetworkIds",
  },
  "Microsoft.Network/virtualNetworks/subnets": {
    resource: Subnet,
    nameInputs: ["virtualNetworkName", "subnetName"],
    ids: "subnetIds",
  },
  "Microsoft.Network/virtualNetworks/virtualNetworkPeerings": {
    resource: VirtualNetworkPeering,
    nameInputs: ["virtualNetworkName", "virtualNetworkPeeringName"],
    ids: "virtualNetworkPeeringIds",
  },
  "Microsoft.Network/publicIPAddresses": {
    resource: PublicIPAddress,
    nameInputs: ["publicIpAddressName"],
    ids: "publicIPAddressIds",
  },
  "Microsoft.Network/natGateways": {
    resource: NatGateway,
    nameInputs: ["natGatewayName"],
    ids: "natGatewayIds",
  },
  "Microsoft.Network/loadBalancers": {
    resource: LoadBalancer,
    nameInputs: ["loadBalancerName"],
    ids: "loadBalancerIds",
  },
  "Microsoft.Network/azureFirewalls": {
    resource: AzureFirewall,
    nameInputs: ["azureFirewallName"],
    ids: "azureFirewallIds",
  },
  "Microsoft.Network/virtualNetworkGateways": {
    resource: VirtualNetworkGateway,
    nameInputs: ["virtualNetworkGatewayName"],
    ids: "virtualNetworkGatewayIds",
  },
  "Microsoft.Network/virtualHubs": {
    resource: VirtualHub,
    nameInputs: ["virtualHubName"],
    ids: "virtualHubIds",
  },
  "Microsoft.Network/virtualHubs/ipConfigurations": {
    resource: VirtualHubIpConfiguration,
    nameInputs: ["virtualHubName", "ipConfigName"],
    ids: "virtualHubIpConfigurationIds",
  },
  "Microsoft.Network/virtualHubs/bgpConnections": {
    resource: VirtualHubBgpConnection,
    nameInputs: ["virtualHubName", "connectionName"],
    ids: "virtualHubBgpConnectionIds",
  },
};
