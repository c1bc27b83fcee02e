// PUT replaces: what a body leaves out is gone, but for the children that Azure keeps.

import { describe, expect, test } from "vitest";
import { group, id, network, peering, ref, route, rule, subnet, table, withRehearsal, type Http } from "./http.js";

const names = async (http: Http, path: string) => (await http.get(id(path))).body.value.map(({ name }) => name);
const hubWith = (subnets: object[]) => network(["10.0.0.0/16"], { subnets });
const a = { name: "a", ...subnet("10.0.1.0/24") };
const b = { name: "b", ...subnet("10.0.2.0/24") };

describe("a virtual network", () => {
  test("written with `subnets: []` loses its subnets", async () => {
    await withRehearsal(async (http) => {
      await http.put(id("virtualNetworks/hub"), hubWith([a, b]));
      expect(await names(http, "virtualNetworks/hub/subnets")).toEqual(["a", "b"]);
      await http.put(id("virtualNetworks/hub"), hubWith([]));
      expect(await names(http, "virtualNetworks/hub/subnets")).toEqual([]);
    });
  });

  test("written with some subnets keeps those", async () => {
    await withRehearsal(async (http) => {
      await http.put(id("virtualNetworks/hub"), hubWith([a]));
      await http.put(id("virtualNetworks/hub/subnets/b"), b);
      await http.put(id("virtualNetworks/hub"), hubWith([b]));
      expect(await names(http, "virtualNetworks/hub/subnets")).toEqual(["b"]);
    });
  });

  test.each(["2024-05-01", "2025-07-01"])("written without `subnets` keeps subnets and peerings (%s)", async (api) => {
    await withRehearsal(async (http) => {
      await http.put(id("virtualNetworks/hub"), hubWith([a]), api);
      await http.put(id("virtualNetworks/spoke"), network(["10.1.0.0/16"]), api);
      await http.put(id("virtualNetworks/hub/virtualNetworkPeerings/p"), peering("spoke"), api);
      await http.put(id("virtualNetworks/hub"), network(["10.0.0.0/16", "10.9.0.0/16"]), api);
      expect(await names(http, "virtualNetworks/hub/subnets")).toEqual(["a"]);
      expect(await names(http, "virtualNetworks/hub/virtualNetworkPeerings")).toEqual(["p"]);
    });
  });

  test("loses tags and DNS servers that it is not written with", async () => {
    await withRehearsal(async (http) => {
      await http.put(id("virtualNetworks/hub"), { ...network(["10.0.0.0/16"], { dhcpOptions: { dnsServers: ["10.0.0.4"] } }), tags: { a: "b" } });
      const { body } = await http.put(id("virtualNetworks/hub"), network(["10.0.0.0/16"]));
      expect([body["tags"], body.properties["dhcpOptions"]]).toEqual([undefined, undefined]);
    });
  });
});

describe("other resources", () => {
  test("a subnet written without its table has none, and the table knows", async () => {
    await withRehearsal(async (http) => {
      await http.put(id("routeTables/rt"), table());
      await http.put(id("virtualNetworks/hub"), hubWith([]));
      await http.put(id("virtualNetworks/hub/subnets/a"), subnet("10.0.1.0/24", { routeTable: ref("routeTables/rt") }));
      expect((await http.get(id("routeTables/rt"))).body.properties.subnets).toEqual([{ id: id("virtualNetworks/hub/subnets/a") }]);
      await http.put(id("virtualNetworks/hub/subnets/a"), subnet("10.0.1.0/24"));
      expect((await http.get(id("routeTables/rt"))).body.properties.subnets).toBeUndefined();
    });
  });

  test("a table written without `routes` has none", async () => {
    await withRehearsal(async (http) => {
      await http.put(id("routeTables/rt"), table([route("a", "10.0.0.0/8", "None")]));
      await http.put(id("routeTables/rt/routes/b"), route("b", "11.0.0.0/8", "None"));
      expect(await names(http, "routeTables/rt/routes")).toEqual(["a", "b"]);
      const { body } = await http.put(id("routeTables/rt"), { location: "eastus", properties: {} });
      expect(body.properties.routes).toEqual([]);
    });
  });

  test("a group written without a rule loses it, and keeps the default ones", async () => {
    await withRehearsal(async (http) => {
      await http.put(id("networkSecurityGroups/nsg"), group([rule("a", 100), rule("b", 110)]));
      const { body } = await http.put(id("networkSecurityGroups/nsg"), group([rule("b", 110)]));
      expect((body.properties["securityRules"] as { name: string }[]).map(({ name }) => name)).toEqual(["b"]);
      expect(body.properties["defaultSecurityRules"]).toHaveLength(6);
    });
  });

  test("what was read can be written back", async () => {
    await withRehearsal(async (http) => {
      await http.put(id("routeTables/rt"), table([route("a", "10.0.0.0/8", "None")]));
      await http.put(id("networkSecurityGroups/nsg"), group([rule("b", 110)]));
      await http.put(id("virtualNetworks/spoke"), network(["10.1.0.0/16"]));
      await http.put(id("virtualNetworks/hub"), hubWith([{ name: "a", ...subnet("10.0.1.0/24", { routeTable: ref("routeTables/rt"), networkSecurityGroup: ref("networkSecurityGroups/nsg") }) }]));
      await http.put(id("virtualNetworks/hub/virtualNetworkPeerings/p"), peering("spoke"));
      for (const path of ["virtualNetworks/hub", "routeTables/rt", "networkSecurityGroups/nsg", "virtualNetworks/hub/subnets/a"]) {
        const { body } = await http.get(id(path));
        const again = await http.put(id(path), body);
        expect(again.body.error).toBeUndefined();
        const withoutTags = (value: unknown) => JSON.parse(JSON.stringify(value, (name, member) => (name === "etag" ? undefined : member)));
        expect(withoutTags(again.body)).toEqual(withoutTags(body));
      }
    });
  });
});
