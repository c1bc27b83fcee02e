// The ends of intents and paths: a subnet, a site, a service tag, an address - or an object that is named by what it is.

import { isNamedEnd, NAMED_ENDS, readEnd } from "../../../pkg/ends.ts";
import { SERVICE_TAGS } from "../objects/words.ts";
import { isJsonObject, list } from "../objects/kind.ts";
import type { TracedEnd } from "../engine/answers.ts";
import { ofKind, type Item, type Model } from "./model.ts";

/** How the end of a path is typed; null for what no packet starts or ends at. */
export function endpointOf(item: Item): string | null {
  if (isNamedEnd(item.kind)) return typed(item);
  return item.kind === "subnet" ? item.reference : item.kind === "site" ? item.name : null;
}

/** The ends that an intent or a path may have, as they are typed. */
export function offeredEnds(model: Model): string[] {
  return [...commonEnds(model), ...namedItems(model).map(typed), ...SERVICE_TAGS];
}

function typed({ kind, name }: Item): string {
  return `${kind}: ${name}`;
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
  return NAMED_ENDS.flatMap((kind) => ofKind(model, kind));
}

/** An end as an intent has it, from how a path has it: there, a name alone will do. */
export function intentEnd(model: Model, end: string): TracedEnd {
  const value = readEnd(end);
  if (typeof value !== "string") return value;
  const same = ({ name }: Item): boolean => name.toLowerCase() === end.toLowerCase();
  const item = ofKind(model, "site").some(same) ? undefined : namedItems(model).find(same);
  return item === undefined ? value : readEnd(typed(item));
}

/** Ends of an intent as they are typed: `networkInterface: vm1`; lists as JSON. */
export function endText(value: unknown): string {
  if (value === undefined || typeof value === "string") return value ?? "";
  const [only, ...more] = isJsonObject(value) ? Object.entries(value) : [];
  const [kind, name] = only ?? [];
  return kind !== undefined && typeof name === "string" && more.length === 0 && isNamedEnd(kind)
    ? `${kind}: ${name}`
    : JSON.stringify(value);
}

export function endValue(text: string): unknown {
  return text === "" ? undefined : readEnd(text);
}
