// Writes that meet: which resources a write locks, and what a second one is told.

import { describe, expect, test, vi } from "vitest";
import { firewall, gateway, group, id, network, peering, publicAddress, ref, subnet, table, withRehearsal, type Http, type Reply } from "./http.js";

// The second write has to arrive while the first is in progress, on a busy machine too.
vi.setConfig({ testTimeout: 30_000 });

/** Uses an estate in which every further write takes long enough to be met by another. */
async function withSlowWrites(use: (http: Http) => Promise<void>): Promise<void> {
  let latency = 0;
  await withRehearsal(
    async (http) => {
      await estate(http);
      latency = 800;
      await use(http);
    },
    { latency: () => latency },
  );
}

/** Two networks, tables, a group and an address. */
async function estate(http: Http): Promise<void> {
  await http.put(id("routeTables/rt"), table());
  await http.put(id("routeTables/other"), table());
  await http.put(id("networkSecurityGroups/nsg"), group());
  await http.put(id("publicIPAddresses/pip"), publicAddress());
  await http.put(id("virtualNetworks/hub"), network(["10.0.0.0/16"]));
  await http.put(id("virtualNetworks/spoke"), network(["10.1.0.0/16"]));
  await http.put(id("virtualNetworks/hub/subnets/GatewaySubnet"), subnet("10.0.0.0/27"));
  await http.put(id("virtualNetworks/hub/subnets/AzureFirewallSubnet"), subnet("10.0.1.0/26"));
}

const links = { routeTable: ref("routeTables/rt"), networkSecurityGroup: ref("networkSecurityGroups/nsg") };
const linked: [string, object] = ["virtualNetworks/hub/subnets/a", subnet("10.0.3.0/24", links)];
const vpn: [string, object] = ["virtualNetworkGateways/vpn", gateway("virtualNetworks/hub/subnets/GatewaySubnet", "pip")];
const fw: [string, object] = ["azureFirewalls/fw", firewall("virtualNetworks/hub/subnets/AzureFirewallSubnet", "pip")];

const describeReply = ({ status, body }: Reply) => (status < 400 ? "accepted" : [status, body.error.code, ...body.error.details.map(({ code }) => code)].join(" "));
const IN_PROGRESS = "409 AnotherOperationInProgress";
const NOT_PROVISIONED = "429 RetryableError ReferencedResourceNotProvisioned";

describe("while one write is in progress, another", () => {
  test.concurrent.each<[string, [string, object], [string, object], string]>([
    ["subnet of the same network", linked, ["virtualNetworks/hub/subnets/b", subnet("10.0.4.0/24")], IN_PROGRESS],
    ["write of the network itself", linked, ["virtualNetworks/hub", network(["10.0.0.0/16"])], IN_PROGRESS],
    ["subnet of another network", linked, ["virtualNetworks/spoke/subnets/b", subnet("10.1.4.0/24")], "accepted"],
    ["subnet of another network with the same table", linked, ["virtualNetworks/spoke/subnets/b", subnet("10.1.4.0/24", { routeTable: ref("routeTables/rt") })], IN_PROGRESS],
    ["subnet of another network with the same group", linked, ["virtualNetworks/spoke/subnets/b", subnet("10.1.4.0/24", { networkSecurityGroup: ref("networkSecurityGroups/nsg") })], IN_PROGRESS],
    ["subnet of another network with another table", linked, ["virtualNetworks/spoke/subnets/b", subnet("10.1.4.0/24", { routeTable: ref("routeTables/other") })], "accepted"],
    ["write of the table", linked, ["routeTables/rt", table()], IN_PROGRESS],
    ["route of the table", linked, ["routeTables/rt/routes/r", { properties: { addressPrefix: "10.0.0.0/8", nextHopType: "None" } }], IN_PROGRESS],
    ["write of another table", linked, ["routeTables/other", table()], "accepted"],
    ["link of the network", linked, ["virtualNetworks/hub/virtualNetworkPeerings/p", peering("spoke")], IN_PROGRESS],
    ["link to the network", linked, ["virtualNetworks/spoke/virtualNetworkPeerings/p", peering("hub")], NOT_PROVISIONED],
    ["subnet of a network that is being peered with", ["virtualNetworks/spoke/virtualNetworkPeerings/p", peering("hub")], linked, IN_PROGRESS],
    ["firewall in the network", linked, fw, NOT_PROVISIONED],
    ["subnet of a network that gets a firewall", fw, linked, IN_PROGRESS],
    ["gateway in another subnet of the network", linked, vpn, "accepted"],
    ["subnet beside a gateway in progress", vpn, linked, "accepted"],
    ["write of the subnet of a gateway in progress", vpn, ["virtualNetworks/hub/subnets/GatewaySubnet", subnet("10.0.0.0/27")], NOT_PROVISIONED],
    ["firewall with a public address in progress", ["publicIPAddresses/pip", publicAddress()], fw, NOT_PROVISIONED],
    ["use of a network that is being written with its subnets", ["virtualNetworks/hub", network(["10.0.0.0/16"], { subnets: [{ name: "GatewaySubnet", ...subnet("10.0.0.0/27") }] })], vpn, NOT_PROVISIONED],
  ])("%s", async (_name, first, second, expected) => {
    await withSlowWrites(async (http) => {
      const slow = await http.send("PUT", id(first[0]), first[1]);
      expect(describeReply(slow)).toBe("accepted");
      const meeting = await http.send("PUT", id(second[0]), second[1]);
      expect(describeReply(meeting)).toBe(expected);
      await http.follow(slow);
      if (expected !== "accepted") expect(describeReply(await http.send("PUT", id(second[0]), second[1]))).toBe("accepted");
    });
  });

  test.concurrent("unlinking a table locks the table it had", async () => {
    await withSlowWrites(async (http) => {
      await http.follow(await http.send("PUT", id(linked[0]), linked[1]));
      await http.send("PUT", id(linked[0]), subnet("10.0.3.0/24"));
      expect(describeReply(await http.send("PUT", id("routeTables/rt"), table()))).toBe(IN_PROGRESS);
    });
  });

  test.concurrent("a deletion locks too", async () => {
    await withSlowWrites(async (http) => {
      await http.follow(await http.send("PUT", id(linked[0]), linked[1]));
      await http.send("DELETE", id(linked[0]));
      expect(describeReply(await http.send("PUT", id("routeTables/rt"), table()))).toBe(IN_PROGRESS);
      expect(describeReply(await http.send("DELETE", id("virtualNetworks/hub")))).toBe(IN_PROGRESS);
    });
  });

  test.concurrent("`useRemoteGateways` waits for the remote gateway to be there", async () => {
    await withSlowWrites(async (http) => {
      const slow = await http.send("PUT", id(vpn[0]), vpn[1]);
      const spokeLink = ["virtualNetworks/spoke/virtualNetworkPeerings/p", peering("hub", { useRemoteGateways: true })] as const;
      expect(describeReply(await http.send("PUT", id(spokeLink[0]), spokeLink[1]))).toBe("400 RemoteVnetHasNoGateways");
      await http.follow(slow);
      expect(describeReply(await http.send("PUT", id(spokeLink[0]), spokeLink[1]))).toBe("accepted");
    });
  });
});
