// What Azure decides: addresses, and how the two links of a peering stand.

import { describe, expect, test } from "vitest";
import { configuration, firewall, gateway, id, network, peering, publicAddress, ref, subnet, withRehearsal, type Http } from "./http.js";

async function hub(http: Http): Promise<void> {
  await http.put(id("virtualNetworks/hub"), network(["10.0.0.0/16"]));
  await http.put(id("virtualNetworks/hub/subnets/GatewaySubnet"), subnet("10.0.0.0/27"));
  await http.put(id("virtualNetworks/hub/subnets/AzureFirewallSubnet"), subnet("10.0.1.0/26"));
  await http.put(id("virtualNetworks/hub/subnets/AzureFirewallManagementSubnet"), subnet("10.0.2.0/26"));
  for (const name of ["one", "two"]) await http.put(id(`publicIPAddresses/${name}`), publicAddress());
}

interface Configuration {
  properties: { privateIPAddress?: string };
}

describe("addresses", () => {
  test("a firewall takes the first usable address of its subnet, and keeps it", async () => {
    await withRehearsal(async (http) => {
      await hub(http);
      const body = firewall("virtualNetworks/hub/subnets/AzureFirewallSubnet", "one");
      const first = await http.put(id("azureFirewalls/fw"), body);
      expect((first.body.properties["ipConfigurations"] as Configuration[])[0]?.properties.privateIPAddress).toBe("10.0.1.4");
      const again = await http.put(id("azureFirewalls/fw"), body);
      expect((again.body.properties["ipConfigurations"] as Configuration[])[0]?.properties.privateIPAddress).toBe("10.0.1.4");
      expect((await http.get(id("virtualNetworks/hub/subnets/AzureFirewallSubnet"))).body.properties["ipConfigurations"]).toEqual([
        { id: id("azureFirewalls/fw/azureFirewallIpConfigurations/default") },
      ]);
    });
  });

  test("its management configuration has an address of the management subnet", async () => {
    await withRehearsal(async (http) => {
      await hub(http);
      const management = { ...configuration("virtualNetworks/hub/subnets/AzureFirewallManagementSubnet", "two"), name: "management" };
      const main = configuration("virtualNetworks/hub/subnets/AzureFirewallSubnet", "one");
      const { body } = await http.put(id("azureFirewalls/fw"), { location: "eastus", properties: { ipConfigurations: [main], managementIpConfiguration: management } });
      expect((body.properties["managementIpConfiguration"] as Configuration).properties.privateIPAddress).toBe("10.0.2.4");
    });
  });

  test("a static public address is known when it is created, and knows its user", async () => {
    await withRehearsal(async (http) => {
      await hub(http);
      await http.put(id("virtualNetworkGateways/vpn"), gateway("virtualNetworks/hub/subnets/GatewaySubnet", "two"));
      const { body } = await http.get(id("publicIPAddresses/two"));
      expect(body.properties["ipAddress"]).toBe("203.0.113.2");
      expect(body.properties["ipConfiguration"]).toEqual({ id: id("virtualNetworkGateways/vpn/ipConfigurations/default") });
    });
  });

  test("a VPN gateway speaks BGP from the last usable address", async () => {
    await withRehearsal(async (http) => {
      await hub(http);
      const { body } = await http.put(id("virtualNetworkGateways/vpn"), gateway("virtualNetworks/hub/subnets/GatewaySubnet", "two"));
      expect(body.properties["bgpSettings"]).toEqual({ asn: 65515, bgpPeeringAddress: "10.0.0.30", peerWeight: 0 });
    });
  });

  test("private endpoints take the next free address", async () => {
    await withRehearsal(async (http) => {
      await http.put(id("virtualNetworks/hub"), network(["10.0.0.0/16"], { subnets: [{ name: "a", ...subnet("10.0.1.0/24") }] }));
      const endpoint = (more: object = {}) => ({ location: "eastus", properties: { subnet: ref("virtualNetworks/hub/subnets/a"), ...more } });
      await http.put(id("privateEndpoints/static"), endpoint({ ipConfigurations: [{ name: "x", properties: { privateIPAddress: "10.0.1.4" } }] }));
      const { body } = await http.put(id("privateEndpoints/dynamic"), endpoint());
      expect(body.properties["customDnsConfigs"]).toEqual([{ ipAddresses: ["10.0.1.5"] }]);
    });
  });
});

describe("peerings", () => {
  const state = async (http: Http, from: string, to: string) => (await http.get(id(`virtualNetworks/${from}/virtualNetworkPeerings/to-${to}`))).body.properties;
  const link = (http: Http, from: string, to: string) => http.put(id(`virtualNetworks/${from}/virtualNetworkPeerings/to-${to}`), peering(to));

  test("one link is Initiated, two are Connected, the one that is left is Disconnected", async () => {
    await withRehearsal(async (http) => {
      await http.put(id("virtualNetworks/hub"), network(["10.0.0.0/16"]));
      await http.put(id("virtualNetworks/spoke"), network(["10.1.0.0/16"]));
      await link(http, "hub", "spoke");
      expect((await state(http, "hub", "spoke"))["peeringState"]).toBe("Initiated");
      await link(http, "spoke", "hub");
      expect((await state(http, "hub", "spoke"))["peeringState"]).toBe("Connected");
      expect((await state(http, "spoke", "hub"))["peeringState"]).toBe("Connected");
      await http.remove(id("virtualNetworks/spoke/virtualNetworkPeerings/to-hub"));
      expect((await state(http, "hub", "spoke"))["peeringState"]).toBe("Disconnected");
      await link(http, "hub", "spoke");
      expect((await state(http, "hub", "spoke"))["peeringState"]).toBe("Disconnected");
    });
  });

  test("a network that goes disconnects its peers", async () => {
    await withRehearsal(async (http) => {
      await http.put(id("virtualNetworks/hub"), network(["10.0.0.0/16"]));
      await http.put(id("virtualNetworks/spoke"), network(["10.1.0.0/16"]));
      await link(http, "hub", "spoke");
      await link(http, "spoke", "hub");
      await http.remove(id("virtualNetworks/spoke"));
      expect((await state(http, "hub", "spoke"))["peeringState"]).toBe("Disconnected");
    });
  });

  test("a network that grows is out of sync until its peer's link is synchronised", async () => {
    await withRehearsal(async (http) => {
      await http.put(id("virtualNetworks/hub"), network(["10.0.0.0/16"]));
      await http.put(id("virtualNetworks/spoke"), network(["10.1.0.0/16"]));
      await link(http, "hub", "spoke");
      await link(http, "spoke", "hub");
      await http.put(id("virtualNetworks/spoke"), network(["10.1.0.0/16", "10.2.0.0/16"]));
      expect((await state(http, "hub", "spoke"))["peeringSyncLevel"]).toBe("RemoteNotInSync");
      expect((await state(http, "spoke", "hub"))["peeringSyncLevel"]).toBe("LocalNotInSync");
      const path = id("virtualNetworks/hub/virtualNetworkPeerings/to-spoke");
      await http.follow(await http.send("PUT", path, peering("spoke"), { query: "&syncRemoteAddressSpace=true" }));
      expect(await state(http, "hub", "spoke")).toMatchObject({ peeringSyncLevel: "FullyInSync", remoteAddressSpace: { addressPrefixes: ["10.1.0.0/16", "10.2.0.0/16"] } });
      expect((await state(http, "spoke", "hub"))["peeringSyncLevel"]).toBe("FullyInSync");
    });
  });
});
