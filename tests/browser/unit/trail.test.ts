// A traced path as arrows.
import { describe, expect, it } from "vitest";
import { boxOfEndpoint } from "../../../www/src/canvas/endpoints.ts";
import { layOut, rectangles } from "../../../www/src/canvas/layout.ts";
import { sceneOf } from "../../../www/src/canvas/scene.ts";
import { arrange } from "../../../www/src/canvas/sizes.ts";
import { trailOf } from "../../../www/src/canvas/trail.ts";
import { readModel } from "../../../www/src/document/model.ts";
import type { Hop, SecurityDecision, Trace, Walk } from "../../../www/src/engine/answers.ts";
import { DESIGN, MACHINES } from "./design.ts";

const model = readModel(DESIGN);
const scene = sceneOf(model);
const arranged = scene.boxes.map(arrange);
const rects = rectangles(arranged, layOut(scene, arranged, {}));

function walk(delivered: boolean, ...hops: [Hop["kind"], string][]): Walk {
  return {
    packet: { source: "10.20.1.4", destination: "8.8.8.8", protocol: "Any" },
    hops: hops.map(([kind, at]) => ({ kind, at, because: "" })),
    disposition: delivered ? "DeliveredToInternet" : "DroppedLoop",
    delivered,
    passes: [],
  };
}

const trace = (forward: Walk, reply: Walk | null = null): Trace => ({
  forward,
  reply,
  answered: false,
  symmetric: false,
});

describe("a trail", () => {
  it("has one arrow from each hop to the next, and an end for each way", () => {
    const there = walk(true, ["Subnet", "vnet-spoke/work"], ["Firewall", "fw"], ["Internet", "Internet"]);
    const back = walk(false, ["Internet", "Internet"], ["Firewall", "fw"]);
    const trail = trailOf(model, trace(there, back), rects);
    expect(trail.arrows.map(({ way, index }) => `${way} ${index}`)).toEqual(["forward 0", "forward 1", "reply 0"]);
    expect(trail.ends).toEqual([
      { way: "forward", box: "internet", outcome: "delivered" },
      { way: "reply", box: "firewall:fw", outcome: "dropped" },
    ]);
    expect([...trail.boxes].sort()).toEqual(["firewall:fw", "internet", "subnet:vnet-spoke/work"]);
  });

  it("starts and ends at the machines that have the packet's addresses", () => {
    const machines = readModel(MACHINES);
    const there: Walk = {
      ...walk(true, ["Subnet", "v/front"], ["Subnet", "v/back"]),
      packet: { source: "10.0.1.10", destination: "10.0.2.99", protocol: "Any" },
    };
    const trail = trailOf(machines, trace(there), new Map());
    expect([...trail.boxes]).toEqual(["networkInterface:web", "subnet:v/back"]);
    const known = readModel(MACHINES.replace('{"name":"pip"}', '{"name":"pip","ipAddress":"20.1.2.5"}'));
    const outside: Walk = {
      ...walk(true, ["Internet", "Internet"], ["Subnet", "v/front"]),
      packet: { source: "8.8.8.8", destination: "20.1.2.5", protocol: "Any" },
    };
    expect([...trailOf(known, trace(outside), new Map()).boxes]).toEqual(["internet", "networkInterface:web"]);
  });

  it("says which rule decides, and whose address the receiver sees", () => {
    const denied = walk(false, ["Subnet", "vnet-spoke/work"]);
    const rule = (name: string, access: "Allow" | "Deny" | "Unknown"): SecurityDecision => ({
      group: "nsg",
      rule: name,
      direction: "Outbound",
      access,
    });
    denied.hops[0]!.securityRules = [rule("AllowVnetOutBound", "Allow"), rule("web", "Allow"), rule("rest", "Deny"), rule("tag", "Unknown")];
    const seen = { ...walk(true, ["Subnet", "vnet-spoke/work"], ["Internet", "Internet"]), egressAs: "nat" };
    const notes = (there: Walk): string[][] =>
      trailOf(model, trace(there), rects).notes.map(({ box, tone, text }) => [box, tone, text]);
    expect(notes(denied)).toEqual([
      ["subnet:vnet-spoke/work", "ok", "nsg / web"],
      ["subnet:vnet-spoke/work", "error", "nsg / rest"],
      ["subnet:vnet-spoke/work", "warning", "nsg / tag"],
    ]);
    expect(notes(seen)).toEqual([["internet", "plain", "as nat"]]);
  });

  it("ends openly where the design does not say what happens", () => {
    const open: Walk = { ...walk(false, ["Subnet", "vnet-spoke/work"]), disposition: "UndecidedServiceTag" };
    expect(trailOf(model, trace(open), rects).ends).toMatchObject([{ outcome: "unknown" }]);
  });

  it("has the way there beside the way back", () => {
    const there = walk(true, ["Subnet", "vnet-spoke/work"], ["Firewall", "fw"]);
    const back = walk(true, ["Firewall", "fw"], ["Subnet", "vnet-spoke/work"]);
    const [first, second] = trailOf(model, trace(there, back), rects).arrows;
    expect(first!.stroke.start.y).not.toBe(second!.stroke.end.y);
    expect(first!.stroke.end.y).not.toBe(second!.stroke.start.y);
  });

  it("lays the turns of a loop side by side", () => {
    const loop = walk(false, ["Firewall", "fw"], ["Gateway", "vpn"], ["Firewall", "fw"], ["Gateway", "vpn"]);
    const { arrows } = trailOf(model, trace(loop), rects);
    expect(arrows).toHaveLength(3);
    expect(arrows[0]!.stroke).not.toEqual(arrows[2]!.stroke);
  });

  it("counts hops that stay in one box with the arrow that leaves it", () => {
    const there = walk(true, ["Subnet", "vnet-spoke/work"], ["Gateway", "vpn"], ["Gateway", "vpn"], ["Firewall", "fw"]);
    const { arrows } = trailOf(model, trace(there), rects);
    expect(arrows.map(({ label }) => label)).toEqual(["1", "2–3"]);
  });

  it("keeps the badges apart", () => {
    const stops: [Hop["kind"], string][] = [
      ["Subnet", "vnet-spoke/work"],
      ["Gateway", "vpn"],
      ["Firewall", "fw"],
      ["Subnet", "vnet-spoke/data"],
    ];
    const { arrows } = trailOf(model, trace(walk(true, ...stops), walk(true, ...[...stops].reverse())), rects);
    expect(arrows).toHaveLength(6);
    const labels = arrows.map(({ stroke }) => stroke.label);
    labels.forEach((left, index) => {
      for (const right of labels.slice(index + 1)) {
        expect(
          Math.abs(left.x - right.x) >= 20 || Math.abs(left.y - right.y) >= 20,
          JSON.stringify([left, right]),
        ).toBe(true);
      }
    });
  });

  it("passes over what is not on the drawing", () => {
    const gone = walk(false, ["Subnet", "vnet-gone/x"], ["Firewall", "fw"]);
    const { arrows, ends } = trailOf(model, trace(gone), rects);
    expect(arrows).toEqual([]);
    expect(ends).toEqual([{ way: "forward", box: "firewall:fw", outcome: "dropped" }]);
  });
});

describe("an end of a path", () => {
  it.each([
    ["Internet", "internet"],
    ["vnet-spoke/work", "subnet:vnet-spoke/work"],
    ["office", "site:office"],
    ["privateEndpoint: pe", "privateEndpoint:pe"],
    ["8.8.8.8", null],
  ])("%s is the box %s", (end, box) => {
    expect(boxOfEndpoint(model, end)).toBe(box);
  });
});
