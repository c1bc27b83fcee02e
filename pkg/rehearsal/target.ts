// What a URL asks for.

import { parseId, type ResourceId } from "./ids.js";
import { kindOf, type Kind } from "./kinds.js";

/** The things that URLs of Azure Resource Manager name, as far as the rehearsal knows them. */
export type Target =
  | { is: "resource"; id: ResourceId }
  /** All resources of a type: in a group, in a parent, or in the subscription. */
  | { is: "collection"; kind: Kind; within: string }
  | { is: "unknownType"; type: string }
  | { is: "resourceGroup"; subscription: string; name: string }
  | { is: "resourceGroups"; subscription: string }
  /** The resources of all types in a group or subscription. */
  | { is: "resources"; within: string }
  | { is: "operation"; id: string; result: boolean }
  | { is: "provider"; subscription: string }
  | { is: "subscription"; subscription: string }
  | { is: "nothing" };

const SUBSCRIPTION = /^\/subscriptions\/([^/]+)(\/.*)?$/i;
const GROUP = /^\/resourceGroups\/([^/]+)(\/.*)?$/i;
const PROVIDER = /^\/providers\/([^/]+)(?:\/(.*))?$/i;
const OPERATION = /^\/providers\/Microsoft\.(?:Network\/locations\/[^/]+|Resources)\/operation(s|Results)\/([^/]+)$/i;

/** Reads the path of a URL. Case does not matter, nor does a slash at the end. */
export function targetOf(path: string): Target {
  const [, subscription, rest = ""] = SUBSCRIPTION.exec(path.replace(/\/$/, "")) ?? [];
  if (subscription === undefined) return { is: "nothing" };
  if (rest === "") return { is: "subscription", subscription };
  if (/^\/resourceGroups$/i.test(rest)) return { is: "resourceGroups", subscription };
  if (/^\/resources$/i.test(rest)) return { is: "resources", within: `/subscriptions/${subscription}` };
  const [, operations, operation] = OPERATION.exec(rest) ?? [];
  if (operation !== undefined) return { is: "operation", id: operation, result: operations !== "s" };

  const [, group, inGroup = ""] = GROUP.exec(rest) ?? [];
  const scope = group === undefined ? `/subscriptions/${subscription}` : `/subscriptions/${subscription}/resourceGroups/${group}`;
  if (group !== undefined && inGroup === "") return { is: "resourceGroup", subscription, name: group };
  if (group !== undefined && /^\/resources$/i.test(inGroup)) return { is: "resources", within: scope };
  const [, provider, path2] = PROVIDER.exec(group === undefined ? rest : inGroup) ?? [];
  if (provider === undefined) return { is: "nothing" };
  if (path2 === undefined) return /^Microsoft\.Network$/i.test(provider) ? { is: "provider", subscription } : { is: "unknownType", type: provider };
  return within(scope, provider, path2.split("/"));
}

function within(scope: string, provider: string, parts: string[]): Target {
  const type = [provider, ...parts.filter((_, index) => index % 2 === 0)].join("/");
  const kind = kindOf(type);
  if (!kind) return { is: "unknownType", type };
  if (parts.length % 2 === 0) {
    const id = parseId(`${scope}/providers/${provider}/${parts.join("/")}`);
    return id ? { is: "resource", id } : { is: "nothing" };
  }
  const parent = parts.length === 1 ? scope : `${scope}/providers/${provider}/${parts.slice(0, -1).join("/")}`;
  return { is: "collection", kind, within: parent };
}
