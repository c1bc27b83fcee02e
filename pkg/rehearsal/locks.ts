// Which resources a write locks, and who holds a lock now.

import type { JsonObject } from "./json.js";
import { referenceId } from "./json.js";
import { parentOf, rootOf } from "./ids.js";
import { referencesIn, type Resource } from "./store.js";

/** The locks held by operations in progress. */
export class LockTable {
  readonly #holders = new Map<string, string>();

  /** The operation that holds a lock on `id`, if any. */
  holder(id: string): string | undefined {
    return this.#holders.get(id.toLowerCase());
  }

  take(ids: readonly string[], operation: string): void {
    for (const id of ids) this.#holders.set(id.toLowerCase(), operation);
  }

  release(operation: string): void {
    for (const [id, holder] of this.#holders) if (holder === operation) this.#holders.delete(id);
  }
}

/** What one write locks. */
export interface LockSet {
  /** In use by another operation: 409 AnotherOperationInProgress. */
  own: string[];
  /** In use by another operation: 429 RetryableError, ReferencedResourceNotProvisioned. */
  referenced: string[];
}

const SUBNET_LINKS = ["routeTable", "networkSecurityGroup", "natGateway"];

/**
 * The locks of a write that turns `before` into `after` (one of them may be absent).
 *
 * Every write locks the top-level resource it belongs to; a subnet also locks the table, security group and
 * NAT gateway that it links or unlinks (azurerm's subnet associations take the same locks, for the same
 * 409). A peering holds both networks, a firewall the network of its subnets, a gateway, private endpoint
 * or configuration of a route server its subnet, and everything its public addresses; these answer as resources that are referred to.
 */
export function locksOf(before: Resource | undefined, after: Resource | undefined): LockSet {
  const subject = after ?? before;
  if (!subject) return { own: [], referenced: [] };
  const own = new Set([rootOf(subject.id)]);
  const referenced = new Set<string>();
  const versions = [before, after].filter((version) => version !== undefined);
  switch (subject.type) {
    case "Microsoft.Network/virtualNetworks/subnets":
      for (const version of versions) for (const id of subnetLinks(version.properties)) own.add(id);
      referenced.add(subject.id);
      break;
    case "Microsoft.Network/virtualNetworks/virtualNetworkPeerings":
      for (const version of versions) {
        const remote = referenceId(version.properties["remoteVirtualNetwork"]);
        if (remote !== undefined) referenced.add(remote);
      }
      break;
    default:
      for (const version of versions) {
        for (const reference of referencesIn(version.properties)) {
          const isSubnet = reference.member === "subnet";
          referenced.add(isSubnet && subject.type === "Microsoft.Network/azureFirewalls" ? parentOf(reference.id) : reference.id);
        }
      }
  }
  return { own: [...own], referenced: [...referenced].filter((id) => !own.has(id)) };
}

function subnetLinks(properties: JsonObject): string[] {
  return SUBNET_LINKS.map((link) => referenceId(properties[link])).filter((id) => id !== undefined);
}
