// What Azure refuses of load balancers.

import { describe } from "vitest";
import { testRefusals, type Step } from "./cases.js";
import { network, ref, subnet } from "./http.js";

const hub: Step = ["virtualNetworks/hub", network(["10.0.0.0/16"])];
const nva: Step = ["virtualNetworks/hub/subnets/nva", subnet("10.0.2.0/24")];

function rule(name: string, protocol: string, frontendPort: number, backendPort: number, frontend = "frontend"): object {
  const part = (path: string) => ref(`loadBalancers/ilb/${path}`);
  return {
    name,
    properties: {
      protocol,
      frontendPort,
      backendPort,
      frontendIPConfiguration: part(`frontendIPConfigurations/${frontend}`),
      backendAddressPool: part("backendAddressPools/backends"),
    },
  };
}

function balancer(rules: object[], privateIPAddress = "10.0.2.100", backends: string[] = []): object {
  const frontend = { subnet: ref("virtualNetworks/hub/subnets/nva"), privateIPAddress, privateIPAllocationMethod: "Static" };
  return {
    location: "eastus",
    sku: { name: "Standard" },
    properties: {
      frontendIPConfigurations: [{ name: "frontend", properties: frontend }],
      backendAddressPools: [{ name: "backends", properties: { loadBalancerBackendAddresses: backends.map((ipAddress) => ({ name: ipAddress, properties: { ipAddress } })) } }],
      loadBalancingRules: rules,
    },
  };
}

const every = rule("all", "All", 0, 0);

describe("load balancers", () => {
  testRefusals([
    {
      code: "PrivateIPAddressNotInSubnet",
      when: "the frontend's address is another subnet's",
      given: [hub, nva],
      refused: ["loadBalancers/ilb", balancer([every], "10.0.3.4")],
      accepted: ["loadBalancers/ilb", balancer([every])],
    },
    {
      code: "InvalidResourceReference",
      when: "a rule names a frontend that is not there",
      given: [hub, nva],
      refused: ["loadBalancers/ilb", balancer([rule("all", "All", 0, 0, "other")])],
      accepted: ["loadBalancers/ilb", balancer([every])],
    },
    {
      code: "BadRequest",
      when: "a rule joins a frontend of IPv4 with a backend of IPv6",
      given: [hub, nva],
      refused: ["loadBalancers/ilb", balancer([every], "10.0.2.100", ["10.0.2.4", "fd00::4"])],
      accepted: ["loadBalancers/ilb", balancer([every], "10.0.2.100", ["10.0.2.4", "10.0.2.5"])],
    },
    {
      code: "BadRequest",
      when: "a rule for every protocol is for one port",
      given: [hub, nva],
      refused: ["loadBalancers/ilb", balancer([rule("all", "All", 443, 443)])],
      accepted: ["loadBalancers/ilb", balancer([every])],
    },
    {
      code: "RulesUseSameFrontendPortProtocolAndIPConfig",
      when: "two rules are for one protocol and port",
      given: [hub, nva],
      refused: ["loadBalancers/ilb", balancer([rule("one", "Tcp", 443, 443), rule("two", "Tcp", 443, 8443)])],
      accepted: ["loadBalancers/ilb", balancer([rule("one", "Tcp", 443, 443), rule("two", "Udp", 443, 443)])],
    },
    {
      code: "RulesUseSameBackendPortProtocolAndPool",
      when: "two rules lead to one port of the backends",
      given: [hub, nva],
      refused: ["loadBalancers/ilb", balancer([rule("one", "Tcp", 443, 8443), rule("two", "Tcp", 8443, 8443)])],
      accepted: ["loadBalancers/ilb", balancer([rule("one", "Tcp", 443, 443), rule("two", "Tcp", 8443, 8443)])],
    },
  ]);
});
