// What Azure refuses of public addresses.

import { refuse } from "../errors.js";
import { rootOf } from "../ids.js";
import { asObject, asText, sameText } from "../json.js";
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
    const other = usersOfPublicAddress(store, id).find((user) => !sameText(rootOf(user), rootOf(resource.id)));
    if (other !== undefined) refuse("PublicIPAddressInUse", `Resource ${resource.id} is referencing public IP address ${id} that is already allocated to resource ${other}.`);
  }
}

/** Refuses a Standard address that Azure would choose anew each time (code: MicrosoftDocs/azure-docs issue 42889). */
export function refusePublicAddress(_store: Store, address: Resource): void {
  const isStandard = asText(asObject(address.envelope["sku"])?.["name"]) === "Standard";
  if (isStandard && address.properties["publicIPAllocationMethod"] !== "Static") {
    refuse("StandardSkuPublicIPAddressesMustBeStatic", `Standard sku publicIp ${address.id} must have AllocationMethod set to Static.`);
  }
}
