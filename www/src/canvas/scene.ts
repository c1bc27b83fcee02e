// What is drawn for a design, before anything has a place: boxes inside boxes, and the lines
// between them. Pure, and plain data: two scenes that look alike are written alike.

import { childItems, find, ofKind, type Item, type Model } from "../document/model.ts";
import { KINDS } from "../objects/index.ts";
import { list, text, type Kind } from "../objects/kind.ts";
import { INTERNET } from "../state/state.ts";
import { hintsOfDevice, hintsOfNetwork, hintsOfSubnet, type Hint } from "./hints.ts";
import { linesOf, type Line } from "./lines.ts";

export type BoxKind =
  | "virtualNetwork"
  | "virtualHub"
  | "subnet"
  | "device"
  | "site"
  | "connectedGroup"
  | "internet";

/** What a subnet carries, beside what stands in it. */
const CARRIED = ["routeTable", "networkSecurityGroup", "natGateway"] as const;

export interface Badge {
  readonly kind: (typeof CARRIED)[number] | "workload";
  readonly name: string;
  /** Id of the object, of the subnet for a workload; null when the name refers to nothing. */
  readonly id: string | null;
}

export interface Box {
  readonly id: string;
  readonly kind: BoxKind;
  readonly title: string;
  readonly subtitle: string;
  readonly parent: string | null;
  /** The kind of object that it stands for; null for the Internet. */
  readonly object: Kind | null;
  readonly badges: readonly Badge[];
  readonly children: readonly Box[];
  readonly hints: readonly Hint[];
}

export interface Scene {
  readonly boxes: readonly Box[];
  readonly lines: readonly Line[];
}

/** Subnets to which Azure gives a meaning by their name, in small letters, and the kind that stands in each. */
export const SPECIAL_SUBNETS: Readonly<Record<string, Kind>> = {
  gatewaysubnet: "gateway",
  azurefirewallsubnet: "firewall",
  azurefirewallmanagementsubnet: "firewall",
  routeserversubnet: "routeServer",
};

export function sceneOf(model: Model): Scene {
  const devices = devicesByPlace(model);
  const networks = ofKind(model, "virtualNetwork").map((network) => networkBox(model, network, devices));
  const hubs = ofKind(model, "virtualHub").map((hub) =>
    box(hub, "virtualHub", KINDS.virtualHub.detail?.(hub.value) ?? "", { children: devices.get(hub.id) ?? [] }),
  );
  const sites = ofKind(model, "site").map((site) =>
    box(site, "site", firstOf(list(site.value, "addressPrefixes")), { hints: hintsOfDevice(model, site) }),
  );
  const groups = ofKind(model, "connectedGroup").map((group) =>
    box(group, "connectedGroup", countOf(list(group.value, "").length), { title: "Connected group" }),
  );
  const placed = new Set([...networks, ...hubs].flatMap((outer) => [outer, ...outer.children]).map(({ id }) => id));
  const homeless = [...devices].filter(([place]) => !placed.has(place)).flatMap(([, found]) => found);
  if (model.items.length === 0) return { boxes: [], lines: [] };
  return {
    boxes: [internetBox, ...sites, ...groups, ...networks, ...hubs, ...homeless],
    lines: linesOf(model),
  };
}

const internetBox: Box = {
  id: INTERNET,
  kind: "internet",
  title: "Internet",
  subtitle: "public addresses",
  parent: null,
  object: null,
  badges: [],
  children: [],
  hints: [],
};

function box(item: Item, kind: BoxKind, subtitle: string, more: Partial<Box> = {}): Box {
  const { id, name: title, parent, kind: object } = item;
  return { id, kind, title, subtitle, parent, object, badges: [], children: [], hints: [], ...more };
}

function networkBox(model: Model, network: Item, devices: ReadonlyMap<string, readonly Box[]>): Box {
  const subnets = childItems(model, network).map((subnet) => {
    const prefix = firstOf([...list(subnet.value, "addressPrefix"), ...list(subnet.value, "addressPrefixes")]);
    return box(subnet, "subnet", prefix, {
      children: devices.get(subnet.id) ?? [],
      badges: badgesOf(model, subnet),
      hints: hintsOfSubnet(model, subnet),
    });
  });
  return box(network, "virtualNetwork", firstOf(list(network.value, "addressSpace")), {
    children: [...subnets, ...(devices.get(network.id) ?? [])],
    hints: hintsOfNetwork(model, network),
  });
}

function countOf(networks: number): string {
  return networks === 1 ? "1 virtual network" : `${networks} virtual networks`;
}

/** "10.0.0.0/16 +2": a box has room for one prefix. */
function firstOf(prefixes: readonly string[]): string {
  const more = prefixes.length - 1;
  return `${prefixes[0] ?? ""}${more > 0 ? ` +${more}` : ""}`;
}

function badgesOf(model: Model, subnet: Item): Badge[] {
  const carried = CARRIED.flatMap((kind) => {
    const name = text(subnet.value, kind);
    return name === "" ? [] : [{ kind, name, id: find(model, kind, name)?.id ?? null }];
  });
  const workloads = list(subnet.value, "workloads");
  return [...carried, ...workloads.map((name) => ({ kind: "workload" as const, name, id: subnet.id }))];
}

/** What stands in subnets, by the box in which each stands. */
function devicesByPlace(model: Model): Map<string, Box[]> {
  const places = new Map<string, Box[]>();
  for (const item of model.items) {
    const described = KINDS[item.kind].device;
    if (described === undefined) continue;
    const place = hubOf(model, item) ?? placeOf(model, described.stands(item.value));
    const device = box(item, "device", described.line(item.value), { parent: place, hints: hintsOfDevice(model, item) });
    places.set(place, [...(places.get(place) ?? []), device]);
  }
  return places;
}

/** Id of the virtual hub that a firewall without a network stands in. */
function hubOf(model: Model, item: Item): string | undefined {
  if (item.kind !== "firewall" || text(item.value, "virtualNetwork") !== "") return undefined;
  const named = item.name.toLowerCase();
  return ofKind(model, "virtualHub").find(({ value }) => text(value, "firewall").toLowerCase() === named)?.id;
}

/** A device whose place the design does not have stands by itself. */
const NOWHERE = "nowhere";

/** Id of the box that holds the device: the subnet, or its virtual network where that has no such subnet. */
function placeOf(model: Model, subnet: string): string {
  const network = subnet.slice(0, subnet.indexOf("/"));
  return find(model, "subnet", subnet)?.id ?? find(model, "virtualNetwork", network)?.id ?? NOWHERE;
}

/** Every box, outer ones first. */
export function allBoxes(scene: Scene): Box[] {
  const inside = (box: Box): Box[] => [box, ...box.children.flatMap(inside)];
  return scene.boxes.flatMap(inside);
}
