// The signs in the title of a box: what applies to it, or belongs to it, that has no box of its own. Pure.

import { find, ofKind, type Item, type Model } from "../document/model.ts";
import { KINDS } from "../objects/index.ts";
import { list, objects, text, type Kind } from "../objects/kind.ts";
import { isExisting } from "../objects/ownership.ts";

/** A sign, explained by its tooltip. */
export interface Hint {
  readonly sign: "private" | "existing" | Kind;
  readonly title: string;
  /** Id of the object that it stands for, the first of several; null where it is about the box itself. */
  readonly id: string | null;
}

export function hintsOfNetwork(model: Model, network: Item): Hint[] {
  return [...rulesFor(model, "securityAdminRule", network), ...rulesFor(model, "routingRule", network), ...ownership(network)];
}

export function hintsOfSubnet(model: Model, subnet: Item): Hint[] {
  const isPrivate = subnet.value["defaultOutboundAccess"] === false;
  const hint: Hint = { sign: "private", title: "Private: no default outbound access", id: null };
  return [...(isPrivate ? [hint] : []), ...rulesFor(model, "routingRule", subnet)];
}

/** What something that stands in a subnet carries, and whose it is. */
export function hintsOfDevice(model: Model, device: Item): Hint[] {
  const parts = [device.value, ...objects(device.value, "networkInterfaces")];
  const named = (...keys: string[]): string[] => [...new Set(parts.flatMap((part) => keys.flatMap((key) => list(part, key))))];
  return [
    ...carried(model, "networkSecurityGroup", named("networkSecurityGroup")),
    ...carried(model, "applicationSecurityGroup", named("applicationSecurityGroups")),
    ...carried(model, "publicIpAddress", named("publicIpAddress", "publicIpv6Address", "publicIpAddresses")),
    ...ownership(device),
  ];
}

function carried(model: Model, kind: Kind, names: readonly string[]): Hint[] {
  const [first] = names;
  if (first === undefined) return [];
  return [{ sign: kind, title: `${labelOf(kind, names.length)} ${names.map((name) => named(model, kind, name)).join(", ")}`, id: find(model, kind, first)?.id ?? null }];
}

/** A public address with what is known of it. */
function named(model: Model, kind: Kind, name: string): string {
  const address = kind === "publicIpAddress" ? text(find(model, kind, name)?.value ?? {}, "ipAddress") : "";
  return address === "" ? name : `${name} (${address})`;
}

/** Azure Virtual Network Manager's rules for a network or subnet. */
function rulesFor(model: Model, kind: "securityAdminRule" | "routingRule", item: Item): Hint[] {
  const same = (name: string): boolean => name.toLowerCase() === item.reference.toLowerCase();
  const rules = ofKind(model, kind).filter(({ value }) => list(value, "appliesTo").some(same));
  const [first] = rules;
  if (first === undefined) return [];
  return [{ sign: kind, title: `${labelOf(kind, rules.length)} ${rules.map(({ name }) => name).join(", ")}`, id: first.id }];
}

function labelOf(kind: Kind, count: number): string {
  return count === 1 ? KINDS[kind].label : KINDS[kind].plural;
}

function ownership({ value }: Item): Hint[] {
  return isExisting(value) ? [{ sign: "existing", title: "Owned by someone else: never written", id: null }] : [];
}
