// A route's next hop as one choice: an object by name, or one of ARM's types.

import { isJsonObject, list, text, type JsonObject } from "./kind.ts";

export interface NextHopChoice {
  /** `firewall:fw-hub`, `appliance:nva`, or `type:Internet`; empty when nothing is chosen. */
  readonly choice: string;
  /** With `type:VirtualAppliance`; with `type:VirtualApplianceEcmp` several, one a line. */
  readonly address: string;
}

export const ADDRESSED = "type:VirtualAppliance";

export const SEVERAL = "type:VirtualApplianceEcmp";

/** ARM's types, and what they are called. */
export const TYPES: readonly (readonly [string, string])[] = [
  ["VirtualNetworkGateway", "Virtual network gateway"],
  ["Internet", "Internet"],
  ["VnetLocal", "Virtual network"],
  ["None", "None (drop)"],
  ["VirtualAppliance", "Virtual appliance at an address"],
  ["VirtualApplianceEcmp", "Several virtual appliances"],
];

export function readNextHop(route: JsonObject): NextHopChoice {
  const named = route["nextHop"];
  if (isJsonObject(named)) {
    const [kind, name] = Object.entries(named).find(([key]) => key !== "interface") ?? ["", ""];
    return { choice: `${kind}:${String(name)}`, address: "" };
  }
  const type = text(route, "nextHopType");
  const choice = type === "" ? "" : `type:${type}`;
  const several = list(route, "nextHopIpAddresses").join("\n");
  return { choice, address: choice === SEVERAL ? several : text(route, "nextHopIpAddress") };
}

/** The properties that say so; those that would contradict them are `undefined`. */
export function writeNextHop({ choice, address }: NextHopChoice): JsonObject {
  const colon = choice.indexOf(":");
  const kind = choice.slice(0, colon);
  const name = choice.slice(colon + 1);
  const addresses = address.split(/[\s,]+/).filter(Boolean);
  const some = addresses.length > 0;
  return {
    nextHop: kind === "type" ? undefined : { [kind]: name },
    nextHopType: kind === "type" ? name : undefined,
    nextHopIpAddress: choice === ADDRESSED && some ? addresses[0] : undefined,
    nextHopIpAddresses: choice === SEVERAL && some ? addresses : undefined,
  };
}

/** For tables: `fw-hub`, `VirtualNetworkGateway`, `VirtualAppliance 10.0.2.4`. */
export function nextHopText(route: JsonObject): string {
  const { choice, address } = readNextHop(route);
  return [choice.slice(choice.indexOf(":") + 1), address.replaceAll("\n", ", ")].filter(Boolean).join(" ") || "none given";
}
