// What is drawn for a design, before anything has a place: boxes inside boxes, and the lines
// between them. Pure, and plain data: two scenes that look alike are written alike.

import { childItems, find, ofKind, type Item, type Model } from "../document/model.ts";
import { list, objects, text, type JsonObject, type Kind } from "../objects/kind.ts";
import { INTERNET } from "../state/state.ts";

export type BoxKind = "virtualNetwork" | "subnet" | "device" | "site" | "internet";

export interface Badge {
  readonly kind: "routeTable" | "networkSecurityGroup";
  readonly name: string;
  /** Id of the object; null when the name refers to nothing. */
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
}

export type LineKind = "peering" | "connection" | "publicAddress";

export interface Line {
  readonly id: string;
  readonly kind: LineKind;
  readonly source: string;
  readonly target: string;
  readonly label: string;
  /** Drawn dashed: a link without its partner carries nothing. */
  readonly incomplete: boolean;
  /** The object that it stands for. */
  readonly name: string;
}

export interface Scene {
  readonly boxes: readonly Box[];
  readonly lines: readonly Line[];
}

export const GATEWAY_SUBNET = "gatewaysubnet";
export const FIREWALL_SUBNET = "azurefirewallsubnet";

export function sceneOf(model: Model): Scene {
  const devices = devicesByPlace(model);
  const networks = ofKind(model, "virtualNetwork").map((network) => networkBox(model, network, devices));
  const sites = ofKind(model, "site").map((site) => box(site, "site", firstOf(list(site.value, "addressPrefixes"))));
  const placed = new Set(networks.flatMap((network) => [network, ...network.children]).map(({ id }) => id));
  const homeless = [...devices].filter(([place]) => !placed.has(place)).flatMap(([, found]) => found);
  if (model.items.length === 0) return { boxes: [], lines: [] };
  return {
    boxes: [internetBox, ...sites, ...networks, ...homeless],
    lines: [...peeringLines(model), ...connectionLines(model), ...publicLines(model)],
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
};

function box(
  item: Item,
  kind: BoxKind,
  subtitle: string,
  children: readonly Box[] = [],
  badges: readonly Badge[] = [],
): Box {
  return { id: item.id, kind, title: item.name, subtitle, parent: item.parent, object: item.kind, badges, children };
}

function networkBox(model: Model, network: Item, devices: ReadonlyMap<string, readonly Box[]>): Box {
  const subnets = childItems(model, network).map((subnet) => {
    const prefix = firstOf([...list(subnet.value, "addressPrefix"), ...list(subnet.value, "addressPrefixes")]);
    return box(subnet, "subnet", prefix, devices.get(subnet.id) ?? [], badgesOf(model, subnet.value));
  });
  return box(network, "virtualNetwork", firstOf(list(network.value, "addressSpace")), [
    ...subnets,
    ...(devices.get(network.id) ?? []),
  ]);
}

/** "10.0.0.0/16 +2": a box has room for one prefix. */
function firstOf(prefixes: readonly string[]): string {
  const more = prefixes.length - 1;
  return `${prefixes[0] ?? ""}${more > 0 ? ` +${more}` : ""}`;
}

function badgesOf(model: Model, subnet: JsonObject): Badge[] {
  return (["routeTable", "networkSecurityGroup"] as const).flatMap((kind) => {
    const name = text(subnet, kind);
    return name === "" ? [] : [{ kind, name, id: find(model, kind, name)?.id ?? null }];
  });
}

/** Firewalls, gateways, appliances and private endpoints, by the box in which each stands. */
function devicesByPlace(model: Model): Map<string, Box[]> {
  const places = new Map<string, Box[]>();
  for (const item of model.items) {
    const place = placeOf(model, item);
    if (place === null) continue;
    const device = { ...box(item, "device", deviceSubtitle(item)), parent: place };
    places.set(place, [...(places.get(place) ?? []), device]);
  }
  return places;
}

/** Id of the subnet or virtual network that holds the device; null for what is not a device. */
function placeOf(model: Model, item: Item): string | null {
  switch (item.kind) {
    case "firewall":
      return specialSubnet(model, item, FIREWALL_SUBNET);
    case "gateway":
      return specialSubnet(model, item, GATEWAY_SUBNET);
    case "privateEndpoint":
      return find(model, "subnet", text(item.value, "subnet"))?.id ?? NOWHERE;
    case "appliance": {
      const subnet = objects(item.value, "networkInterfaces")[0];
      return (subnet && find(model, "subnet", text(subnet, "subnet"))?.id) ?? NOWHERE;
    }
    default:
      return null;
  }
}

/** A device whose place the design does not have stands by itself. */
const NOWHERE = "nowhere";

function specialSubnet(model: Model, item: Item, name: string): string {
  const network = text(item.value, "virtualNetwork");
  return find(model, "subnet", `${network}/${name}`)?.id ?? find(model, "virtualNetwork", network)?.id ?? NOWHERE;
}

function deviceSubtitle(item: Item): string {
  switch (item.kind) {
    case "gateway":
      return text(item.value, "type") === "ExpressRoute" ? "ExpressRoute gateway" : "VPN gateway";
    case "firewall":
      return text(item.value, "privateIpAddress") || "Azure Firewall";
    case "appliance":
      return (
        objects(item.value, "networkInterfaces")
          .map((nic) => text(nic, "privateIpAddress"))
          .filter(Boolean)[0] ?? "Appliance"
      );
    default:
      return text(item.value, "privateIpAddress") || text(item.value, "groupId") || "Private endpoint";
  }
}

function peeringLines(model: Model): Line[] {
  const drawn = new Set<string>();
  return ofKind(model, "peering").flatMap((peering) => {
    const both = list(peering.value, "between");
    const ends = both.length === 2 ? both : [text(peering.value, "from"), text(peering.value, "to")];
    const [source, target] = ends.map((name) => find(model, "virtualNetwork", name)?.id);
    if (source === undefined || target === undefined || source === target) return [];
    const pair = [source, target].sort().join(" ");
    if (drawn.has(pair)) return [];
    drawn.add(pair);
    const incomplete = both.length !== 2 && !hasPartner(model, ends[1] ?? "", ends[0] ?? "");
    const transit = text(peering.value, "gatewayTransit") !== "" || peering.value["allowGatewayTransit"] === true;
    const label = incomplete ? "one-sided" : transit ? "transit" : "peering";
    return [{ id: peering.id, kind: "peering" as const, source, target, label, incomplete, name: peering.name }];
  });
}

function hasPartner(model: Model, from: string, to: string): boolean {
  const same = (left: string, right: string): boolean => left.toLowerCase() === right.toLowerCase();
  return ofKind(model, "peering").some(({ value }) => same(text(value, "from"), from) && same(text(value, "to"), to));
}

function connectionLines(model: Model): Line[] {
  return ofKind(model, "gateway").flatMap((gateway) =>
    objects(gateway.value, "connections").flatMap((connection) => {
      const name = text(connection, "to");
      const other = find(model, "site", name) ?? find(model, "gateway", name);
      if (other === undefined) return [];
      const label = text(gateway.value, "type") === "ExpressRoute" ? "ExpressRoute" : "VPN";
      const id = `connection:${gateway.id}:${other.id}`;
      return [
        {
          id,
          kind: "connection" as const,
          source: gateway.id,
          target: other.id,
          label,
          incomplete: false,
          name: gateway.name,
        },
      ];
    }),
  );
}

function publicLines(model: Model): Line[] {
  return model.items
    .filter(({ kind, value }) => kind === "firewall" || (kind === "appliance" && hasPublicAddress(value)))
    .map((item) => ({
      id: `public:${item.id}`,
      kind: "publicAddress" as const,
      source: INTERNET,
      target: item.id,
      label: "",
      incomplete: false,
      name: item.name,
    }));
}

function hasPublicAddress(appliance: JsonObject): boolean {
  return objects(appliance, "networkInterfaces").some((nic) => text(nic, "publicIpAddress") !== "");
}

/** Every box, outer ones first. */
export function allBoxes(scene: Scene): Box[] {
  const inside = (box: Box): Box[] => [box, ...box.children.flatMap(inside)];
  return scene.boxes.flatMap(inside);
}
