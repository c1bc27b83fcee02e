// Turns the body of a PUT into changes of a draft: the resource itself and the children its body lists.

import { ArmError, refuse } from "./errors.js";
import { formatId, parentOf, type ResourceId } from "./ids.js";
import { asObject, asText, objectsOf, sameText, type JsonObject } from "./json.js";
import { childKinds, type Kind } from "./kinds.js";
import type { Resource, Store } from "./store.js";

/** What one PUT does. */
export interface Change {
  /** The resource that the request names. */
  resource: Resource;
  /** That resource, and the children that its body lists. */
  written: { before: Resource | undefined; after: Resource }[];
  /** Children that the body no longer lists. */
  removed: Resource[];
}

type Parts = Pick<Change, "written" | "removed">;

/** Puts a body, already in canonical form, into `draft`. PUT replaces: what the body leaves out is gone. */
export function change(draft: Store, id: ResourceId, body: JsonObject): Change {
  const changes: Parts = { written: [], removed: [] };
  const resource = putResource(draft, idWithin(draft, id), id.kind, id.names.at(-1) ?? "", body, changes);
  return { resource, ...changes };
}

/** The id of a resource, spelt as it or its parent was when it was first written. */
function idWithin(store: Store, id: ResourceId): string {
  const asked = formatId(id);
  const present = store.get(asked);
  if (present) return present.id;
  const parent = id.kind.parent === undefined ? undefined : store.get(parentOf(asked));
  return parent ? `${parent.id}/${id.kind.collection}/${id.names.at(-1)}` : asked;
}

function putResource(draft: Store, id: string, kind: Kind, name: string, body: JsonObject, changes: Parts): Resource {
  // routing.md 7.6 and 15 row 36.
  if (!kind.name.test(name)) refuse("InvalidResourceName", `Resource name ${name} is invalid for ${kind.type}: letters, digits, '_', '.' and '-', beginning with a letter or digit.`);
  const before = draft.get(id);
  const { properties: given, ...envelope } = body;
  const properties = asObject(given) ?? {};
  const collections = childKinds(kind.type);
  const own = Object.fromEntries(Object.entries(properties).filter(([member]) => !collections.some(({ collection }) => collection === member)));
  const after = draft.put({
    id,
    type: kind.type,
    name: before?.name ?? name,
    envelope,
    properties: own,
    assigned: before?.assigned ?? {},
    provisioningState: "Updating",
  });
  changes.written.push({ before, after });
  for (const child of collections) putChildren(draft, after, child, properties, changes);
  return after;
}

function putChildren(draft: Store, parent: Resource, kind: Kind, properties: JsonObject, changes: Parts): void {
  const listed = properties[kind.collection ?? ""];
  if (listed === undefined && kind.keptWhenAbsent) return;
  const items = objectsOf(listed);
  const names = items.map((item) => asText(item["name"]) ?? "");
  for (const name of names) {
    if (names.filter((other) => sameText(other, name)).length > 1) {
      refuse("DuplicateResourceName", `Resource ${parent.id} has two child resources with the same name (${name}).`);
    }
  }
  for (const child of draft.children(parent.id, kind.type)) {
    if (names.some((name) => sameText(name, child.name))) continue;
    draft.remove(child.id);
    changes.removed.push(child);
  }
  items.forEach((item, index) => {
    const name = names[index] ?? "";
    if (item["properties"] === undefined) {
      throw new ArmError(400, "InvalidRequestFormat", "Cannot parse the request.", [
        { code: "InvalidJson", message: `Required property 'properties' not found in JSON. Path 'properties.${kind.collection}[${index}]'.` },
      ]);
    }
    const present = draft.children(parent.id, kind.type).find((child) => sameText(child.name, name));
    putResource(draft, present?.id ?? `${parent.id}/${kind.collection}/${name}`, kind, name, { properties: item["properties"] }, changes);
  });
}

