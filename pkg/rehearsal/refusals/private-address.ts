// What Azure refuses of the private addresses of a private endpoint or a network interface.

import { formatAddress, holds, parseAddress } from "../address.js";
import { isReserved, nextAddress, takenAddresses } from "../allocation.js";
import { refuse } from "../errors.js";
import type { Resource, Store } from "../store.js";
import { ipConfigurations } from "../usage.js";
import { subnetPrefixes } from "./prefix.js";

/** Refuses addresses that `subnet` does not have, or has no more, for a resource whose addresses are all in it. */
export function refuseAddresses(store: Store, subnet: Resource, resource: Resource): void {
  const taken = takenAddresses(store, subnet.id, resource.id);
  for (const { wanted } of ipConfigurations(resource)) {
    if (wanted === undefined) {
      const free = nextAddress(subnet, taken);
      // routing.md 15 row 33.
      if (free === undefined) refuse("SubnetIsFull", `Subnet ${subnet.name} does not have enough free addresses for ${resource.id}.`);
      taken.add(free);
      continue;
    }
    const address = parseAddress(wanted);
    const prefix = address && subnetPrefixes(subnet).find((one) => holds(one, address));
    // routing.md 15 row 31.
    if (!address || !prefix) refuse("PrivateIPAddressNotInSubnet", `Private static IP address ${wanted} does not belong to the range of subnet ${subnet.id}.`);
    // routing.md 15 row 30.
    if (isReserved(prefix, address.value)) refuse("PrivateIPAddressInReservedRange", `Private static IP address ${wanted} falls within the reserved range of subnet ${subnet.id}.`);
    const text = formatAddress(address);
    // routing.md 15 row 32.
    if (taken.has(text)) refuse("PrivateIPAddressIsAllocated", `IP configuration of ${resource.id} is using the private IP address ${wanted} which is already allocated.`);
    taken.add(text);
  }
}
