// The shapes of JSON, and how to look into a value whose shape is not known yet.

/** Any JSON value. */
export type Json = null | boolean | number | string | Json[] | JsonObject;

/** A JSON object; a member that is `undefined` is absent. */
export interface JsonObject {
  [member: string]: Json | undefined;
}

/** The value as an object, or `undefined` when it is anything else. */
export function asObject(value: Json | undefined): JsonObject | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
}

/** The objects of an array; empty when the value is anything else. */
export function objectsOf(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.map(asObject).filter((item) => item !== undefined) : [];
}

/** The texts of an array; empty when the value is anything else. */
export function textsOf(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

/** The value as text, or `undefined` when it is anything else. */
export function asText(value: Json | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** The id of a reference `{ "id": "/subscriptions/..." }`, if `value` is one. */
export function referenceId(value: Json | undefined): string | undefined {
  return asText(asObject(value)?.["id"]);
}

/** Equality as Azure compares names, ids and locations. */
export function sameText(one: string | undefined, other: string | undefined): boolean {
  return one?.toLowerCase() === other?.toLowerCase();
}
