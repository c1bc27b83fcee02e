// Private addresses in a subnet: which are taken, and which is next. Azure keeps the first four and the
// last of every IPv4 subnet for itself (routing.md 7.2).

import { formatAddress, parseAddress, sizeOf, type Prefix } from "./address.js";
import { asObject, asText, sameText, type JsonObject } from "./json.js";
import { subnetPrefixes } from "./refusals/prefix.js";
import type { Resource, Store } from "./store.js";
import { holders } from "./usage.js";

/** The addresses that Azure has assigned to a resource, by the name of the configuration. */
export function assignedAddresses(resource: Resource): JsonObject {
  return asObject(resource.assigned["addresses"]) ?? {};
}

/** The addresses taken in a subnet by resources other than `except`, in plain spelling. */
export function takenAddresses(store: Store, subnet: string, except: string): Set<string> {
  const taken = new Set<string>();
  for (const { resource, configuration } of holders(store)) {
    if (sameText(resource.id, except) || !sameText(configuration.subnet, subnet)) continue;
    const address = parseAddress(configuration.wanted ?? asText(assignedAddresses(resource)[configuration.name]) ?? "");
    if (address) taken.add(formatAddress(address));
  }
  return taken;
}

/** Whether an address of the subnet is one of the five that Azure keeps. */
export function isReserved(prefix: Prefix, value: bigint): boolean {
  return value < prefix.first + 4n || value === prefix.first + sizeOf(prefix) - 1n;
}

/** The first IPv4 address of a subnet that is not in `taken`, or `undefined` when it is full. */
export function nextAddress(subnet: Resource, taken: ReadonlySet<string>): string | undefined {
  for (const prefix of subnetPrefixes(subnet).filter((one) => one.bits === 32)) {
    for (let value = prefix.first + 4n; !isReserved(prefix, value); value += 1n) {
      const text = formatAddress({ bits: 32, value });
      if (!taken.has(text)) return text;
    }
  }
  return undefined;
}

/** The last usable address of a subnet, where a VPN gateway speaks BGP. */
export function lastAddress(subnet: Resource): string | undefined {
  const [prefix] = subnetPrefixes(subnet).filter((one) => one.bits === 32);
  return prefix && formatAddress({ bits: 32, value: prefix.first + sizeOf(prefix) - 2n });
}
