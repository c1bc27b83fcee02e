// What Azure refuses of public addresses and of NAT gateways, which share them.

import { refuse } from "../errors.js";
import { rootOf } from "../ids.js";
import { sameText } from "../json.js";
import { referencesIn, type Resource, type Store } from "../store.js";
import { usersOfPublicAddress } from "../usage.js";

/** Refuses to delete an address that something still uses (routing.md 15 row 26). */
export function refusePublicAddressDeletion(store: Store, address: Resource): void {
  const [user] = usersOfPublicAddress(store, address.id);
  if (user !== undefined) refuse("PublicIPAddressCannotBeDeleted", `Public IP address ${address.id} can not be deleted since it is still allocated to resource ${user}.`);
}

/** Refuses a resource whose public addresses belong to another one already. */
export function checkPublicAddresses(store: Store, resource: Resource): void {
  for (const { id } of referencesIn(resource.properties).filter((reference) => /^publicIPAddress(es)?$/i.test(reference.member))) {
    const other = usersOfPublicAddress(store, id).find((user) => !sameText(rootOf(user), resource.id));
    if (other !== undefined) refuse("PublicIPAddressInUse", `Resource ${resource.id} is referencing public IP address ${id} that is already allocated to resource ${other}.`);
  }
}

/** Refuses to delete a NAT gateway that subnets still use (routing.md 15 row 25). */
export function refuseNatGatewayDeletion(store: Store, gateway: Resource): void {
  const [subnet] = store.users(gateway.id, "Microsoft.Network/virtualNetworks/subnets");
  if (subnet) refuse("InUseNatGatewayCannotBeDeleted", `NAT gateway ${gateway.id} is in use by subnet ${subnet.id} and cannot be deleted.`);
}
