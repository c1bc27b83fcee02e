// A route's next hop as one choice: an object by name, or one of ARM's types.

import { ofKind, type Model } from "../document/model.ts";
import { isJsonObject, text, type JsonObject } from "./kind.ts";

export interface NextHopChoice {
  /** `firewall:fw-hub`, `appliance:nva`, or `type:Internet`; empty when nothing is chosen. */
  readonly choice: string;
  /** With `type:VirtualAppliance`. */
  readonly address: string;
}

export const ADDRESSED = "type:VirtualAppliance";

/** Its addresses are written in the document and kept. */
const SEVERAL = "type:VirtualApplianceEcmp";

const TYPES: readonly (readonly [string, string])[] = [
  ["VirtualNetworkGateway", "Virtual network gateway"],
  ["Internet", "Internet"],
  ["VnetLocal", "Virtual network"],
  ["None", "None (drop)"],
  ["VirtualAppliance", "Virtual appliance at an address"],
  ["VirtualApplianceEcmp", "Several virtual appliances (nextHopIpAddresses)"],
];

export function nextHopOptions(model: Model): { choice: string; label: string }[] {
  const named = (["firewall", "appliance"] as const).flatMap((kind) =>
    ofKind(model, kind).map(({ name }) => ({ choice: `${kind}:${name}`, label: `${name} (${kind})` })),
  );
  return [...named, ...TYPES.map(([type, label]) => ({ choice: `type:${type}`, label }))];
}

export function readNextHop(route: JsonObject): NextHopChoice {
  const named = route["nextHop"];
  if (isJsonObject(named)) {
    const [kind, name] = Object.entries(named).find(([key]) => key !== "interface") ?? ["", ""];
    return { choice: `${kind}:${String(name)}`, address: "" };
  }
  const type = text(route, "nextHopType");
  return { choice: type === "" ? "" : `type:${type}`, address: text(route, "nextHopIpAddress") };
}

/** The properties that say so; those that would contradict them are `undefined`. */
export function writeNextHop({ choice, address }: NextHopChoice): JsonObject {
  const colon = choice.indexOf(":");
  const kind = choice.slice(0, colon);
  const name = choice.slice(colon + 1);
  const several = choice === SEVERAL ? {} : { nextHopIpAddresses: undefined };
  if (kind !== "type") return { nextHop: { [kind]: name }, nextHopType: undefined, nextHopIpAddress: undefined, ...several };
  return {
    ...several,
    nextHop: undefined,
    nextHopType: name,
    nextHopIpAddress: choice === ADDRESSED && address !== "" ? address : undefined,
  };
}

/** For tables: `fw-hub`, `VirtualNetworkGateway`, `VirtualAppliance 10.0.2.4`. */
export function nextHopText(route: JsonObject): string {
  const { choice, address } = readNextHop(route);
  return [choice.slice(choice.indexOf(":") + 1), address].filter(Boolean).join(" ") || "none given";
}
