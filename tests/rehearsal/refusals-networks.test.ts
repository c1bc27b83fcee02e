// What Azure refuses of virtual networks and subnets.

import { describe } from "vitest";
import { testRefusals, type Step } from "./cases.js";
import { configuration, firewall, gateway, group, network, publicAddress, ref, route, rule, subnet, table } from "./http.js";

const hub: Step = ["virtualNetworks/hub", network(["10.0.0.0/16"])];
const a: Step = ["virtualNetworks/hub/subnets/a", subnet("10.0.3.0/24")];
const gatewaySubnet: Step = ["virtualNetworks/hub/subnets/GatewaySubnet", subnet("10.0.0.0/27")];
const firewallSubnet: Step = ["virtualNetworks/hub/subnets/AzureFirewallSubnet", subnet("10.0.1.0/26")];
const pip: Step = ["publicIPAddresses/pip", publicAddress()];
const vpn: Step = ["virtualNetworkGateways/vpn", gateway("virtualNetworks/hub/subnets/GatewaySubnet", "pip")];
const endpoint: Step = ["privateEndpoints/pe", { location: "eastus", properties: { subnet: ref("virtualNetworks/hub/subnets/a") } }];

const bastionRules = [
  rule("https", 100, { sourceAddressPrefix: "Internet" }),
  rule("manager", 110, { sourceAddressPrefix: "GatewayManager" }),
  rule("sessions", 100, { direction: "Outbound", destinationAddressPrefix: "VirtualNetwork", destinationPortRange: undefined, destinationPortRanges: ["22", "3389"] }),
  rule("cloud", 110, { direction: "Outbound", destinationAddressPrefix: "AzureCloud" }),
];

const bastionSubnet = (nsg: string): Step => ["virtualNetworks/hub/subnets/AzureBastionSubnet", subnet("10.0.2.0/26", { networkSecurityGroup: ref(`networkSecurityGroups/${nsg}`) })];

describe("virtual networks", () => {
  testRefusals([
    {
      code: "InvalidCIDRNotation",
      when: "the address space has host bits",
      refused: ["virtualNetworks/net", network(["10.0.0.1/16"])],
      accepted: ["virtualNetworks/net", network(["10.0.0.0/16"])],
    },
    {
      code: "InvalidAddressPrefixFormat",
      when: "an octet has a leading zero",
      refused: ["virtualNetworks/net", network(["010.0.0.0/8"])],
      accepted: ["virtualNetworks/net", network(["10.0.0.0/8"])],
    },
    {
      code: "NetcfgInvalidVirtualNetworkSite",
      when: "there is no address space",
      refused: ["virtualNetworks/net", network([])],
      accepted: ["virtualNetworks/net", network(["10.0.0.0/29"])],
    },
    {
      code: "NetcfgInvalidVirtualNetworkSite",
      when: "the prefixes of the address space overlap",
      refused: ["virtualNetworks/net", network(["10.0.0.0/16", "10.0.128.0/17"])],
      accepted: ["virtualNetworks/net", network(["10.0.0.0/17", "10.0.128.0/17"])],
    },
    {
      code: "NetcfgInvalidIPAddressPrefix",
      when: "the address space holds multicast addresses",
      refused: ["virtualNetworks/net", network(["224.0.0.0/24"])],
      accepted: ["virtualNetworks/net", network(["223.0.0.0/24"])],
    },
    {
      code: "NetcfgInvalidSubnet",
      when: "the address space shrinks under a subnet",
      given: [hub, a],
      refused: ["virtualNetworks/hub", network(["10.0.0.0/23"])],
      accepted: ["virtualNetworks/hub", network(["10.0.2.0/23"])],
    },
    {
      code: "InUseSubnetCannotBeDeleted",
      when: "the network goes while one of its subnets is used",
      given: [hub, gatewaySubnet, pip, vpn],
      refused: ["virtualNetworks/hub"],
      accepted: [["virtualNetworkGateways/vpn"], ["virtualNetworks/hub"]],
    },
    {
      code: "InUseSubnetCannotBeDeleted",
      when: "the network is written with `subnets: []` while one is used",
      given: [hub, gatewaySubnet, a, pip, vpn],
      refused: ["virtualNetworks/hub", network(["10.0.0.0/16"], { subnets: [] })],
      accepted: ["virtualNetworks/hub", network(["10.0.0.0/16"], { subnets: [{ name: "GatewaySubnet", ...subnet("10.0.0.0/27") }] })],
    },
  ]);
});

describe("subnets", () => {
  testRefusals([
    {
      code: "NetcfgInvalidSubnet",
      when: "the subnet is outside its network",
      given: [hub],
      refused: ["virtualNetworks/hub/subnets/a", subnet("10.1.0.0/24")],
      accepted: ["virtualNetworks/hub/subnets/a", subnet("10.0.255.0/24")],
    },
    {
      code: "NetcfgInvalidSubnet",
      when: "an inline subnet is outside its network",
      refused: ["virtualNetworks/net", network(["10.0.0.0/16"], { subnets: [{ name: "a", ...subnet("10.1.0.0/24") }] })],
      accepted: ["virtualNetworks/net", network(["10.0.0.0/15"], { subnets: [{ name: "a", ...subnet("10.1.0.0/24") }] })],
    },
    {
      code: "NetcfgInvalidSubnet",
      when: "the subnet is smaller than /29",
      given: [hub],
      refused: ["virtualNetworks/hub/subnets/a", subnet("10.0.0.0/30")],
      accepted: ["virtualNetworks/hub/subnets/a", subnet("10.0.0.0/29")],
    },
    {
      code: "NetcfgInvalidSubnet",
      when: "an IPv6 subnet is not a /64",
      given: [["virtualNetworks/net", network(["10.0.0.0/16", "fd00:20::/48"])]],
      refused: ["virtualNetworks/net/subnets/a", { properties: { addressPrefixes: ["10.0.0.0/24", "fd00:20::/63"] } }],
      accepted: ["virtualNetworks/net/subnets/a", { properties: { addressPrefixes: ["10.0.0.0/24", "fd00:20::/64"] } }],
    },
    {
      code: "NetcfgInvalidSubnet",
      when: "the subnet has no prefix",
      given: [hub],
      refused: ["virtualNetworks/hub/subnets/a", { properties: {} }],
      accepted: a,
    },
    {
      code: "NetcfgSubnetRangesOverlap",
      when: "two subnets overlap",
      given: [hub, a],
      refused: ["virtualNetworks/hub/subnets/b", subnet("10.0.3.128/25")],
      accepted: ["virtualNetworks/hub/subnets/b", subnet("10.0.4.0/25")],
    },
    {
      code: "InvalidCIDRNotation",
      when: "the prefix has host bits",
      given: [hub],
      refused: ["virtualNetworks/hub/subnets/a", subnet("10.0.3.4/24")],
      accepted: a,
    },
    {
      code: "RouteTableCannotBeAttachedForAzureBastionSubnet",
      when: "AzureBastionSubnet gets a table",
      given: [hub, ["routeTables/rt", table()]],
      refused: ["virtualNetworks/hub/subnets/AzureBastionSubnet", subnet("10.0.2.0/26", { routeTable: ref("routeTables/rt") })],
      accepted: ["virtualNetworks/hub/subnets/BastionSubnet", subnet("10.0.2.0/26", { routeTable: ref("routeTables/rt") })],
    },
    {
      code: "NetworkSecurityGroupCannotBeAttachedToGatewaySubnet",
      when: "GatewaySubnet gets a security group",
      given: [hub, ["networkSecurityGroups/nsg", group()]],
      refused: ["virtualNetworks/hub/subnets/gatewaysubnet", subnet("10.0.0.0/27", { networkSecurityGroup: ref("networkSecurityGroups/nsg") })],
      accepted: ["virtualNetworks/hub/subnets/b", subnet("10.0.0.0/27", { networkSecurityGroup: ref("networkSecurityGroups/nsg") })],
    },
    {
      code: "NetworkSecurityGroupNotCompliantForAzureBastionSubnet",
      when: "the group on AzureBastionSubnet lacks a rule",
      given: [hub, ["networkSecurityGroups/few", group(bastionRules.slice(1))], ["networkSecurityGroups/all", group(bastionRules)]],
      refused: bastionSubnet("few"),
      accepted: bastionSubnet("all"),
    },
    {
      code: "NetworkSecurityGroupNotCompliantForAzureBastionSubnet",
      when: "a rule that AzureBastionSubnet needs is turned round",
      given: [hub, ["networkSecurityGroups/nsg", group(bastionRules)], bastionSubnet("nsg")],
      refused: ["networkSecurityGroups/nsg/securityRules/https", rule("https", 100, { sourceAddressPrefix: "Internet", access: "Deny" })],
      accepted: ["networkSecurityGroups/nsg/securityRules/https", rule("https", 100, { sourceAddressPrefix: "*" })],
    },
    {
      code: "NetworkSecurityGroupNotCompliantForAzureBastionSubnet",
      when: "a rule that AzureBastionSubnet needs is deleted",
      given: [hub, ["networkSecurityGroups/nsg", group([...bastionRules, rule("more", 200)])], bastionSubnet("nsg")],
      refused: ["networkSecurityGroups/nsg/securityRules/cloud"],
      accepted: ["networkSecurityGroups/nsg/securityRules/more"],
    },
    {
      code: "BadRequest",
      when: "GatewaySubnet gets a NAT gateway",
      given: [hub, ["natGateways/nat", { location: "eastus", sku: { name: "Standard" }, properties: {} }]],
      refused: ["virtualNetworks/hub/subnets/GatewaySubnet", subnet("10.0.0.0/27", { natGateway: ref("natGateways/nat") })],
      accepted: ["virtualNetworks/hub/subnets/b", subnet("10.0.0.0/27", { natGateway: ref("natGateways/nat") })],
    },
    {
      code: "InUseSubnetCannotBeUpdated",
      when: "the prefix of a used subnet changes",
      given: [hub, gatewaySubnet, pip, vpn, ["routeTables/rt", table()]],
      refused: ["virtualNetworks/hub/subnets/GatewaySubnet", subnet("10.0.0.0/26")],
      accepted: ["virtualNetworks/hub/subnets/GatewaySubnet", subnet("10.0.0.0/27", { routeTable: ref("routeTables/rt") })],
    },
    {
      code: "InUseSubnetCannotBeDeleted",
      when: "a private endpoint is in the subnet",
      given: [hub, a, endpoint],
      refused: ["virtualNetworks/hub/subnets/a"],
      accepted: [["privateEndpoints/pe"], ["virtualNetworks/hub/subnets/a"]],
    },
    {
      code: "LinkedInvalidPropertyId",
      when: "a reference is no resource id",
      given: [hub],
      refused: ["virtualNetworks/hub/subnets/a", subnet("10.0.3.0/24", { routeTable: { id: "rt" } })],
      accepted: a,
    },
    {
      code: "InvalidRequestFormat",
      when: "a reference is of another type",
      given: [hub, ["routeTables/rt", table()]],
      refused: ["virtualNetworks/hub/subnets/a", subnet("10.0.3.0/24", { networkSecurityGroup: ref("routeTables/rt") })],
      accepted: ["virtualNetworks/hub/subnets/a", subnet("10.0.3.0/24", { routeTable: ref("routeTables/rt") })],
    },
  ]);
});

describe("gateways, firewalls and their addresses", () => {
  testRefusals([
    {
      code: "BadRequest",
      when: "a gateway is not in GatewaySubnet",
      given: [hub, a, gatewaySubnet, pip],
      refused: ["virtualNetworkGateways/vpn", gateway("virtualNetworks/hub/subnets/a", "pip")],
      accepted: vpn,
    },
    {
      code: "BadRequest",
      when: "GatewaySubnet's table has a default route",
      given: [
        hub,
        pip,
        ["routeTables/rt", table([route("d", "0.0.0.0/0", "VirtualAppliance", "10.0.1.4")])],
        ["virtualNetworks/hub/subnets/GatewaySubnet", subnet("10.0.0.0/27", { routeTable: ref("routeTables/rt") })],
      ],
      refused: vpn,
      accepted: [["routeTables/rt", table([route("d", "0.0.0.0/1", "VirtualAppliance", "10.0.1.4")])], vpn],
    },
    {
      code: "BadRequest",
      when: "the network has a VPN gateway already",
      given: [hub, gatewaySubnet, pip, vpn, ["publicIPAddresses/two", publicAddress()]],
      refused: ["virtualNetworkGateways/second", gateway("virtualNetworks/hub/subnets/GatewaySubnet", "two")],
      accepted: ["virtualNetworkGateways/second", gateway("virtualNetworks/hub/subnets/GatewaySubnet", "two", { gatewayType: "ExpressRoute" })],
    },
    {
      code: "BadRequest",
      when: "a firewall is not in AzureFirewallSubnet",
      given: [hub, ["virtualNetworks/hub/subnets/a", subnet("10.0.3.0/26")], firewallSubnet, pip],
      refused: ["azureFirewalls/fw", firewall("virtualNetworks/hub/subnets/a", "pip")],
      accepted: ["azureFirewalls/fw", firewall("virtualNetworks/hub/subnets/AzureFirewallSubnet", "pip")],
    },
    {
      code: "BadRequest",
      when: "AzureFirewallSubnet is smaller than /26",
      given: [hub, ["virtualNetworks/hub/subnets/AzureFirewallSubnet", subnet("10.0.1.0/27")], pip],
      refused: ["azureFirewalls/fw", firewall("virtualNetworks/hub/subnets/AzureFirewallSubnet", "pip")],
      accepted: [firewallSubnet, ["azureFirewalls/fw", firewall("virtualNetworks/hub/subnets/AzureFirewallSubnet", "pip")]],
    },
    {
      code: "InvalidResourceReference",
      when: "a gateway names a subnet that does not exist",
      given: [hub, pip],
      refused: vpn,
      accepted: [gatewaySubnet, vpn],
    },
    {
      code: "PublicIPAddressInUse",
      when: "two resources share a public address",
      given: [hub, gatewaySubnet, firewallSubnet, pip, vpn, ["publicIPAddresses/two", publicAddress()]],
      refused: ["azureFirewalls/fw", firewall("virtualNetworks/hub/subnets/AzureFirewallSubnet", "pip")],
      accepted: ["azureFirewalls/fw", firewall("virtualNetworks/hub/subnets/AzureFirewallSubnet", "two")],
    },
    {
      code: "PublicIPAddressCannotBeDeleted",
      when: "a gateway still has the address",
      given: [hub, gatewaySubnet, pip, vpn],
      refused: ["publicIPAddresses/pip"],
      accepted: [["virtualNetworkGateways/vpn"], ["publicIPAddresses/pip"]],
    },
    {
      code: "InUseNatGatewayCannotBeDeleted",
      when: "a subnet still has the NAT gateway",
      given: [
        hub,
        ["natGateways/nat", { location: "eastus", sku: { name: "Standard" }, properties: {} }],
        ["virtualNetworks/hub/subnets/a", subnet("10.0.3.0/24", { natGateway: ref("natGateways/nat") })],
      ],
      refused: ["natGateways/nat"],
      accepted: [a, ["natGateways/nat"]],
    },
    {
      code: "InvalidCIDRNotation",
      when: "a local network gateway's prefix has host bits",
      refused: ["localNetworkGateways/dc", { location: "eastus", properties: { localNetworkAddressSpace: { addressPrefixes: ["192.168.0.1/16"] } } }],
      accepted: ["localNetworkGateways/dc", { location: "eastus", properties: { localNetworkAddressSpace: { addressPrefixes: ["192.168.0.0/16"] } } }],
    },
  ]);
});

describe("private addresses", () => {
  const at = (privateIPAddress: string, name = "pe"): Step => [
    `privateEndpoints/${name}`,
    {
      location: "eastus",
      properties: { subnet: ref("virtualNetworks/hub/subnets/a"), ipConfigurations: [{ name: "one", properties: { privateIPAddress } }] },
    },
  ];
  testRefusals([
    { code: "PrivateIPAddressNotInSubnet", when: "a static address is outside its subnet", given: [hub, a], refused: at("10.0.4.4"), accepted: at("10.0.3.4") },
    { code: "PrivateIPAddressInReservedRange", when: "a static address is one of Azure's", given: [hub, a], refused: at("10.0.3.3"), accepted: at("10.0.3.4") },
    { code: "PrivateIPAddressInReservedRange", when: "a static address is the last one", given: [hub, a], refused: at("10.0.3.255"), accepted: at("10.0.3.254") },
    { code: "PrivateIPAddressIsAllocated", when: "a static address is taken", given: [hub, a, at("10.0.3.9")], refused: at("10.0.3.9", "two"), accepted: at("10.0.3.10", "two") },
    {
      code: "SubnetIsFull",
      when: "a /29 holds three already",
      given: [hub, ["virtualNetworks/hub/subnets/a", subnet("10.0.3.0/29")], ...["one", "two", "three"].map((name): Step => [`privateEndpoints/${name}`, endpoint[1]])],
      refused: ["privateEndpoints/four", endpoint[1] ?? {}],
      accepted: [["privateEndpoints/one"], ["privateEndpoints/four", endpoint[1]]],
    },
    {
      code: "BadRequest",
      when: "a gateway has no IP configuration",
      given: [hub, gatewaySubnet, pip],
      refused: ["virtualNetworkGateways/vpn", gateway("virtualNetworks/hub/subnets/GatewaySubnet", "pip", { ipConfigurations: [] })],
      accepted: ["virtualNetworkGateways/vpn", gateway("virtualNetworks/hub/subnets/GatewaySubnet", "pip", { ipConfigurations: [configuration("virtualNetworks/hub/subnets/GatewaySubnet", "pip")] })],
    },
  ]);
});
