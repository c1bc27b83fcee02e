// From the ARM body of a resource definition to the inputs of its azure-native resource. Shapes only: nothing is computed.
import { interpolate } from "@pulumi/pulumi";
import type { Input } from "@pulumi/pulumi";
import type { ResourceDefinition } from "../index.js";
import type { Kind } from "./kinds.js";

export type Inputs = Record<string, Input<unknown>>;

/** Answers a `{ $ref: KEY }` with the id of that resource. */
export type Resolve = (key: string) => Input<string>;

/** What the body does not say: where the resource lives. */
export interface Place {
  resourceGroupName: Input<string>;
  /** The name of the parent of a nested resource, from the parent itself. */
  parentName?: Input<string> | undefined;
}

export function inputsOf(kind: Kind, definition: ResourceDefinition, place: Place, resolve: Resolve): Inputs {
  const inputs: Inputs = { resourceGroupName: place.resourceGroupName };
  kind.nameInputs.forEach((input, level) => {
    const own = level === kind.nameInputs.length - 1;
    inputs[input] = own ? definition.name[level] : place.parentName;
  });
  // A resource has no id before it is made; for parts of itself azure-native takes `$self/PATH` (pulumi-azure-native pull request 2478).
  const part = (key: string): Input<string> => (key === definition.key ? "$self" : resolve(key));
  return { ...inputs, ...flatten(definition.body, part) };
}

/** azure-native has no `properties`: what ARM nests there, also inside routes, rules and configurations, is one level up. */
function flatten(body: Record<string, unknown>, resolve: Resolve): Inputs {
  const { properties, ...rest } = body;
  const merged = isObject(properties) ? { ...rest, ...properties } : rest;
  return Object.fromEntries(Object.entries(merged).map(([name, value]) => [name, translate(value, resolve)]));
}

function translate(value: unknown, resolve: Resolve): Input<unknown> {
  if (Array.isArray(value)) return value.map((item) => translate(item, resolve));
  if (!isObject(value)) return value;
  if (typeof value["$ref"] !== "string") return flatten(value, resolve);
  const id = resolve(value["$ref"]);
  if (typeof value["child"] !== "string") return id;
  return typeof id === "string" ? `${id}/${value["child"]}` : interpolate`${id}/${value["child"]}`;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
