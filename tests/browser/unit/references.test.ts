// Renaming and deleting reach everything that names an object, and nothing else.
import { describe, expect, it } from "vitest";
import { removeObject, alsoRemoved } from "../../../www/src/actions/removeObject.ts";
import { renameObject } from "../../../www/src/actions/renameObject.ts";
import { find, readModel } from "../../../www/src/document/model.ts";
import { kindsNamedAt } from "../../../www/src/document/references.ts";
import { DESIGN, MACHINES, valueOf } from "./design.ts";

const document = { text: DESIGN, positions: { "virtualNetwork:vnet-spoke": { x: 1, y: 2 } }, fileName: "a.json" };

function renamed(id: string, name: string): { text: string; value: ReturnType<typeof JSON.parse>; positions: object } {
  const result = renameObject.apply(document, { id, name });
  return { ...result, value: valueOf(result.text) };
}

describe("renaming", () => {
  it("a network reaches its peerings, its subnets' mentions and its place on the drawing", () => {
    const { value, positions } = renamed("virtualNetwork:vnet-spoke", "vnet-new");
    expect(value.virtualNetworks[1].name).toBe("vnet-new");
    expect(value.peerings[0].between).toEqual(["vnet-hub", "vnet-new"]);
    expect(value.privateEndpoints[0].subnet).toBe("vnet-new/data");
    expect(value.intents[0].from).toBe("vnet-new/work");
    expect(value.intents[1].from).toEqual(["vnet-new/*", "office"]);
    expect(positions).toEqual({ "virtualNetwork:vnet-new": { x: 1, y: 2 } });
  });

  it.each([
    ["firewall:fw", ["/firewalls/0/name", "/routeTables/0/routes/0/nextHop/firewall", "/intents/0/through"]],
    ["routeTable:rt-work", ["/routeTables/0/name", "/virtualNetworks/1/subnets/0/routeTable"]],
    ["site:office", ["/onPremises/0/name", "/virtualNetworkGateways/0/connections/0/to", "/intents/1/from/1"]],
    ["subnet:vnet-spoke/data", ["/virtualNetworks/1/subnets/1/name", "/privateEndpoints/0/subnet"]],
    ["privateEndpoint:pe", ["/privateEndpoints/0/name", "/intents/1/to/privateEndpoint"]],
  ])("%s changes its name at every place", (id, places) => {
    const { text } = renamed(id, "other-name");
    expect(text.match(/other-name/g)).toHaveLength(places.length);
    const { value } = renamed(id, "other-name");
    for (const place of places) {
      const found = place
        .slice(1)
        .split("/")
        .reduce((here, step) => here[step], value);
      expect(found).toMatch(/other-name$/);
    }
  });

  it("selects the object under its new name", () => {
    expect(renameObject.select?.({ id: "subnet:vnet-spoke/data", name: "Blobs" }, readModel(""))).toBe(
      "subnet:vnet-spoke/blobs",
    );
  });
});

describe("deleting", () => {
  const after = (id: string): ReturnType<typeof JSON.parse> => valueOf(removeObject.apply(document, id).text);

  it("a network takes what stands in it along, and its peerings", () => {
    const value = after("virtualNetwork:vnet-hub");
    expect(value.virtualNetworks).toHaveLength(1);
    expect(value).toMatchObject({
      peerings: [],
      firewalls: [],
      virtualNetworkGateways: [],
      onPremises: [{ name: "office" }],
    });
  });

  it("a route table takes the subnets' mention along", () => {
    expect(after("routeTable:rt-work").virtualNetworks[1].subnets[0]).toEqual({
      name: "work",
      addressPrefix: "10.20.1.0/24",
    });
  });

  it("a site takes its connections along, not the gateway", () => {
    expect(after("site:office").virtualNetworkGateways).toEqual([
      { name: "vpn", type: "Vpn", virtualNetwork: "vnet-hub", connections: [] },
    ]);
  });

  it("a group takes the mentions of rules and machines along, and a subnet its machines", () => {
    const machines = { text: MACHINES, positions: {}, fileName: "a.json" };
    const without = (id: string): ReturnType<typeof JSON.parse> => valueOf(removeObject.apply(machines, id).text);
    const group = without("applicationSecurityGroup:asg-web");
    expect(group.networkInterfaces[0].applicationSecurityGroups).toEqual([]);
    expect(group.networkSecurityGroups[0].securityRules[0].sourceApplicationSecurityGroups).toEqual([]);
    expect(without("subnet:v/front").networkInterfaces.map(({ name }: { name: string }) => name)).toEqual(["db"]);
    expect(without("natGateway:nat").virtualNetworks[0].subnets[0]).not.toHaveProperty("natGateway");
    expect(without("publicIpAddress:pip").natGateways[0].publicIpAddresses).toEqual([]);
  });

  it("a network takes the connections of virtual hubs along, an appliance not the static routes that name it", () => {
    const text = JSON.stringify({
      virtualNetworks: [{ name: "v" }, { name: "w" }],
      appliances: [{ name: "nva" }],
      virtualHubs: [
        {
          name: "h",
          connections: ["v", { remoteVirtualNetwork: "W", staticRoutes: [{ name: "r", nextHop: { appliance: "nva" } }] }],
        },
      ],
    });
    const hubs = { text, positions: {}, fileName: "a.json" };
    const without = (id: string): ReturnType<typeof JSON.parse> => valueOf(removeObject.apply(hubs, id).text);
    expect(without("virtualNetwork:w").virtualHubs[0].connections).toEqual(["v"]);
    expect(without("appliance:nva").virtualHubs[0].connections[1].staticRoutes).toHaveLength(1);
  });

  it("leaves routes that name it, for the engine to report", () => {
    const value = after("firewall:fw");
    expect(value.routeTables[0].routes[0].nextHop).toEqual({ firewall: "fw" });
  });

  it("says beforehand what goes too", () => {
    const model = readModel(DESIGN);
    const hub = find(model, "virtualNetwork", "vnet-hub")!;
    expect(
      alsoRemoved(model, hub)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(["fw", "vnet-hub ↔ VNET-spoke", "vpn"]);
  });
});

describe("completion of names", () => {
  it("knows which kind of object a place names", () => {
    expect(kindsNamedAt(["virtualNetworks", 0, "subnets", 2, "routeTable"])).toEqual(["routeTable"]);
    expect(kindsNamedAt(["routeTables", 0, "routes", 0, "nextHop", "firewall"])).toEqual(["firewall"]);
    expect(kindsNamedAt(["intents", 0, "to", "privateEndpoint"])).toEqual(["privateEndpoint"]);
    expect(kindsNamedAt(["intents", 0, "to", "networkInterface"])).toEqual(["networkInterface"]);
    expect(kindsNamedAt(["networkInterfaces", 0, "applicationSecurityGroups", 0])).toEqual(["applicationSecurityGroup"]);
    expect(kindsNamedAt(["intents", 0, "from", 1])).toContain("subnet");
    expect(kindsNamedAt(["virtualNetworks", 0, "name"])).toEqual([]);
  });
});
