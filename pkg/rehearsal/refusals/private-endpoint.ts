// What Azure refuses of a private endpoint.

import { refuse } from "../errors.js";
import { referenceId } from "../json.js";
import type { Resource, Store } from "../store.js";
import { refuseAddresses } from "./private-address.js";

/** Refuses an endpoint without a subnet, and addresses that the subnet does not have, or has no more. */
export function refusePrivateEndpoint(store: Store, endpoint: Resource): void {
  const subnet = store.get(referenceId(endpoint.properties["subnet"]) ?? "");
  if (!subnet) refuse("InvalidRequestFormat", `Private endpoint ${endpoint.id} names no subnet.`);
  refuseAddresses(store, subnet, endpoint);
}
