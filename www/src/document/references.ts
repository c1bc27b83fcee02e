// Where the document names its own objects: used to rename, to delete, and to complete names.

import { isJsonObject, type JsonObject, type Kind } from "../objects/kind.ts";
import type { Item, Model } from "./model.ts";
import { toPointer } from "./pointer.ts";

/** How a place refers: by a bare name, as `vnet/subnet`, or as an end of an intent (which also takes names of sites). */
type Form = "name" | "endpoint";

interface ReferencePlace {
  readonly pattern: readonly string[];
  readonly kinds: readonly Kind[];
  readonly form: Form;
}

/** `*` stands for any one step. */
const PLACES: readonly ReferencePlace[] = [
  place("virtualNetworks/*/subnets/*/routeTable", ["routeTable"]),
  place("virtualNetworks/*/subnets/*/networkSecurityGroup", ["networkSecurityGroup"]),
  place("networkSecurityGroups/*/securityRules/*/sourceApplicationSecurityGroups/*", ["applicationSecurityGroup"]),
  place("networkSecurityGroups/*/securityRules/*/destinationApplicationSecurityGroups/*", ["applicationSecurityGroup"]),
  place("virtualNetworks/*/subnets/*/natGateway", ["natGateway"]),
  place("networkManager/securityAdminRules/*/appliesTo/*", ["virtualNetwork"]),
  place("networkManager/connectedGroups/*/*", ["virtualNetwork"]),
  place("networkManager/routingRules/*/appliesTo/*", ["virtualNetwork", "subnet"]),
  place("loadBalancers/*/subnet", ["subnet"]),
  place("loadBalancers/*/backends/*", ["appliance"]),
  place("natGateways/*/publicIpAddresses/*", ["publicIpAddress"]),
  place("peerings/*/between/*", ["virtualNetwork"]),
  place("peerings/*/from", ["virtualNetwork"]),
  place("peerings/*/to", ["virtualNetwork"]),
  place("peerings/*/gatewayTransit", ["virtualNetwork"]),
  place("routeTables/*/routes/*/nextHop/firewall", ["firewall"]),
  place("routeTables/*/routes/*/nextHop/appliance", ["appliance"]),
  place("routeTables/*/routes/*/nextHop/loadBalancer", ["loadBalancer"]),
  place("firewalls/*/virtualNetwork", ["virtualNetwork"]),
  place("firewalls/*/publicIpAddresses/*", ["publicIpAddress"]),
  place("routeServers/*/virtualNetwork", ["virtualNetwork"]),
  place("routeServers/*/peers/*/appliance", ["appliance"]),
  place("virtualHubs/*/connections/*", ["virtualNetwork"]),
  place("virtualHubs/*/connections/*/remoteVirtualNetwork", ["virtualNetwork"]),
  place("virtualHubs/*/connections/*/staticRoutes/*/nextHop/firewall", ["firewall"]),
  place("virtualHubs/*/connections/*/staticRoutes/*/nextHop/appliance", ["appliance"]),
  place("virtualHubs/*/connections/*/staticRoutes/*/nextHop/loadBalancer", ["loadBalancer"]),
  place("virtualHubs/*/firewall", ["firewall"]),
  place("virtualHubs/*/routingIntent/internet", ["firewall"]),
  place("virtualHubs/*/routingIntent/private", ["firewall"]),
  place("virtualHubs/*/bgpPeers/*/appliance", ["appliance"]),
  place("virtualNetworkGateways/*/virtualNetwork", ["virtualNetwork"]),
  place("virtualNetworkGateways/*/publicIpAddresses/*", ["publicIpAddress"]),
  place("virtualNetworkGateways/*/connections/*/to", ["site", "gateway"]),
  place("appliances/*/networkInterfaces/*/subnet", ["subnet"]),
  place("appliances/*/networkInterfaces/*/publicIpAddress", ["publicIpAddress"]),
  place("privateEndpoints/*/subnet", ["subnet"]),
  place("networkInterfaces/*/subnet", ["subnet"]),
  place("networkInterfaces/*/networkSecurityGroup", ["networkSecurityGroup"]),
  place("networkInterfaces/*/publicIpAddress", ["publicIpAddress"]),
  place("networkInterfaces/*/applicationSecurityGroups/*", ["applicationSecurityGroup"]),
  ...["from", "to", "except", "through", "avoid"].flatMap((end) => [
    place(`intents/*/${end}`, ["subnet", "site", "firewall", "appliance", "loadBalancer", "gateway"], "endpoint"),
    place(`intents/*/${end}/*`, ["subnet", "site", "firewall", "appliance", "loadBalancer", "gateway"], "endpoint"),
    ...(["firewall", "appliance", "loadBalancer", "privateEndpoint", "networkInterface"] as const).flatMap((kind) => [
      place(`intents/*/${end}/${kind}`, [kind]),
      place(`intents/*/${end}/*/${kind}`, [kind]),
    ]),
  ]),
];

function place(pattern: string, kinds: readonly Kind[], form: Form = "name"): ReferencePlace {
  return { pattern: pattern.split("/"), kinds, form };
}

export interface Reference {
  readonly pointer: string;
  readonly text: string;
  readonly kinds: readonly Kind[];
  readonly form: Form;
}

/** The kinds of object that a string at this place may name; the last pattern that fits is the most exact. */
export function kindsNamedAt(path: readonly (string | number)[]): readonly Kind[] {
  const fits = PLACES.filter(
    ({ pattern }) =>
      pattern.length === path.length && pattern.every((step, index) => step === "*" || step === String(path[index])),
  );
  return fits.at(-1)?.kinds ?? [];
}

export function references(root: JsonObject): Reference[] {
  return PLACES.flatMap((where) =>
    stringsAt(root, where.pattern, []).map(({ path, text }) => ({
      pointer: toPointer(path),
      text,
      kinds: where.kinds,
      form: where.form,
    })),
  );
}

function stringsAt(
  value: unknown,
  pattern: readonly string[],
  path: (string | number)[],
): { path: (string | number)[]; text: string }[] {
  const [step, ...rest] = pattern;
  if (step === undefined) return typeof value === "string" ? [{ path, text: value }] : [];
  if (step === "*") {
    return Array.isArray(value) ? value.flatMap((item, index) => stringsAt(item, rest, [...path, index])) : [];
  }
  return isJsonObject(value) ? stringsAt(value[step], rest, [...path, step]) : [];
}

/** What the reference must become when the object is renamed, or null when it is about something else. */
export function renamed(reference: Reference, item: Item, name: string): string | null {
  const same = (left: string, right: string): boolean => left.toLowerCase() === right.toLowerCase();
  const slash = reference.text.indexOf("/");
  if (item.kind === "virtualNetwork") {
    const head = reference.text.slice(0, slash);
    const names = reference.kinds.includes("virtualNetwork") && same(reference.text, item.name);
    if (names) return name;
    const holds = reference.kinds.includes("subnet") && slash > 0 && same(head, item.name);
    return holds ? name + reference.text.slice(slash) : null;
  }
  if (!reference.kinds.includes(item.kind)) return null;
  if (item.kind === "subnet")
    return same(reference.text, item.reference) ? reference.text.slice(0, slash + 1) + name : null;
  return same(reference.text, item.name) ? name : null;
}

/** The places that name the object. */
export function usesOf(model: Model, item: Item): Reference[] {
  return references(model.root).filter((reference) => renamed(reference, item, "") !== null);
}
