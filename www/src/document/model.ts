// The design as the designer reads it: every object with its place in the document. Reading is
// lenient, since the document may be half typed; judging it is the engine's work.

import { KINDS, TOP_KINDS, childrenOf } from "../objects/index.ts";
import { isJsonObject, text, type JsonObject, type Kind, type ObjectKind } from "../objects/kind.ts";
import { read } from "./parse.ts";

export interface Item {
  readonly kind: Kind;
  /** Stable while the object keeps its name: `subnet:vnet-hub/gatewaysubnet`. */
  readonly id: string;
  readonly name: string;
  /** How other objects refer to it: the name, or `vnet/subnet`. */
  readonly reference: string;
  readonly pointer: string;
  readonly value: JsonObject;
  /** Id of the object that holds it. */
  readonly parent: string | null;
}

export interface Model {
  readonly root: JsonObject;
  readonly items: readonly Item[];
  readonly byId: ReadonlyMap<string, Item>;
  readonly byPointer: ReadonlyMap<string, Item>;
  readonly childrenById: ReadonlyMap<string, readonly Item[]>;
  /** The text is not whole JSON at the moment, so that objects may be missing. */
  readonly broken: boolean;
}

export function readModel(document: string): Model {
  const { value, broken } = read(document);
  const root = isJsonObject(value) ? value : {};
  const items: Item[] = [];
  const byId = new Map<string, Item>();
  const childrenById = new Map<string, Item[]>();
  const add = (kind: ObjectKind, holder: JsonObject, pointer: string, parent: Item | null): void => {
    const collection = kind.collection
      .split("/")
      .reduce<unknown>((inside, step) => (isJsonObject(inside) ? inside[step] : undefined), holder);
    if (!Array.isArray(collection)) return;
    collection.forEach((found: unknown, index) => {
      const entry = kind.isList === true && Array.isArray(found) ? { "": found } : found;
      if (!isJsonObject(entry)) return;
      const name = kind.title?.(entry) ?? text(entry, "name");
      const reference = parent === null ? name : `${parent.reference}/${name}`;
      const id = unused(`${kind.kind}:${reference.toLowerCase()}`, byId);
      const item: Item = {
        kind: kind.kind,
        id,
        name: name || "(no name)",
        reference,
        pointer: `${pointer}/${kind.collection}/${index}`,
        value: entry,
        parent: parent?.id ?? null,
      };
      items.push(item);
      byId.set(id, item);
      if (parent !== null) siblings(childrenById, parent.id).push(item);
      const child = childrenOf(kind.kind);
      if (child !== undefined) add(child, entry, item.pointer, item);
    });
  };
  for (const kind of TOP_KINDS) add(kind, root, "", null);
  return { root, items, byId, byPointer: new Map(items.map((item) => [item.pointer, item])), childrenById, broken };
}

function siblings(childrenById: Map<string, Item[]>, parent: string): Item[] {
  const found = childrenById.get(parent) ?? [];
  childrenById.set(parent, found);
  return found;
}

function unused(id: string, taken: ReadonlyMap<string, Item>): string {
  if (!taken.has(id)) return id;
  let copy = 2;
  while (taken.has(`${id}#${copy}`)) copy += 1;
  return `${id}#${copy}`;
}

export function ofKind(model: Model, kind: Kind): Item[] {
  return model.items.filter((item) => item.kind === kind);
}

export function childItems(model: Model, parent: Item): readonly Item[] {
  return model.childrenById.get(parent.id) ?? [];
}

/** The object that a name refers to; names that differ only in case are one. */
export function find(model: Model, kind: Kind, reference: string): Item | undefined {
  return model.byId.get(`${kind}:${reference.toLowerCase()}`);
}

/** The innermost object whose text holds the place that the pointer names. */
export function itemAt(model: Model, pointer: string): Item | undefined {
  for (let here = pointer; here !== ""; here = here.slice(0, here.lastIndexOf("/"))) {
    const item = model.byPointer.get(here);
    if (item !== undefined) return item;
  }
  return undefined;
}

/** Members of a design that are no lists of objects. */
const MEMBERS: Readonly<Record<string, string>> = { "/networkManager": "the network manager", "/options": "the options" };

/** A place for people: `vnet-training / gpu`, or the pointer where no object is. */
export function placeName(model: Model, pointer: string): string {
  const item = itemAt(model, pointer);
  if (item === undefined) return pointer === "" ? "the document" : (MEMBERS[pointer] ?? pointer);
  const parent = item.parent === null ? undefined : model.byId.get(item.parent);
  const object = parent === undefined ? item.name : `${parent.name} / ${item.name}`;
  const property = pointer.slice(item.pointer.length + 1).split("/")[0];
  return property === undefined || property === "" ? object : `${object} · ${property}`;
}

export function collectionPointer(kind: ObjectKind, parent: Item | null): string {
  return `${parent?.pointer ?? ""}/${kind.collection}`;
}

export function kindOf(item: Item): ObjectKind {
  return KINDS[item.kind];
}
