// What exists: resource groups and resources, by id, in memory.

import type { Json, JsonObject } from "./json.js";
import { objectsOf, referenceId, sameText } from "./json.js";
import { parentOf, rootOf } from "./ids.js";

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

/** All resources and groups. A write works on a draft, which replaces the store if nothing is refused. */
export class Store {
  #resources = new Map<string, Resource>();
  #groups = new Map<string, ResourceGroup>();
  #writes = 0;

  /** A copy that can be changed and thrown away. */
  draft(): Store {
    const copy = new Store();
    copy.#resources = new Map(this.#resources);
    copy.#groups = new Map(this.#groups);
    copy.#writes = this.#writes;
    return copy;
  }

  /** Takes over everything that a draft holds. */
  adopt(draft: Store): void {
    this.#resources = draft.#resources;
    this.#groups = draft.#groups;
    this.#writes = draft.#writes;
  }

  get(id: string): Resource | undefined {
    return this.#resources.get(id.toLowerCase());
  }

  /** Writes a resource, with a new etag. */
  put(resource: Omit<Resource, "etag">): Resource {
    this.#writes += 1;
    const written = { ...resource, etag: `W/"${this.#writes.toString(16).padStart(8, "0")}"` };
    this.#resources.set(resource.id.toLowerCase(), written);
    return written;
  }

  /** Changes part of a resource, if it still exists. */
  update(id: string, change: Partial<Pick<Resource, "assigned" | "provisioningState" | "properties">>): void {
    const resource = this.get(id);
    if (resource) this.put({ ...resource, ...change });
  }

  /** Removes a resource and everything inside it. */
  remove(id: string): void {
    for (const child of this.within(id)) this.#resources.delete(child.id.toLowerCase());
    this.#resources.delete(id.toLowerCase());
  }

  all(): Resource[] {
    return [...this.#resources.values()];
  }

  ofType(type: string): Resource[] {
    return this.all().filter((resource) => sameText(resource.type, type));
  }

  /** The children of one type, in the order in which they were written. */
  children(parentId: string, type: string): Resource[] {
    return this.ofType(type).filter((resource) => sameText(parentOf(resource.id), parentId));
  }

  /** Everything inside a resource. */
  within(id: string): Resource[] {
    const inside = `${id.toLowerCase()}/`;
    return this.all().filter((resource) => resource.id.toLowerCase().startsWith(inside));
  }

  /** The resources whose properties refer to `id`, other than those of the same top-level resource. */
  referrers(id: string): Resource[] {
    return this.all().filter(
      (resource) => !sameText(rootOf(resource.id), rootOf(id)) && referencesIn(resource.properties).some((found) => sameText(found.id, id)),
    );
  }

  /** Like `referrers`, and within the same top-level resource too. */
  users(id: string, type: string): Resource[] {
    return this.ofType(type).filter((resource) => referencesIn(resource.properties).some((found) => sameText(found.id, id)));
  }

  /** The top-level resource that `resource` is or lives in; every child has one. */
  root(resource: Resource): Resource {
    return this.get(rootOf(resource.id)) ?? resource;
  }

  group(id: string): ResourceGroup | undefined {
    return this.#groups.get(id.toLowerCase());
  }

  putGroup(group: ResourceGroup): void {
    this.#groups.set(group.id.toLowerCase(), group);
  }

  /** Removes a group and everything in it. */
  removeGroup(id: string): void {
    this.remove(id);
    this.#groups.delete(id.toLowerCase());
  }

  groups(): ResourceGroup[] {
    return [...this.#groups.values()];
  }
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
