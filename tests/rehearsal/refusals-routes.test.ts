// What Azure refuses of route tables and routes.

import { describe } from "vitest";
import { testRefusals } from "./cases.js";
import { network, ref, route, subnet, table } from "./http.js";

const direct = route("direct", "0.0.0.0/0", "Internet");
const other = route("other", "10.9.0.0/16", "VnetLocal");
const hub = ["virtualNetworks/hub", network(["10.0.0.0/16"])] as [string, object];
const firewallSubnet = (name: string) => ["virtualNetworks/hub/subnets/AzureFirewallSubnet", subnet("10.0.1.0/26", { routeTable: ref(`routeTables/${name}`) })] as [string, object];

describe("routes", () => {
  testRefusals([
    {
      code: "MissingNextHopIpAddress",
      when: "a route to an appliance has no address",
      refused: ["routeTables/rt", table([route("a", "10.1.0.0/16", "VirtualAppliance")])],
      accepted: ["routeTables/rt", table([route("a", "10.1.0.0/16", "VirtualAppliance", "10.0.1.4")])],
    },
    {
      code: "NextHopIpAddressNotAllowed",
      when: "a route to the Internet has an address",
      refused: ["routeTables/rt", table([route("a", "10.1.0.0/16", "Internet", "10.0.1.4")])],
      accepted: ["routeTables/rt", table([route("a", "10.1.0.0/16", "Internet")])],
    },
    {
      code: "NextHopIpAddressNotAllowed",
      when: "a route changes its type and keeps its address",
      given: [["routeTables/rt", table([route("a", "10.1.0.0/16", "VirtualAppliance", "10.0.1.4")])]],
      refused: ["routeTables/rt/routes/a", route("a", "10.1.0.0/16", "None", "10.0.1.4")],
      accepted: ["routeTables/rt/routes/a", route("a", "10.1.0.0/16", "None")],
    },
    {
      code: "InvalidNextHopIpAddress",
      when: "the appliance's address is misspelt",
      refused: ["routeTables/rt", table([route("a", "10.1.0.0/16", "VirtualAppliance", "10.0.01.4")])],
      accepted: ["routeTables/rt", table([route("a", "10.1.0.0/16", "VirtualAppliance", "10.0.1.4")])],
    },
    {
      code: "InvalidNextHopIpAddress",
      when: "the appliance's address is a multicast address",
      refused: ["routeTables/rt", table([route("a", "10.1.0.0/16", "VirtualAppliance", "239.255.255.255")])],
      accepted: ["routeTables/rt", table([route("a", "10.1.0.0/16", "VirtualAppliance", "223.255.255.255")])],
    },
    {
      code: "MissingNextHopIpAddress",
      when: "an equal-cost route has a single address",
      refused: ["routeTables/rt", table([ecmp(["10.0.1.4"])])],
      accepted: ["routeTables/rt", table([ecmp(["10.0.1.4", "10.0.1.5"])])],
    },
    {
      code: "RouteConflict",
      when: "a table has the same prefix twice",
      refused: ["routeTables/rt", table([other, route("again", "10.9.0.0/16", "None")])],
      accepted: ["routeTables/rt", table([other, route("again", "10.9.0.0/17", "None")])],
    },
    {
      code: "RouteConflict",
      when: "a new route has the IPv6 prefix of another, spelt differently",
      given: [["routeTables/rt", table([route("six", "2001:db8::/32", "None")])]],
      refused: ["routeTables/rt/routes/again", route("again", "2001:0DB8:0:0::/32", "Internet")],
      accepted: ["routeTables/rt/routes/again", route("again", "2001:db9::/32", "Internet")],
    },
    {
      code: "InvalidCIDRNotation",
      when: "a route's prefix has host bits",
      refused: ["routeTables/rt", table([route("a", "10.1.0.1/16", "None")])],
      accepted: ["routeTables/rt", table([route("a", "10.1.0.1/32", "None")])],
    },
    {
      code: "InvalidAddressPrefixFormat",
      when: "a route's prefix is neither CIDR nor a service tag",
      refused: ["routeTables/rt", table([route("a", "10.1.0.0", "None")])],
      accepted: ["routeTables/rt", table([route("a", "AzureMachineLearning.EastUS", "Internet")])],
    },
    {
      code: "DuplicateResourceName",
      when: "two routes of a table have one name",
      refused: ["routeTables/rt", table([other, route("OTHER", "10.8.0.0/16", "None")])],
      accepted: ["routeTables/rt", table([other, route("others", "10.8.0.0/16", "None")])],
    },
  ]);
});

describe("route tables", () => {
  testRefusals([
    {
      code: "AzureFirewallSubnetRouteTableMustHaveDefaultRouteToInternet",
      when: "the table on AzureFirewallSubnet sends nothing to the Internet",
      given: [hub, ["routeTables/rt", table([other])], ["routeTables/good", table([direct])]],
      refused: firewallSubnet("rt"),
      accepted: firewallSubnet("good"),
    },
    {
      code: "AzureFirewallSubnetRouteTableMustHaveDefaultRouteToInternet",
      when: "the table's default route goes to an appliance and there is no management subnet",
      given: [hub, ["routeTables/rt", table([route("d", "0.0.0.0/0", "VirtualAppliance", "10.0.9.4")])]],
      refused: firewallSubnet("rt"),
      accepted: [["virtualNetworks/hub/subnets/AzureFirewallManagementSubnet", subnet("10.0.2.0/26")], firewallSubnet("rt")],
    },
    {
      code: "AzureFirewallSubnetRouteTableMustHaveDefaultRouteToInternet",
      when: "the route is taken out of the table that AzureFirewallSubnet uses",
      given: [hub, ["routeTables/rt", table([direct, other])], firewallSubnet("rt")],
      refused: ["routeTables/rt/routes/direct"],
      accepted: ["routeTables/rt/routes/other"],
    },
    {
      code: "AzureFirewallSubnetRouteTableMustHaveDefaultRouteToInternet",
      when: "the route in that table is turned elsewhere",
      given: [hub, ["routeTables/rt", table([direct, other])], firewallSubnet("rt")],
      refused: ["routeTables/rt/routes/direct", route("direct", "0.0.0.0/0", "None")],
      accepted: ["routeTables/rt/routes/other", route("other", "10.9.0.0/16", "None")],
    },
    {
      code: "AzureFirewallSubnetRouteTableMustHaveDefaultRouteToInternet",
      when: "that table is written without the route",
      given: [hub, ["routeTables/rt", table([direct, other])], firewallSubnet("rt")],
      refused: ["routeTables/rt", table([other])],
      accepted: ["routeTables/rt", table([direct])],
    },
    {
      code: "InUseRouteTableCannotBeDeleted",
      when: "a subnet still has the table",
      given: [hub, ["routeTables/rt", table([other])], ["virtualNetworks/hub/subnets/a", subnet("10.0.3.0/24", { routeTable: ref("routeTables/rt") })]],
      refused: ["routeTables/rt"],
      accepted: [["virtualNetworks/hub/subnets/a", subnet("10.0.3.0/24")], ["routeTables/rt"]],
    },
    {
      code: "InvalidResourceReference",
      when: "a subnet names a table in another region",
      given: [hub, ["routeTables/far", table([], "westus")], ["routeTables/near", table([], "East US")]],
      refused: ["virtualNetworks/hub/subnets/a", subnet("10.0.3.0/24", { routeTable: ref("routeTables/far") })],
      accepted: ["virtualNetworks/hub/subnets/a", subnet("10.0.3.0/24", { routeTable: ref("routeTables/near") })],
    },
    {
      code: "InvalidResourceReference",
      when: "a subnet names a table that does not exist",
      given: [hub],
      refused: ["virtualNetworks/hub/subnets/a", subnet("10.0.3.0/24", { routeTable: ref("routeTables/rt") })],
      accepted: [["routeTables/RT", table()], ["virtualNetworks/hub/subnets/a", subnet("10.0.3.0/24", { routeTable: ref("routeTables/rt") })]],
    },
  ]);
});

function ecmp(nextHopIpAddresses: string[]): object {
  return { name: "ecmp", properties: { addressPrefix: "10.1.0.0/16", nextHopType: "VirtualApplianceEcmp", nextHop: { nextHopIpAddresses } } };
}
