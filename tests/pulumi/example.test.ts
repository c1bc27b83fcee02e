// The example program as a user runs it, against mocks: what it registers for the example design, and what it exports.
import { beforeAll, expect, test } from "vitest";
import { idOf, run } from "./mocks.js";
import type { Recorded } from "./mocks.js";

let recorded: Recorded;
beforeAll(async () => {
  recorded = await run(() => import("../../examples/secure-training/pulumi/index.js"));
});

const child = (key: string) => recorded.resources.find(({ name }) => name === `secure-training/${key}`);

test("it registers one component, and everything else is its child", () => {
  const [component, ...children] = recorded.resources;
  expect(component).toMatchObject({ type: "routewright:index:Network", name: "secure-training", parent: "" });
  expect(new Set(children.map(({ parent }) => parent))).toEqual(new Set(["secure-training"]));
  const counts: Record<string, number> = {};
  for (const { type } of children) counts[type] = (counts[type] ?? 0) + 1;
  expect(counts).toEqual({
    "azure-native:resources:ResourceGroup": 1,
    "azure-native:network:RouteTable": 4,
    "azure-native:network:NetworkSecurityGroup": 2,
    "azure-native:network:VirtualNetwork": 3,
    "azure-native:network:Subnet": 5,
    "azure-native:network:VirtualNetworkPeering": 4,
    "azure-native:network:PublicIPAddress": 2,
    "azure-native:network:AzureFirewall": 1,
    "azure-native:network:VirtualNetworkGateway": 1,
  });
});

test("a subnet is one write with its route table and its security group", () => {
  expect(child("virtualNetworks/vnet-training/subnets/gpu")?.inputs).toMatchObject({
    resourceGroupName: "rg-training",
    virtualNetworkName: "vnet-training",
    subnetName: "gpu",
    addressPrefix: "10.20.1.0/24",
    routeTable: { id: idOf("secure-training/routeTables/rt-inspected") },
    networkSecurityGroup: { id: idOf("secure-training/networkSecurityGroups/nsg-gpu") },
  });
});

test("the route through the firewall has the firewall's address", () => {
  expect(child("routeTables/rt-inspected")?.inputs).toMatchObject({
    routeTableName: "rt-inspected",
    location: "eastus",
    disableBgpRoutePropagation: true,
    routes: [
      { name: "default", addressPrefix: "0.0.0.0/0", nextHopType: "VirtualAppliance", nextHopIpAddress: "10.0.1.4" },
      { name: "on-premises", addressPrefix: "192.168.0.0/16", nextHopType: "VirtualAppliance", nextHopIpAddress: "10.0.1.4" },
    ],
  });
});

test("the spoke uses the hub's gateway, and waits for it", () => {
  const peering = recorded.resources.find(({ type, inputs }) => type.endsWith(":VirtualNetworkPeering") && inputs["virtualNetworkName"] === "vnet-training");
  expect(peering?.inputs).toMatchObject({
    useRemoteGateways: true, allowForwardedTraffic: true,
    remoteVirtualNetwork: { id: idOf("secure-training/virtualNetworks/vnet-hub") },
  });
  expect(peering?.dependsOn).toContain("secure-training/virtualNetworkGateways/vpn-hub");
});

test("it exports the ids by the names of the design", () => {
  expect(recorded.outputs).toEqual({
    virtualNetworkIds: Object.fromEntries(["vnet-hub", "vnet-training", "vnet-analytics"].map((name) =>
      [name, idOf(`secure-training/virtualNetworks/${name}`)])),
    subnetIds: Object.fromEntries([
      "vnet-hub/GatewaySubnet", "vnet-hub/AzureFirewallSubnet", "vnet-training/gpu", "vnet-training/storage", "vnet-analytics/jobs",
    ].map((name) => [name, idOf(`secure-training/virtualNetworks/${name.replace("/", "/subnets/")}`)])),
    routeTableIds: Object.fromEntries(["rt-inspected", "rt-analytics", "rt-private", "rt-gateway"].map((name) =>
      [name, idOf(`secure-training/routeTables/${name}`)])),
  });
});
