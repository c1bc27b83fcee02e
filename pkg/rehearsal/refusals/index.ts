// Which refusals apply to which resource type. The files beside this one say what Azure refuses, one
// resource a file; sections and rows are those of the routing specification (routing.md).

import type { Resource, Store } from "../store.js";
import { refuseFirewall } from "./azure-firewall.js";
import { refuseGateway, refuseLocalGateway } from "./gateway.js";
import { refuseLoadBalancer } from "./load-balancer.js";
import { refuseApplicationGroupDeletion, refuseNetworkInterface } from "./network-interface.js";
import { refuseNatGatewayDeletion } from "./nat-gateway.js";
import { refusePeering } from "./peering.js";
import { refusePrivateEndpoint } from "./private-endpoint.js";
import { checkPublicAddresses, refusePublicAddress, refusePublicAddressDeletion } from "./public-ip-address.js";
import { refuseRoute } from "./route.js";
import { refuseBgpConnection, refuseHubConfiguration } from "./route-server.js";
import { refuseRouteTable, refuseRouteTableDeletion } from "./route-table.js";
import { refuseSecurityGroup, refuseSecurityGroupDeletion, refuseSecurityRule } from "./security-rule.js";
import { refuseSubnet, refuseSubnetDeletion } from "./subnet.js";
import { refuseVirtualNetwork } from "./virtual-network.js";

/** The checks of one type. */
export interface Refusals {
  /** `store` is the state as the write would leave it. */
  write?: (store: Store, resource: Resource, before: Resource | undefined) => void;
  /** A child was written or deleted by itself; `store` is the state as that would leave it. */
  childChange?: (store: Store, resource: Resource) => void;
  /** `store` is the state before the deletion. */
  remove?: (store: Store, resource: Resource) => void;
}

/** The checks of every type. */
export const refusals: Record<string, Refusals> = {
  "Microsoft.Network/applicationSecurityGroups": { remove: refuseApplicationGroupDeletion },
  "Microsoft.Network/azureFirewalls": { write: refuseFirewall },
  "Microsoft.Network/loadBalancers": { write: refuseLoadBalancer },
  "Microsoft.Network/localNetworkGateways": { write: refuseLocalGateway },
  "Microsoft.Network/natGateways": { write: checkPublicAddresses, remove: refuseNatGatewayDeletion },
  "Microsoft.Network/networkInterfaces": { write: refuseNetworkInterface },
  "Microsoft.Network/networkSecurityGroups": { write: refuseSecurityGroup, childChange: refuseSecurityGroup, remove: refuseSecurityGroupDeletion },
  "Microsoft.Network/networkSecurityGroups/securityRules": { write: refuseSecurityRule },
  "Microsoft.Network/privateEndpoints": { write: refusePrivateEndpoint },
  "Microsoft.Network/publicIPAddresses": { write: refusePublicAddress, remove: refusePublicAddressDeletion },
  "Microsoft.Network/routeTables": { write: refuseRouteTable, childChange: refuseRouteTable, remove: refuseRouteTableDeletion },
  "Microsoft.Network/routeTables/routes": { write: refuseRoute },
  "Microsoft.Network/virtualHubs/bgpConnections": { write: refuseBgpConnection },
  "Microsoft.Network/virtualHubs/ipConfigurations": { write: refuseHubConfiguration },
  "Microsoft.Network/virtualNetworkGateways": { write: refuseGateway },
  "Microsoft.Network/virtualNetworks": { write: refuseVirtualNetwork },
  "Microsoft.Network/virtualNetworks/subnets": { write: refuseSubnet, remove: refuseSubnetDeletion },
  "Microsoft.Network/virtualNetworks/virtualNetworkPeerings": { write: refusePeering },
};
