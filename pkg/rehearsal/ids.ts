// Resource ids: reading and writing `/subscriptions/.../resourceGroups/.../providers/...`.

import { kindOf, type Kind } from "./kinds.js";

/** A resource id whose type the rehearsal knows, taken apart. */
export interface ResourceId {
  subscription: string;
  resourceGroup: string;
  kind: Kind;
  /** One name per level: `["vnet-hub", "GatewaySubnet"]`. */
  names: string[];
}

/** A resource id of any type, taken apart. */
export interface AnyId {
  subscription: string;
  resourceGroup: string;
  type: string;
  names: string[];
}

/** Takes an id apart; `undefined` when the text is no resource id. */
export function parseAnyId(text: string): AnyId | undefined {
  const match = /^\/subscriptions\/([^/]+)\/resourceGroups\/([^/]+)\/providers\/([^/]+)\/(.+)$/i.exec(text);
  if (!match) return undefined;
  const [, subscription = "", resourceGroup = "", provider = "", rest = ""] = match;
  const parts = rest.split("/");
  if (parts.length % 2 !== 0 || parts.includes("")) return undefined;
  return {
    subscription,
    resourceGroup,
    type: [provider, ...parts.filter((_, index) => index % 2 === 0)].join("/"),
    names: parts.filter((_, index) => index % 2 === 1),
  };
}

/** Takes the id of a known type apart. */
export function parseId(text: string): ResourceId | undefined {
  const id = parseAnyId(text);
  const kind = id && kindOf(id.type);
  return id && kind ? { subscription: id.subscription, resourceGroup: id.resourceGroup, kind, names: id.names } : undefined;
}

/** The id as Azure spells it: types in their own case, names as given. */
export function formatId(id: ResourceId): string {
  const [provider, ...types] = id.kind.type.split("/");
  const pairs = types.map((type, level) => `${type}/${id.names[level]}`).join("/");
  return `/subscriptions/${id.subscription}/resourceGroups/${id.resourceGroup}/providers/${provider}/${pairs}`;
}

/** The id of the resource that holds this child. */
export function parentOf(id: string): string {
  return id.split("/").slice(0, -2).join("/");
}

/** The id of the top-level resource that this one is or lives in. */
export function rootOf(id: string): string {
  return id.split("/").slice(0, 9).join("/");
}

/** The last part of an id or of a type. */
export function lastName(id: string): string {
  return id.slice(id.lastIndexOf("/") + 1);
}
