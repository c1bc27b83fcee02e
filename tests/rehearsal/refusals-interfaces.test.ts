// What Azure refuses of network interfaces and application security groups.

import { describe } from "vitest";
import { testRefusals, type Step } from "./cases.js";
import { group, network, ref, rule, subnet } from "./http.js";

const hub: Step = ["virtualNetworks/hub", network(["10.0.0.0/16"])];
const a: Step = ["virtualNetworks/hub/subnets/a", subnet("10.0.3.0/24")];
const spoke: Step = ["virtualNetworks/spoke", network(["10.1.0.0/16"])];
const b: Step = ["virtualNetworks/spoke/subnets/b", subnet("10.1.3.0/24")];
const web: Step = ["applicationSecurityGroups/web", { location: "eastus", properties: {} }];
const nsg: Step = ["networkSecurityGroups/nsg", group()];

function nic(subnetPath: string, address: string, more: object = {}, properties: object = {}): object {
  const configuration = { subnet: ref(`virtualNetworks/${subnetPath}`), privateIPAddress: address, privateIPAllocationMethod: "Static", ...more };
  return { location: "eastus", properties: { ipConfigurations: [{ name: "ipconfig", properties: configuration }], ...properties } };
}

const inWeb = { applicationSecurityGroups: [ref("applicationSecurityGroups/web")] };
const vm: Step = ["networkInterfaces/vm", nic("hub/subnets/a", "10.0.3.4", inWeb, { networkSecurityGroup: ref("networkSecurityGroups/nsg") })];

describe("network interfaces", () => {
  testRefusals([
    {
      code: "PrivateIPAddressNotInSubnet",
      when: "the address is another subnet's",
      given: [hub, a],
      refused: ["networkInterfaces/x", nic("hub/subnets/a", "10.0.4.4")],
      accepted: ["networkInterfaces/x", nic("hub/subnets/a", "10.0.3.4")],
    },
    {
      code: "PrivateIPAddressInReservedRange",
      when: "Azure keeps the address",
      given: [hub, a],
      refused: ["networkInterfaces/x", nic("hub/subnets/a", "10.0.3.3")],
      accepted: ["networkInterfaces/x", nic("hub/subnets/a", "10.0.3.254")],
    },
    {
      code: "PrivateIPAddressIsAllocated",
      when: "another interface has the address",
      given: [hub, a, web, nsg, vm],
      refused: ["networkInterfaces/x", nic("hub/subnets/a", "10.0.3.4")],
      accepted: ["networkInterfaces/x", nic("hub/subnets/a", "10.0.3.5")],
    },
    {
      code: "ApplicationSecurityGroupsNotInSameVnet",
      when: "the group has a member in another network",
      given: [hub, a, spoke, b, web, nsg, vm],
      refused: ["networkInterfaces/x", nic("spoke/subnets/b", "10.1.3.4", inWeb)],
      accepted: ["networkInterfaces/x", nic("hub/subnets/a", "10.0.3.5", inWeb)],
    },
    {
      code: "InUseSubnetCannotBeDeleted",
      when: "an interface is in the subnet",
      given: [hub, a, web, nsg, vm],
      refused: ["virtualNetworks/hub/subnets/a"],
      accepted: [["networkInterfaces/vm"], ["virtualNetworks/hub/subnets/a"]],
    },
    {
      code: "InUseNetworkSecurityGroupCannotBeDeleted",
      when: "an interface has the group",
      given: [hub, a, web, nsg, vm],
      refused: ["networkSecurityGroups/nsg"],
      accepted: [["networkInterfaces/vm"], ["networkSecurityGroups/nsg"]],
    },
    {
      code: "InUseApplicationSecurityGroupCannotBeDeleted",
      when: "a security rule names the group",
      given: [web, ["networkSecurityGroups/nsg", group([rule("r", 100, { sourceAddressPrefix: undefined, sourceApplicationSecurityGroups: [ref("applicationSecurityGroups/web")] })])]],
      refused: ["applicationSecurityGroups/web"],
      accepted: [["networkSecurityGroups/nsg"], ["applicationSecurityGroups/web"]],
    },
  ]);
});
