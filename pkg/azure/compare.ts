// Whether a live resource already is what a body would make of it.

import type { Live } from "./arm.js";
import { LEFT_OUT } from "./left-out.js";

/** One place where a live resource is not what the body says. */
export interface Difference {
  /** `properties.routes[default].properties.nextHopIpAddress` */
  path: string;
  live: unknown;
  wanted: unknown;
}

/** Every difference; none means that a write would change nothing. */
export function differences(type: string, body: Record<string, unknown>, live: Live): Difference[] {
  const found: Difference[] = [];
  compare("", singlePrefix(body), singlePrefix(live), found);
  // A write that failed leaves a resource that says what was asked for, and is not it.
  const state = live.properties?.["provisioningState"];
  if (state === "Failed") found.push({ path: "properties.provisioningState", live: state, wanted: "Succeeded" });
  const properties = asObject(body["properties"]) ?? {};
  for (const [name, value] of Object.entries(LEFT_OUT[type] ?? {})) {
    const present = live.properties?.[name];
    if (isAbsent(properties[name]) && !isSame(present, value)) found.push({ path: `properties.${name}`, live: present, wanted: value });
  }
  return found;
}

function compare(path: string, wanted: unknown, live: unknown, found: Difference[]): void {
  if (isAbsent(wanted)) return;
  if (Array.isArray(wanted)) compareArrays(path, wanted, Array.isArray(live) ? live : [], found);
  else if (asObject(wanted)) {
    const present = asObject(live) ?? {};
    for (const [name, value] of Object.entries(asObject(wanted) ?? {})) compare(path === "" ? name : `${path}.${name}`, value, present[name], found);
  } else if (!isSameScalar(path, wanted, live)) found.push({ path, live, wanted });
}

// Named objects are matched by name, in whatever order Azure lists them; other items by their place.
function compareArrays(path: string, wanted: unknown[], live: unknown[], found: Difference[]): void {
  const names = wanted.map(nameOf);
  const named = wanted.length > 0 && names.every((name) => name !== undefined);
  if (wanted.length !== live.length) {
    found.push({ path, live: live.map((item) => nameOf(item) ?? item), wanted: wanted.map((item) => nameOf(item) ?? item) });
    return;
  }
  wanted.forEach((item, index) => {
    const twin = named ? live.find((candidate) => nameOf(candidate) === names[index]) : live[index];
    compare(`${path}[${named ? nameOf(item) : index}]`, item, twin, found);
  });
}

function nameOf(item: unknown): string | undefined {
  const name = asObject(item)?.["name"];
  return typeof name === "string" ? name.toLowerCase() : undefined;
}

// Azure compares ids and names without case, and writes "East US" and "eastus" for one place.
function isSameScalar(path: string, wanted: unknown, live: unknown): boolean {
  if (typeof wanted !== "string" || typeof live !== "string") return wanted === live;
  if (/(^|\.)(id|name)$/.test(path)) return wanted.toLowerCase() === live.toLowerCase();
  const place = (text: string) => text.replaceAll(" ", "").toLowerCase();
  return path === "location" ? place(wanted) === place(live) : wanted === live;
}

// One prefix may be written in either of two properties; Azure answers in the one it was told.
function singlePrefix(resource: Record<string, unknown>): Record<string, unknown> {
  const properties = asObject(resource["properties"]);
  const several = properties?.["addressPrefixes"];
  if (!properties || !Array.isArray(several) || several.length !== 1 || !isAbsent(properties["addressPrefix"])) return resource;
  const { addressPrefixes: _, ...others } = properties;
  return { ...resource, properties: { ...others, addressPrefix: several[0] } };
}

function isSame(live: unknown, value: unknown): boolean {
  const bare = (each: unknown) => (isAbsent(each) || (Array.isArray(each) && each.length === 0) ? undefined : each);
  return JSON.stringify(bare(live)) === JSON.stringify(bare(value)) || (isAbsent(live) && value !== undefined);
}

function isAbsent(value: unknown): value is undefined | null {
  return value === undefined || value === null;
}

function asObject(value: unknown): Record<string, unknown> | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
}
