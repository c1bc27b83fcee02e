// What is drawn, where, and the lines between: all computed without a browser.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { strokeBetween, type Rect } from "../../../www/src/canvas/geometry.ts";
import { layOut, rectangles } from "../../../www/src/canvas/layout.ts";
import { allBoxes, sceneOf } from "../../../www/src/canvas/scene.ts";
import { arrange, badgeRows } from "../../../www/src/canvas/sizes.ts";
import { readModel } from "../../../www/src/document/model.ts";
import { DESIGN, MACHINES } from "./design.ts";

const scene = sceneOf(readModel(DESIGN));
const box = (id: string) => allBoxes(scene).find((each) => each.id === id)!;

/** A design of so many networks in a star, each with so many subnets. */
function star(networks: number, subnets: number): string {
  const names = Array.from({ length: networks }, (_, index) => `v${index}`);
  return JSON.stringify({
    virtualNetworks: names.map((name) => ({
      name,
      subnets: Array.from({ length: subnets }, (_, index) => ({ name: `s${index}` })),
    })),
    peerings: names.slice(1).map((name) => ({ between: ["v0", name] })),
  });
}

function drawn(text: string, own = {}): { rects: Map<string, Rect>; top: string[] } {
  const scene = sceneOf(readModel(text));
  const arranged = scene.boxes.map(arrange);
  return { rects: rectangles(arranged, layOut(scene, arranged, own)), top: arranged.map((each) => each.box.id) };
}

function overlap(left: Rect, right: Rect): boolean {
  return (
    left.x < right.x + right.width &&
    right.x < left.x + left.width &&
    left.y < right.y + right.height &&
    right.y < left.y + left.height
  );
}

describe("the scene", () => {
  it("puts devices into their subnets", () => {
    expect(box("firewall:fw").parent).toBe("subnet:vnet-hub/azurefirewallsubnet");
    expect(box("gateway:vpn").parent).toBe("subnet:vnet-hub/gatewaysubnet");
    expect(box("privateEndpoint:pe").parent).toBe("subnet:vnet-spoke/data");
  });

  it("shows a device whose subnet is missing in its network, or else by itself", () => {
    const lost = sceneOf(
      readModel(
        '{"virtualNetworks":[{"name":"v"}],"firewalls":[{"name":"a","virtualNetwork":"v"},{"name":"b","virtualNetwork":"w"}]}',
      ),
    );
    expect(lost.boxes.map(({ id }) => id)).toEqual(["internet", "virtualNetwork:v", "firewall:b"]);
    expect(lost.boxes[1]!.children.map(({ id }) => id)).toEqual(["firewall:a"]);
  });

  it("badges subnets with their tables, and says which the design does not have", () => {
    expect(box("subnet:vnet-spoke/work").badges).toEqual([
      { kind: "routeTable", name: "rt-work", id: "routeTable:rt-work" },
    ]);
    const dangling = sceneOf(readModel('{"virtualNetworks":[{"name":"v","subnets":[{"name":"s","routeTable":"x"}]}]}'));
    expect(allBoxes(dangling).find(({ id }) => id === "subnet:v/s")?.badges[0]?.id).toBeNull();
  });

  it("shows machines in their subnets, by address and groups, and what the Internet sees of them", () => {
    const machines = sceneOf(readModel(MACHINES));
    const web = allBoxes(machines).find(({ id }) => id === "networkInterface:web")!;
    expect([web.parent, web.subtitle]).toEqual(["subnet:v/front", "10.0.1.10 · asg-web"]);
    expect(machines.lines.map(({ kind, target }) => [kind, target])).toEqual([
      ["publicAddress", "networkInterface:web"],
    ]);
  });

  it("says how a subnet reaches the Internet", () => {
    const front = allBoxes(sceneOf(readModel(MACHINES))).find(({ id }) => id === "subnet:v/front")!;
    expect(front.hints.map(({ sign }) => sign)).toEqual(["private"]);
    expect(front.badges.map(({ kind, id }) => [kind, id])).toEqual([
      ["routeTable", null],
      ["networkSecurityGroup", "networkSecurityGroup:nsg"],
      ["natGateway", "natGateway:nat"],
    ]);
  });

  it("has room for all that a subnet carries", () => {
    const { rects } = drawn(MACHINES);
    const machine = rects.get("networkInterface:web")!;
    const subnet = rects.get("subnet:v/front")!;
    // 52 of title, and two rows of badges: boxes.css lays them out.
    expect(machine.y - subnet.y).toBe(52 + 2 * 28);
  });

  it("gives each workload of a subnet a row of its own", () => {
    const badges = (["routeTable", "networkSecurityGroup", "natGateway", "workload", "workload"] as const).map((kind) => ({
      kind,
      name: kind,
      id: null,
    }));
    expect(badgeRows(badges)).toEqual([[0, 1], [2], [3], [4]]);
    const design = { virtualNetworks: [{ name: "v", subnets: [{ name: "s", workloads: ["AksNone"] }] }] };
    const subnet = allBoxes(sceneOf(readModel(JSON.stringify(design)))).find(({ id }) => id === "subnet:v/s");
    expect(subnet?.badges).toEqual([{ kind: "workload", name: "AksNone", id: "subnet:v/s" }]);
  });

  it("draws a connected group with a line to each member, and signs for what has no box", () => {
    const drawn = sceneOf(
      readModel(
        JSON.stringify({
          virtualNetworks: [{ name: "a", existing: true, subnets: [{ name: "s" }] }, { name: "b" }],
          networkManager: {
            connectedGroups: [["A", "b", "gone"]],
            routingRules: [{ name: "r", appliesTo: ["a/s", "b"] }],
          },
          networkInterfaces: [{ name: "vm", subnet: "a/s", publicIpAddress: "pip", applicationSecurityGroups: ["x", "y"] }],
          publicIpAddresses: [{ name: "pip", ipAddress: "20.1.2.3" }],
        }),
      ),
    );
    const signs = Object.fromEntries(allBoxes(drawn).map(({ id, hints }) => [id, hints.map(({ sign, title, id }) => [sign, title, id])]));
    expect(signs["virtualNetwork:a"]).toEqual([["existing", "Owned by someone else: never written", null]]);
    expect(signs["subnet:a/s"]).toEqual([["routingRule", "Routing rule r", "routingRule:r"]]);
    expect(signs["networkInterface:vm"]).toEqual([
      ["applicationSecurityGroup", "Application security groups x, y", null],
      ["publicIpAddress", "Public IP address pip (20.1.2.3)", "publicIpAddress:pip"],
    ]);
    const group = drawn.boxes.find(({ kind }) => kind === "connectedGroup")!;
    expect([group.title, group.subtitle]).toEqual(["Connected group", "3 virtual networks"]);
    expect(drawn.lines.filter(({ kind }) => kind === "connectedGroup").map(({ source, target }) => [source, target])).toEqual([
      [group.id, "virtualNetwork:a"],
      [group.id, "virtualNetwork:b"],
    ]);
  });

  it("draws Route Servers with their sessions, and load balancers", () => {
    const design = {
      virtualNetworks: [{ name: "v", subnets: [{ name: "RouteServerSubnet" }, { name: "nva" }] }],
      appliances: [{ name: "a", networkInterfaces: [{ subnet: "v/nva", privateIpAddress: "10.0.2.4" }] }],
      routeServers: [{ name: "rs", virtualNetwork: "v", peers: [{ appliance: "A" }] }],
      loadBalancers: [{ name: "ilb", subnet: "v/nva", privateIpAddress: "10.0.2.100", backends: ["a"] }],
    };
    const drawn = sceneOf(readModel(JSON.stringify(design)));
    const parents = Object.fromEntries(allBoxes(drawn).map(({ id, parent, subtitle }) => [id, [parent, subtitle]]));
    expect(parents["routeServer:rs"]).toEqual(["subnet:v/routeserversubnet", "Route Server"]);
    expect(parents["loadBalancer:ilb"]).toEqual(["subnet:v/nva", "10.0.2.100 → a"]);
    expect(drawn.lines).toMatchObject([{ label: "BGP", source: "routeServer:rs", target: "appliance:a" }]);
  });

  it("draws virtual hubs with their firewall, the networks they join and their sessions", () => {
    const design = {
      virtualNetworks: [{ name: "v", subnets: [{ name: "nva" }] }],
      appliances: [{ name: "a", networkInterfaces: [{ subnet: "v/nva", privateIpAddress: "10.0.2.4" }] }],
      firewalls: [{ name: "fw" }],
      virtualHubs: [
        {
          name: "h",
          addressPrefix: "10.100.0.0/23",
          connections: ["V"],
          firewall: "FW",
          routingIntent: { private: "fw" },
          bgpPeers: [{ appliance: "a" }],
        },
      ],
    };
    const drawn = sceneOf(readModel(JSON.stringify(design)));
    const boxes = allBoxes(drawn);
    expect(boxes.find(({ id }) => id === "virtualHub:h")).toMatchObject({
      kind: "virtualHub",
      subtitle: "10.100.0.0/23, private inspected",
    });
    expect(boxes.find(({ id }) => id === "firewall:fw")?.parent).toBe("virtualHub:h");
    expect(drawn.lines.map(({ source, target, label }) => [source, target, label])).toEqual([
      ["virtualHub:h", "appliance:a", "BGP"],
      ["virtualNetwork:v", "virtualHub:h", "hub"],
      ["internet", "firewall:fw", ""],
    ]);
  });

  it("draws connections of virtual hubs that are objects, and says that static routes stand on them", () => {
    const design = {
      virtualNetworks: [{ name: "v" }, { name: "w" }, { name: "x" }],
      virtualHubs: [
        {
          name: "h",
          connections: [
            "v",
            { remoteVirtualNetwork: "W", staticRoutes: [{ name: "r", addressPrefixes: ["10.9.0.0/16"] }] },
            { remoteVirtualNetwork: "x" },
          ],
        },
      ],
    };
    const drawn = sceneOf(readModel(JSON.stringify(design)));
    expect(drawn.lines.map(({ source, target, label }) => [source, target, label])).toEqual([
      ["virtualNetwork:v", "virtualHub:h", "hub"],
      ["virtualNetwork:w", "virtualHub:h", "hub, static routes"],
      ["virtualNetwork:x", "virtualHub:h", "hub"],
    ]);
  });

  it("marks networks that security admin rules are for", () => {
    const design = {
      virtualNetworks: [{ name: "v" }, { name: "w" }],
      networkManager: { securityAdminRules: [{ name: "no-ssh", appliesTo: ["V"] }] },
    };
    const hints = sceneOf(readModel(JSON.stringify(design))).boxes.map(({ id, hints }) => [id, hints.length]);
    expect(hints).toEqual([
      ["internet", 0],
      ["virtualNetwork:v", 1],
      ["virtualNetwork:w", 0],
    ]);
  });

  it("draws peerings, connections and public addresses", () => {
    expect(scene.lines.map(({ kind, source, target, label }) => [kind, source, target, label])).toEqual([
      ["peering", "virtualNetwork:vnet-hub", "virtualNetwork:vnet-spoke", "transit"],
      ["connection", "gateway:vpn", "site:office", "VPN"],
      ["publicAddress", "internet", "firewall:fw", ""],
    ]);
  });

  it("draws one link without its partner as incomplete, and two as one line", () => {
    const networks = '"virtualNetworks":[{"name":"a"},{"name":"b"}]';
    const one = sceneOf(readModel(`{${networks},"peerings":[{"from":"a","to":"b"}]}`));
    expect(one.lines).toMatchObject([{ incomplete: true, label: "one-sided" }]);
    const two = sceneOf(readModel(`{${networks},"peerings":[{"from":"a","to":"b"},{"from":"B","to":"A"}]}`));
    expect(two.lines).toMatchObject([{ incomplete: false, label: "peering" }]);
  });
});

describe("the layout", () => {
  it.each([
    [1, 0],
    [3, 2],
    [12, 7],
    [100, 3],
  ])("of %i networks with %i subnets overlaps nowhere and keeps all inside", (networks, subnets) => {
    const { rects, top } = drawn(star(networks, subnets));
    top.forEach((left, index) => {
      for (const right of top.slice(index + 1)) expect(overlap(rects.get(left)!, rects.get(right)!)).toBe(false);
    });
    for (let network = 0; network < networks; network += 1) {
      const outer = rects.get(`virtualNetwork:v${network}`)!;
      const inside = Array.from({ length: subnets }, (_, index) => rects.get(`subnet:v${network}/s${index}`)!);
      inside.forEach((subnet, index) => {
        expect(subnet.x).toBeGreaterThan(outer.x);
        expect(subnet.x + subnet.width).toBeLessThan(outer.x + outer.width);
        expect(subnet.y + subnet.height).toBeLessThan(outer.y + outer.height);
        for (const other of inside.slice(index + 1)) expect(overlap(subnet, other)).toBe(false);
      });
    }
  });

  it("has what is outside at the left, and spokes right of their hub", () => {
    const { rects } = drawn(DESIGN);
    const x = ["site:office", "virtualNetwork:vnet-hub", "virtualNetwork:vnet-spoke"].map((id) => rects.get(id)!.x);
    expect(x).toEqual([...x].sort((left, right) => left - right));
    expect(new Set(x).size).toBe(3);
  });

  it("keeps boxes where they were put, and new ones clear of them", () => {
    const own = { internet: { x: 0, y: 0 }, "virtualNetwork:v0": { x: 500, y: 500 } };
    const { rects, top } = drawn(star(3, 1), own);
    expect(rects.get("virtualNetwork:v0")).toMatchObject({ x: 500, y: 500 });
    top.forEach((left, index) => {
      for (const right of top.slice(index + 1)) expect(overlap(rects.get(left)!, rects.get(right)!)).toBe(false);
    });
  });
});

describe("a line", () => {
  const rect = fc.record({
    x: fc.integer({ min: -2000, max: 2000 }),
    y: fc.integer({ min: -2000, max: 2000 }),
    width: fc.integer({ min: 40, max: 400 }),
    height: fc.integer({ min: 40, max: 400 }),
  });

  it("starts and ends on the sides of its boxes, wherever they are and whatever is between", () => {
    fc.assert(
      fc.property(rect, rect, fc.array(rect), (from, to, obstacles) => {
        const { path, start, end } = strokeBetween(from, to, { obstacles });
        expect([from.x, from.x + from.width]).toContain(start.x);
        expect([to.x, to.x + to.width]).toContain(end.x);
        expect(start.y).toBe(from.y + from.height / 2);
        expect(end.y).toBe(to.y + to.height / 2);
        expect(path.startsWith(`M${start.x},${start.y} `)).toBe(true);
        expect(path.endsWith(`${end.x},${end.y}`)).toBe(true);
        expect(path).not.toMatch(/NaN|undefined|Infinity/);
      }),
    );
  });

  it("bulges to the asked side between boxes above each other", () => {
    const above = { x: 0, y: 0, width: 100, height: 40 };
    const below = { x: 0, y: 200, width: 100, height: 40 };
    expect(strokeBetween(above, below).label.x).toBeGreaterThan(100);
    expect(strokeBetween(above, below, { bulge: "left" }).label.x).toBeLessThan(0);
  });

  it("goes around what stands between, on the shorter side", () => {
    const left = { x: 0, y: 80, width: 100, height: 40 };
    const right = { x: 600, y: 80, width: 100, height: 40 };
    const wall = { x: 300, y: 0, width: 100, height: 400 };
    expect(strokeBetween(left, right).label.y).toBe(100);
    expect(strokeBetween(left, right, { obstacles: [wall] }).label.y).toBeLessThan(0);
    expect(strokeBetween(left, right, { obstacles: [{ ...wall, y: -300 }] }).label.y).toBeGreaterThan(100);
  });
});
