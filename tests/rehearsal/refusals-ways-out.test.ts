// What Azure refuses of NAT gateways, public addresses, gateways' addresses and route servers.

import { describe } from "vitest";
import { testRefusals, type Step } from "./cases.js";
import { gateway, group, network, publicAddress, ref, subnet, table } from "./http.js";

const hub: Step = ["virtualNetworks/hub", network(["10.0.0.0/16"])];
const spoke: Step = ["virtualNetworks/spoke", network(["10.1.0.0/16"])];
const pip: Step = ["publicIPAddresses/pip", publicAddress([])];
const nat: Step = ["natGateways/nat", { location: "eastus", sku: { name: "Standard" }, properties: {} }];
const withNat = { natGateway: ref("natGateways/nat") };

describe("NAT gateways and public addresses", () => {
  testRefusals([
    {
      code: "NatGatewayCannotBeUsedBySubnetsBelongingToDifferentVirtualNetworks",
      when: "two virtual networks share a NAT gateway",
      given: [hub, spoke, nat, ["virtualNetworks/hub/subnets/a", subnet("10.0.3.0/24", withNat)]],
      refused: ["virtualNetworks/spoke/subnets/b", subnet("10.1.3.0/24", withNat)],
      accepted: ["virtualNetworks/hub/subnets/b", subnet("10.0.4.0/24", withNat)],
    },
    {
      code: "StandardSkuPublicIPAddressesMustBeStatic",
      when: "a Standard address is not static",
      refused: ["publicIPAddresses/pip", { location: "eastus", sku: { name: "Standard" }, properties: { publicIPAllocationMethod: "Dynamic" } }],
      accepted: pip,
    },
  ]);
});

const gatewaySubnet: Step = ["virtualNetworks/hub/subnets/GatewaySubnet", subnet("10.0.0.0/27")];
const zoned: Step = ["publicIPAddresses/zoned", publicAddress()];
const IN_HUB = "virtualNetworks/hub/subnets/GatewaySubnet";
const sku = (name: string): object => ({ sku: { name, tier: name } });

describe("addresses and places of gateways", () => {
  testRefusals([
    {
      code: "VmssVpnGatewayPublicIpsMustHaveZonesConfigured",
      when: "a zone-redundant gateway gets an address without zones",
      given: [hub, gatewaySubnet, pip, zoned],
      refused: ["virtualNetworkGateways/vpn", gateway(IN_HUB, "pip", sku("VpnGw1AZ"))],
      accepted: ["virtualNetworkGateways/vpn", gateway(IN_HUB, "zoned", sku("VpnGw1AZ"))],
    },
    {
      code: "RegionalVmssVpnGatewayPublicIpsMustNotHaveZonesConfigured",
      when: "a gateway that is not zone-redundant gets an address with zones",
      given: [hub, gatewaySubnet, pip, zoned],
      refused: ["virtualNetworkGateways/vpn", gateway(IN_HUB, "zoned", sku("VpnGw1"))],
      accepted: ["virtualNetworkGateways/vpn", gateway(IN_HUB, "pip", sku("VpnGw1"))],
    },
    {
      code: "BadRequest",
      when: "GatewaySubnet is too small",
      given: [hub, ["virtualNetworks/hub/subnets/GatewaySubnet", subnet("10.0.0.0/28")], pip],
      refused: ["virtualNetworkGateways/vpn", gateway(IN_HUB, "pip", sku("VpnGw1"))],
      accepted: ["virtualNetworkGateways/vpn", gateway(IN_HUB, "pip", sku("Basic"))],
    },
  ]);
});

const serverSubnet: Step = ["virtualNetworks/hub/subnets/RouteServerSubnet", subnet("10.0.1.0/27")];
const other: Step = ["virtualNetworks/hub/subnets/a", subnet("10.0.3.0/24")];
const server = (name: string): Step => [`virtualHubs/${name}`, { location: "eastus", properties: { sku: "Standard" } }];
const configuration = (hubName: string, subnetName: string, address = "pip"): Step => [
  `virtualHubs/${hubName}/ipConfigurations/${hubName}`,
  { properties: { subnet: ref(`virtualNetworks/hub/subnets/${subnetName}`), publicIPAddress: ref(`publicIPAddresses/${address}`) } },
];
const session = (name: string, peerIp: string): Step => [`virtualHubs/rs/bgpConnections/${name}`, { properties: { peerIp, peerAsn: 65010 } }];
const running: Step[] = [hub, serverSubnet, other, pip, server("rs"), configuration("rs", "RouteServerSubnet")];

describe("route servers", () => {
  testRefusals([
    {
      code: "BadRequest",
      when: "a route server is not in RouteServerSubnet",
      given: [hub, serverSubnet, other, pip, server("rs")],
      refused: configuration("rs", "a"),
      accepted: configuration("rs", "RouteServerSubnet"),
    },
    {
      code: "BadRequest",
      when: "RouteServerSubnet is too small",
      given: [hub, ["virtualNetworks/hub/subnets/RouteServerSubnet", subnet("10.0.1.0/28")], pip, server("rs")],
      refused: configuration("rs", "RouteServerSubnet"),
      accepted: [serverSubnet, configuration("rs", "RouteServerSubnet")],
    },
    {
      code: "InvalidOperation",
      when: "its public address is not of Standard SKU",
      given: [hub, serverSubnet, pip, server("rs"), ["publicIPAddresses/basic", { location: "eastus", sku: { name: "Basic" }, properties: { publicIPAllocationMethod: "Static" } }]],
      refused: configuration("rs", "RouteServerSubnet", "basic"),
      accepted: configuration("rs", "RouteServerSubnet"),
    },
    {
      code: "BadRequest",
      when: "the network has a route server already",
      given: [...running, server("second"), ["publicIPAddresses/two", publicAddress()]],
      refused: configuration("second", "RouteServerSubnet", "two"),
      accepted: configuration("rs", "RouteServerSubnet"),
    },
    {
      code: "PublicIPAddressCannotBeDeleted",
      when: "a route server still has the address",
      given: running,
      refused: ["publicIPAddresses/pip"],
      accepted: [["virtualHubs/rs"], ["publicIPAddresses/pip"]],
    },
    {
      code: "InUseSubnetCannotBeDeleted",
      when: "a route server still is in the subnet",
      given: running,
      refused: ["virtualNetworks/hub/subnets/RouteServerSubnet"],
      accepted: [["virtualHubs/rs"], ["virtualNetworks/hub/subnets/RouteServerSubnet"]],
    },
    {
      code: "BadRequest",
      when: "RouteServerSubnet gets a route table",
      given: [hub, ["routeTables/rt", table()]],
      refused: ["virtualNetworks/hub/subnets/RouteServerSubnet", subnet("10.0.1.0/27", { routeTable: ref("routeTables/rt") })],
      accepted: serverSubnet,
    },
    {
      code: "BadRequest",
      when: "RouteServerSubnet gets a security group",
      given: [hub, ["networkSecurityGroups/nsg", group()]],
      refused: ["virtualNetworks/hub/subnets/RouteServerSubnet", subnet("10.0.1.0/27", { networkSecurityGroup: ref("networkSecurityGroups/nsg") })],
      accepted: serverSubnet,
    },
    {
      code: "BadRequest",
      when: "a BGP connection comes before the IP configuration",
      given: [hub, serverSubnet, pip, server("rs")],
      refused: session("nva", "10.0.3.4"),
      accepted: [configuration("rs", "RouteServerSubnet"), session("nva", "10.0.3.4")],
    },
    {
      code: "BadRequest",
      when: "an appliance has a BGP connection already",
      given: [...running, session("nva", "10.0.3.4")],
      refused: session("again", "10.0.3.4"),
      accepted: session("nva2", "10.0.3.5"),
    },
    {
      code: "BadRequest",
      when: "a route server has eight BGP peers already",
      given: [...running, ...Array.from({ length: 8 }, (_, index) => session(`nva${index}`, `10.0.3.${index + 4}`))],
      refused: session("ninth", "10.0.3.20"),
      accepted: [["virtualHubs/rs/bgpConnections/nva0"], session("ninth", "10.0.3.20")],
    },
  ]);
});
