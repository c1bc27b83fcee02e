// The lines between the boxes of the drawing: peerings, connected groups, connections of gateways, and the ways of
// public addresses. Pure.

import { find, ofKind, type Model } from "../document/model.ts";
import { KINDS } from "../objects/index.ts";
import { list, objects, text } from "../objects/kind.ts";
import { connectedNetworks } from "../objects/virtualHub.ts";
import { INTERNET } from "../state/state.ts";

export type LineKind = "peering" | "connectedGroup" | "connection" | "publicAddress";

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

export function linesOf(model: Model): Line[] {
  return [
    ...peeringLines(model),
    ...groupLines(model),
    ...connectionLines(model),
    ...sessionLines(model),
    ...hubLines(model),
    ...publicLines(model),
  ];
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
    const subnets = list(peering.value, "localSubnets").length > 0;
    const label = incomplete ? "one-sided" : subnets ? "subnets" : transit ? "transit" : "peering";
    return [{ id: peering.id, kind: "peering" as const, source, target, label, incomplete, name: peering.name }];
  });
}

/** From a connected group to each of its members. */
function groupLines(model: Model): Line[] {
  return ofKind(model, "connectedGroup").flatMap((group) => {
    const members = list(group.value, "").flatMap((name) => find(model, "virtualNetwork", name)?.id ?? []);
    return [...new Set(members)].map((target) => ({
      id: `member:${group.id}:${target}`,
      kind: "connectedGroup" as const,
      source: group.id,
      target,
      label: "",
      incomplete: false,
      name: group.name,
    }));
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

/** The BGP sessions of Route Servers and virtual hubs with appliances. */
function sessionLines(model: Model): Line[] {
  return [...ofKind(model, "routeServer"), ...ofKind(model, "virtualHub")].flatMap((server) =>
    objects(server.value, server.kind === "virtualHub" ? "bgpPeers" : "peers").flatMap((peer) => {
      const appliance = find(model, "appliance", text(peer, "appliance"));
      if (appliance === undefined) return [];
      return [
        {
          id: `session:${server.id}:${appliance.id}`,
          kind: "connection" as const,
          source: server.id,
          target: appliance.id,
          label: "BGP",
          incomplete: false,
          name: server.name,
        },
      ];
    }),
  );
}

/** The networks that virtual hubs are connected to. */
function hubLines(model: Model): Line[] {
  return ofKind(model, "virtualHub").flatMap((hub) =>
    connectedNetworks(hub.value).flatMap(({ network: name, routed }) => {
      const network = find(model, "virtualNetwork", name);
      if (network === undefined) return [];
      const id = `hub:${hub.id}:${network.id}`;
      return [
        {
          id,
          kind: "connection" as const,
          source: network.id,
          target: hub.id,
          label: routed ? "hub, static routes" : "hub",
          incomplete: false,
          name: hub.name,
        },
      ];
    }),
  );
}

function publicLines(model: Model): Line[] {
  return model.items
    .filter(({ kind, value }) => KINDS[kind].device?.isPublic?.(value) === true)
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
