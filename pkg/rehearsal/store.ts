// What exists: resource groups and resources, by id, in memory.

import type { Json, JsonObject } from "./json.js";
import { objectsOf, referenceId, sameText } from "./json.js";
import { lastName, rootOf } from "./ids.js";

/** Where the last write of a resource stands. */
export type ProvisioningState = "Updating" | "Deleting" | "Succeeded" | "Failed";

/** One resource. Values are replaced, never changed in place, so a draft may share them. */
export interface Resource {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  /** `location`, `tags`, `sku`, `zones` and the like. */
  readonly envelope: JsonObject;
  /** The properties as written, without the children that Azure keeps as resources of their own. */
  readonly properties: JsonObject;
  /** Read-only properties that Azure has decided: addresses, states. */
  readonly assigned: JsonObject;
  readonly etag: string;
  readonly provisioningState: ProvisioningState;
}

/** One resource group. */
export interface ResourceGroup {
  readonly id: string;
  readonly name: string;
  readonly location: string;
  readonly tags: JsonObject | undefined;
  readonly deleting: boolean;
}

/** Resources of one type in one place, by id. */
type Collection = Map<string, Resource>;

/** All resources and groups. A write works on a draft, which replaces the store if nothing is refused. */
export class Store {
  /** By the path of the collection: `.../virtualnetworks/hub/subnets`. A collection is copied before it is changed. */
  #collections = new Map<string, Collection>();
  #groups = new Map<string, ResourceGroup>();
  #writes = 0;

  /** A copy that can be changed and thrown away. */
  draft(): Store {
    const copy = new Store();
    copy.adopt(this);
    return copy;
  }

  /** Takes over everything that a draft holds. */
  adopt(draft: Store): void {
    this.#collections = new Map(draft.#collections);
    this.#groups = new Map(draft.#groups);
    this.#writes = draft.#writes;
  }

  get(id: string): Resource | undefined {
    const key = id.toLowerCase();
    return this.#collections.get(collectionOf(key))?.get(key);
  }

  /** Writes a resource, with a new etag. */
  put(resource: Omit<Resource, "etag">): Resource {
    this.#writes += 1;
    const written = { ...resource, etag: `W/"${this.#writes.toString(16).padStart(8, "0")}"` };
    const key = resource.id.toLowerCase();
    this.#copy(collectionOf(key)).set(key, written);
    return written;
  }

  /** Changes part of a resource, if it still exists. */
  update(id: string, change: Partial<Pick<Resource, "assigned" | "provisioningState" | "properties">>): void {
    const resource = this.get(id);
    if (resource) this.put({ ...resource, ...change });
  }

  /** Removes a resource and everything inside it. */
  remove(id: string): void {
    const key = id.toLowerCase();
    for (const path of this.#within(key)) this.#collections.delete(path);
    this.#copy(collectionOf(key)).delete(key);
  }

  all(): Resource[] {
    return [...this.#collections.values()].flatMap((collection) => [...collection.values()]);
  }

  ofType(type: string): Resource[] {
    const last = `/${lastName(type).toLowerCase()}`;
    const collections = [...this.#collections].filter(([path]) => path.endsWith(last)).map(([, collection]) => collection);
    return collections.flatMap((collection) => [...collection.values()]).filter((resource) => resource.type === type);
  }

  /** The children of one type, in the order in which they were written. */
  children(parentId: string, type: string): Resource[] {
    return [...(this.#collections.get(`${parentId}/${lastName(type)}`.toLowerCase())?.values() ?? [])];
  }

  /** Everything inside a resource, a group or a subscription. */
  within(id: string): Resource[] {
    return this.#within(id.toLowerCase()).flatMap((path) => [...(this.#collections.get(path)?.values() ?? [])]);
  }

  /** The resources of a type whose properties refer to `id`. */
  users(id: string, type: string): Resource[] {
    return this.ofType(type).filter((resource) => referencesIn(resource.properties).some((found) => sameText(found.id, id)));
  }

  /** The top-level resource that `resource` is or lives in; every child has one. */
  root(resource: Resource): Resource {
    return this.get(rootOf(resource.id)) ?? resource;
  }

  #within(key: string): string[] {
    return [...this.#collections.keys()].filter((path) => path.startsWith(`${key}/`));
  }

  #copy(path: string): Collection {
    const copy = new Map(this.#collections.get(path));
    this.#collections.set(path, copy);
    return copy;
  }

  group(id: string): ResourceGroup | undefined {
    return this.#groups.get(id.toLowerCase());
  }

  putGroup(group: ResourceGroup): void {
    this.#groups.set(group.id.toLowerCase(), group);
  }

  /** Removes a group and everything in it. */
  removeGroup(id: string): void {
    for (const path of this.#within(id.toLowerCase())) this.#collections.delete(path);
    this.#groups.delete(id.toLowerCase());
  }

  groups(): ResourceGroup[] {
    return [...this.#groups.values()];
  }
}

/** The path of the collection that holds a resource. */
function collectionOf(key: string): string {
  return key.slice(0, key.lastIndexOf("/"));
}

/** A reference `{ "id": ... }` found in a body. */
export interface Reference {
  /** The member that holds it: `routeTable`, `subnet`. Items of an array carry the array's name. */
  member: string;
  id: string;
  /** Where it stands: `properties.routeTable`. */
  path: string;
}

/** Every object of `properties` that is a reference to something else. */
export function referencesIn(properties: JsonObject, path = "properties"): Reference[] {
  const found: Reference[] = [];
  const visit = (member: string, value: Json | undefined, at: string) => {
    if (Array.isArray(value)) {
      objectsOf(value).forEach((item, index) => visit(member, item, `${at}[${index}]`));
      return;
    }
    const id = referenceId(value);
    // A nested object with a name of its own (an IP configuration) may carry its own id; it is no reference.
    if (id !== undefined && typeof value === "object" && value !== null && !("name" in value)) found.push({ member, id, path: at });
    else if (typeof value === "object" && value !== null) {
      for (const [name, inner] of Object.entries(value)) visit(name, inner, `${at}.${name}`);
    }
  };
  for (const [name, value] of Object.entries(properties)) visit(name, value, `${path}.${name}`);
  return found;
}
