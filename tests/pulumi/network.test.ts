// `Network` against mocks: what it registers for which emission, and what it refuses before registering anything.
import { secret } from "@pulumi/pulumi";
import { expect, test } from "vitest";
import { Network } from "../../pkg/pulumi/index.js";
import type { NetworkArgs } from "../../pkg/pulumi/index.js";
import type { Diagnostic, Verdict } from "../../pkg/types.js";
import { compiled, definition, existing } from "./emission.js";
import { idOf, run, SUBSCRIPTION } from "./mocks.js";

const ref = (key: string) => ({ id: { $ref: key } });
const table = definition("routeTables/rt", { location: "eastus", properties: {
  disableBgpRoutePropagation: true,
  routes: [{ name: "default", properties: { addressPrefix: "0.0.0.0/0", nextHopType: "VirtualNetworkGateway" } }],
} });
const hub = definition("virtualNetworks/hub", { location: "westus", tags: { owner: "ml" }, properties: {
  addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
} });
const app = definition("virtualNetworks/hub/subnets/app", { properties: {
  addressPrefixes: ["10.0.1.0/24"], routeTable: ref("routeTables/rt"),
} }, { dependsOn: ["virtualNetworks/hub", "routeTables/rt"] });

const small = compiled({ resources: [table, hub, app] });
const network = (args: NetworkArgs) => () => ({ ...new Network("training", args) });

test("every definition is one child of the component, after what it depends on", async () => {
  const { resources } = await run(network({ design: small }));
  expect(resources.map(({ type, name, parent, dependsOn }) => [type, name, parent, dependsOn])).toEqual([
    ["routewright:index:Network", "training", "", []],
    ["azure-native:resources:ResourceGroup", "training/resourceGroups/rg", "training", []],
    ["azure-native:network:RouteTable", "training/routeTables/rt", "training", []],
    ["azure-native:network:VirtualNetwork", "training/virtualNetworks/hub", "training", []],
    ["azure-native:network:Subnet", "training/virtualNetworks/hub/subnets/app", "training",
      ["training/virtualNetworks/hub", "training/routeTables/rt"]],
  ]);
});

test("bodies become flat inputs, names become parameters, references become ids", async () => {
  const { resources } = await run(network({ design: small }));
  const inputs = Object.fromEntries(resources.map((resource) => [resource.name, resource.inputs]));
  expect(inputs["training/routeTables/rt"]).toEqual({
    resourceGroupName: "rg", routeTableName: "rt", location: "eastus", disableBgpRoutePropagation: true,
    routes: [{ name: "default", addressPrefix: "0.0.0.0/0", nextHopType: "VirtualNetworkGateway" }],
  });
  expect(inputs["training/virtualNetworks/hub/subnets/app"]).toMatchObject({
    resourceGroupName: "rg", virtualNetworkName: "hub", subnetName: "app",
    addressPrefixes: ["10.0.1.0/24"], routeTable: { id: idOf("training/routeTables/rt") },
  });
});

test("a virtual network is never written with subnets or peerings", async () => {
  const { resources } = await run(network({ design: small }));
  const written = resources.find(({ type }) => type.endsWith(":VirtualNetwork"));
  expect(Object.keys(written?.inputs ?? {}).sort()).toEqual([
    "addressSpace", "enableDdosProtection", "enableVmProtection", "location", "resourceGroupName", "tags", "virtualNetworkName",
  ]);
});

test("ids come out by the names of the design", async () => {
  const { outputs } = await run(network({ design: small }));
  expect(outputs).toMatchObject({
    routeTableIds: { rt: idOf("training/routeTables/rt") },
    virtualNetworkIds: { hub: idOf("training/virtualNetworks/hub") },
    subnetIds: { "hub/app": idOf("training/virtualNetworks/hub/subnets/app") },
    natGatewayIds: {},
    loadBalancerIds: {},
    azureFirewallIds: {},
    diagnostics: [],
  });
});

test("in a preview ids are unknown and names are known", async () => {
  const { resources } = await run(network({ design: small }), { preview: true });
  const subnet = resources.find(({ type }) => type.endsWith(":Subnet"));
  expect(subnet?.inputs).toMatchObject({ resourceGroupName: "rg", virtualNetworkName: "hub", subnetName: "app" });
  expect(subnet?.inputs["routeTable"]).not.toHaveProperty("id", expect.any(String));
});

test("two networks of one program do not collide", async () => {
  const { resources } = await run(() => {
    new Network("a", { design: small });
    new Network("b", { design: small, resourceGroupName: "rg-b" });
    return {};
  });
  const names = resources.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});

test("what exists already is referred to by its id, and its resource group is left alone", async () => {
  const there = existing("virtualNetworks/shared");
  const elsewhere = existing("routeTables/rt", { id: "/subscriptions/other/rt" });
  const inside = definition("virtualNetworks/shared/subnets/app", { properties: { routeTable: ref("routeTables/rt") } },
    { scope: { resourceGroup: "RG-Shared" } });
  const peering = definition("virtualNetworks/hub/virtualNetworkPeerings/to-shared", { properties: {
    remoteVirtualNetwork: ref("virtualNetworks/shared"),
  } }, { dependsOn: ["virtualNetworks/hub", "virtualNetworks/shared"] });
  const design = compiled({ resources: [hub, inside, peering], existing: [there, elsewhere] });

  const { resources, calls, outputs } = await run(network({ design }));
  const inputs = Object.fromEntries(resources.map((resource) => [resource.name, resource.inputs]));
  const id = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-shared/providers/Microsoft.Network/virtualNetworks/shared`;
  expect(inputs["training/virtualNetworks/shared/subnets/app"]).toMatchObject({
    resourceGroupName: "RG-Shared", virtualNetworkName: "shared", routeTable: { id: "/subscriptions/other/rt" },
  });
  expect(inputs["training/virtualNetworks/hub/virtualNetworkPeerings/to-shared"]).toMatchObject({ remoteVirtualNetwork: { id } });
  expect(resources.filter(({ type }) => type.endsWith(":ResourceGroup")).map(({ name }) => name)).toEqual(["training/resourceGroups/rg"]);
  expect(calls).toEqual(["azure-native:authorization:getClientConfig"]);
  expect(outputs).toMatchObject({ virtualNetworkIds: { shared: id, hub: idOf("training/virtualNetworks/hub") } });
});

test("a given resource group takes the place of the design's, and is not created", async () => {
  const { resources } = await run(network({ design: small, resourceGroupName: "mine" }));
  expect(resources.filter(({ type }) => type.endsWith(":ResourceGroup"))).toEqual([]);
  expect(resources.slice(1).map(({ inputs }) => inputs["resourceGroupName"])).toEqual(["mine", "mine", "mine"]);
});

test("createResourceGroup: false takes the design's resource group as it is", async () => {
  const { resources } = await run(network({ design: small, createResourceGroup: false }));
  expect(resources.slice(1).map(({ inputs }) => inputs["resourceGroupName"])).toEqual(["rg", "rg", "rg"]);
});

test("warnings are logged with their place, and are an output", async () => {
  const warning: Diagnostic = { code: "route-table-unused", severity: "warning", message: "no subnet has it", path: "/routeTables/0", related: [] };
  const { messages, outputs } = await run(network({ design: compiled({ resources: [table], diagnostics: [warning] }) }));
  expect(messages).toEqual([expect.stringContaining("/routeTables/0: no subnet has it (route-table-unused)")]);
  expect(outputs["diagnostics"]).toEqual([warning]);
});

test("what is not written is said", async () => {
  const notEmitted = [{ path: "/firewalls/0", name: "rules of fw", because: "a design does not hold them" }];
  const { messages } = await run(network({ design: compiled({ resources: [table], notEmitted }) }));
  expect(messages).toEqual([expect.stringMatching(/^info: .*\/firewalls\/0: nothing is written for rules of fw: a design does not hold them/)]);
});

const verdict: Verdict = {
  intent: "egress", expectation: "through: fw", result: "violated", severity: "error", path: "/intents/0", because: "8.8.8.8 goes straight out",
};

test("an intent that is only a wish is logged when it is not proven", async () => {
  const wish: Verdict = { ...verdict, severity: "warning" };
  const verdicts: Verdict[] = [wish, { ...wish, result: "undecided", path: "/intents/1" }, { ...verdict, result: "holds" }];
  const { messages } = await run(network({ design: compiled({ resources: [table], verdicts }) }));
  expect(messages).toEqual([
    expect.stringContaining("/intents/0: egress (through: fw): 8.8.8.8 goes straight out (intent-violated)"),
    expect.stringContaining("/intents/1: egress (through: fw): 8.8.8.8 goes straight out (intent-undecided)"),
  ]);
});

/** The error of a program, which must not have registered anything. */
async function refusal(args: NetworkArgs): Promise<Error> {
  let refused: unknown;
  const { resources } = await run(() => {
    try {
      new Network("training", args);
    } catch (error) {
      refused = error;
    }
    return {};
  });
  expect(resources).toEqual([]);
  expect(refused).toBeInstanceOf(Error);
  return refused as Error;
}

test("all errors of a design are refused in one message; what they mean for intents is left out", async () => {
  const error = (path: string): Diagnostic => ({ code: "host-bits", severity: "error", message: "host bits are set", path, related: [] });
  const diagnostics = [error("/virtualNetworks/0"), error("/virtualNetworks/1")];
  const refused = await refusal({ design: compiled({ resources: [table], diagnostics, verdicts: [verdict] }) });
  expect(refused.name).toBe("DesignError");
  expect(refused.message.split("\n")).toEqual([
    "the design has 2 errors:",
    "  host-bits at /virtualNetworks/0: host bits are set",
    "  host-bits at /virtualNetworks/1: host bits are set",
  ]);
});

test("all intents that are not proven are refused in one message", async () => {
  const verdicts: Verdict[] = [verdict, { ...verdict, result: "undecided" }, { ...verdict, result: "holds" }];
  const refused = await refusal({ design: compiled({ resources: [table], verdicts }) });
  expect(refused.name).toBe("DesignError");
  expect(refused.message.split("\n")).toEqual([
    "the design has 2 errors:",
    "  intent-violated at /intents/0: egress (through: fw): 8.8.8.8 goes straight out",
    "  intent-undecided at /intents/0: egress (through: fw): 8.8.8.8 goes straight out",
  ]);
});

test("a design that holds an output is refused, with its place", async () => {
  const design = { routeTables: [{ name: "rt", routes: [{ nextHopIpAddress: secret("10.0.0.4") }] }] } as object;
  const refused = await refusal({ design });
  expect(refused.message).toMatch(/^\/routeTables\/0\/routes\/0\/nextHopIpAddress in the design is known only during deployment/);
});

test("one given resource group cannot stand for two", async () => {
  const other = definition("routeTables/other", { location: "eastus" }, { scope: { resourceGroup: "rg-2" } });
  const refused = await refusal({ design: compiled({ resources: [table, other] }), resourceGroupName: "mine" });
  expect(refused.message).toMatch(/the design has 2: rg, rg-2/);
});

test("a resource of another subscription than the provider's is refused", async () => {
  const far = definition("routeTables/far", {}, { scope: { resourceGroup: "rg", subscription: "other" } });
  expect((await refusal({ design: compiled({ resources: [far] }) })).message).toMatch(/^routeTables\/far: belongs to subscription other/);
});

test("a type that azure-native is not known for is refused", async () => {
  const odd = definition("oddities/one", {});
  expect((await refusal({ design: compiled({ resources: [odd] }) })).message).toMatch(/Microsoft.Network\/oddities/);
});
