// Whose an object is: what somebody else owns is part of the network and of every proof, and never written.

import { DESIGN_SCHEMA } from "../document/schema.ts";
import type { Field, JsonObject, ObjectKind } from "./kind.ts";
import { membersOf } from "./words.ts";

const EXISTING: Field = {
  key: "existing",
  label: "Owned by someone else",
  type: "flag",
  default: false,
  help: "Part of the network and of every proof; never written.",
};
const ID: Field = { key: "id", label: "Resource id", type: "text", placeholder: "/subscriptions/…" };

export function isExisting(value: JsonObject): boolean {
  return value["existing"] === true;
}

/** The fields that say so, of kinds that can be somebody else's. */
export function ownershipFields({ collection }: ObjectKind, value: JsonObject): readonly Field[] {
  const top = DESIGN_SCHEMA as { properties?: Readonly<Record<string, { items?: { $ref?: string } }>> };
  const record = membersOf(top.properties?.[collection]?.items?.$ref?.split("/").at(-1) ?? "");
  if (record["existing"] === undefined) return [];
  return isExisting(value) && record["id"] !== undefined ? [EXISTING, ID] : [EXISTING];
}
