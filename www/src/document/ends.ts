// The ends of intents and paths: a subnet, a site, a service tag, an address - or an object that is named by what it is.

import { SERVICE_TAGS } from "../objects/words.ts";
import { isJsonObject, list, type Kind } from "../objects/kind.ts";
import { ofKind, type Item, type Model } from "./model.ts";

/** What an intent names as `{ "networkInterface": "vm1" }`, by the member's name; a path takes the name alone. */
const NAMED = ["networkInterface", "privateEndpoint", "firewall", "appliance", "loadBalancer"] as const satisfies readonly Kind[];

type Named = (typeof NAMED)[number];

function isNamed(kind: string): kind is Named {
  return (NAMED as readonly string[]).includes(kind);
}

/** How a path's end is named to the engine; null for what no packet starts or ends at. */
export function endpointOf(item: Item): string | null {
  return item.kind === "subnet" ? item.reference : item.kind === "site" || isNamed(item.kind) ? item.name : null;
}

/** The ends that a path may have. */
export function pathEnds(model: Model): string[] {
  return [...commonEnds(model), ...namedItems(model).map(({ name }) => name), ...SERVICE_TAGS];
}

/** The ends that an intent may have, as they are typed. */
export function intentEnds(model: Model): string[] {
  const named = namedItems(model).map(({ kind, name }) => `${kind}: ${name}`);
  return [...commonEnds(model), ...named, ...SERVICE_TAGS];
}

/** Whether a network has addresses of both families, so that a path can be over either. */
export function isDualStack(model: Model): boolean {
  return ofKind(model, "virtualNetwork").some(({ value }) => list(value, "addressSpace").some((prefix) => prefix.includes(":")));
}

/** What a packet passes on its way, for `through` and `avoid`. */
export function passedNames(model: Model): string[] {
  return (["firewall", "appliance", "loadBalancer", "gateway"] as const).flatMap((kind) => ofKind(model, kind).map(({ name }) => name));
}

function commonEnds(model: Model): string[] {
  return [
    ...ofKind(model, "subnet").map(({ reference }) => reference),
    ...ofKind(model, "virtualNetwork").map(({ name }) => `${name}/*`),
    ...ofKind(model, "site").map(({ name }) => name),
    "Internet",
    "OnPremises",
  ];
}

function namedItems(model: Model): Item[] {
  return NAMED.flatMap((kind) => ofKind(model, kind));
}

/** An end as an intent has it, from how a path has it. */
export function intentEnd(model: Model, end: string): string | Readonly<Record<string, string>> {
  const same = ({ name }: Item): boolean => name.toLowerCase() === end.toLowerCase();
  const item = ofKind(model, "site").some(same) ? undefined : namedItems(model).find(same);
  return item === undefined ? end : { [item.kind]: item.name };
}

/** Ends of an intent as they are typed: `networkInterface: vm1`; lists as JSON. */
export function endText(value: unknown): string {
  if (value === undefined || typeof value === "string") return value ?? "";
  const [only, ...more] = isJsonObject(value) ? Object.entries(value) : [];
  const [kind, name] = only ?? [];
  return kind !== undefined && typeof name === "string" && more.length === 0 && isNamed(kind)
    ? `${kind}: ${name}`
    : JSON.stringify(value);
}

export function endValue(typed: string): unknown {
  if (typed === "") return undefined;
  const [, kind = "", name = ""] = /^(\w+):\s*(\S.*)$/.exec(typed) ?? [];
  if (isNamed(kind)) return { [kind]: name };
  if (!/^[[{]/.test(typed)) return typed;
  try {
    return JSON.parse(typed) as unknown;
  } catch {
    return typed;
  }
}
