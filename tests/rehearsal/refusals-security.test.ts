// What Azure refuses of network security groups, of names, places and forms.

import { describe } from "vitest";
import { testRefusals, type Step } from "./cases.js";
import { group, network, ref, rule, subnet, table } from "./http.js";

const hub: Step = ["virtualNetworks/hub", network(["10.0.0.0/16"])];
const nsg = (...rules: object[]): Step => ["networkSecurityGroups/nsg", group(rules)];

describe("network security groups", () => {
  testRefusals([
    { code: "SecurityRuleConflict", when: "two rules have one priority and direction", refused: nsg(rule("a", 100), rule("b", 100)), accepted: nsg(rule("a", 100), rule("b", 100, { direction: "Outbound" })) },
    {
      code: "SecurityRuleConflict",
      when: "a new rule has the priority of another",
      given: [nsg(rule("a", 100))],
      refused: ["networkSecurityGroups/nsg/securityRules/b", rule("b", 100)],
      accepted: ["networkSecurityGroups/nsg/securityRules/a", rule("a", 100, { access: "Deny" })],
    },
    { code: "SecurityRuleInvalidPriority", when: "the priority is 99", refused: nsg(rule("a", 99)), accepted: nsg(rule("a", 100)) },
    { code: "SecurityRuleInvalidPriority", when: "the priority is 4097", refused: nsg(rule("a", 4097)), accepted: nsg(rule("a", 4096)) },
    { code: "SecurityRuleInvalidAddressPrefix", when: "a prefix has host bits", refused: nsg(rule("a", 100, { sourceAddressPrefix: "50.206.209.68/27" })), accepted: nsg(rule("a", 100, { sourceAddressPrefix: "50.206.209.64/27" })) },
    {
      code: "SecurityRuleInvalidAddressPrefix",
      when: "one prefix of a list is misspelt",
      refused: nsg(rule("a", 100, { destinationAddressPrefix: undefined, destinationAddressPrefixes: ["10.0.0.0/8", "10.0.0/24"] })),
      accepted: nsg(rule("a", 100, { destinationAddressPrefix: undefined, destinationAddressPrefixes: ["10.0.0.0/8", "192.168.0.1"] })),
    },
    { code: "SecurityRuleInvalidPortRange", when: "a port is above 65535", refused: nsg(rule("a", 100, { destinationPortRange: "65536" })), accepted: nsg(rule("a", 100, { destinationPortRange: "0-65535" })) },
    { code: "SecurityRuleInvalidPortRange", when: "a range runs backwards", refused: nsg(rule("a", 100, { destinationPortRange: "443-80" })), accepted: nsg(rule("a", 100, { destinationPortRange: "80-443" })) },
    {
      code: "InUseNetworkSecurityGroupCannotBeDeleted",
      when: "a subnet still has the group",
      given: [hub, nsg(), ["virtualNetworks/hub/subnets/a", subnet("10.0.3.0/24", { networkSecurityGroup: ref("networkSecurityGroups/nsg") })]],
      refused: ["networkSecurityGroups/nsg"],
      accepted: [["virtualNetworks/hub/subnets/a", subnet("10.0.3.0/24")], ["networkSecurityGroups/nsg"]],
    },
  ]);
});

describe("names and places", () => {
  testRefusals([
    { code: "InvalidResourceName", when: "a name ends in a dot", refused: ["routeTables/rt.", table()], accepted: ["routeTables/rt.a", table()] },
    { code: "InvalidResourceName", when: "a name has 81 characters", refused: [`routeTables/${"r".repeat(81)}`, table()], accepted: [`routeTables/${"r".repeat(80)}`, table()] },
    { code: "InvalidResourceName", when: "a virtual network's name has one character", refused: ["virtualNetworks/h", network(["10.0.0.0/16"])], accepted: hub },
    { code: "InvalidResourceName", when: "an inline child's name is not one", refused: nsg(rule("a b", 100)), accepted: nsg(rule("_a", 100)) },
    { code: "LocationRequired", when: "a table has no location", refused: ["routeTables/rt", { properties: {} }], accepted: ["routeTables/rt", table()] },
    { code: "InvalidResourceLocation", when: "a table moves", given: [["routeTables/rt", table()]], refused: ["routeTables/rt", table([], "westus")], accepted: ["routeTables/rt", table([], "East US")], status: 409 },
    { code: "ParentResourceNotFound", when: "a subnet has no network", refused: ["virtualNetworks/hub/subnets/a", subnet("10.0.3.0/24")], accepted: [hub, ["virtualNetworks/hub/subnets/a", subnet("10.0.3.0/24")]], status: 404 },
  ]);
});
