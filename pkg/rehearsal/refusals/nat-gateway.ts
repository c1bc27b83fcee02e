// What Azure refuses of NAT gateways and of the subnets that use them.

import { refuse } from "../errors.js";
import { parentOf } from "../ids.js";
import { referenceId, sameText } from "../json.js";
import type { Resource, Store } from "../store.js";

const SUBNETS = "Microsoft.Network/virtualNetworks/subnets";

/** Refuses a subnet whose NAT gateway serves another virtual network already (routing.md 10.4; code: microsoft/azure_arc issue 3288). */
export function refuseSharedNatGateway(store: Store, subnet: Resource): void {
  const gateway = referenceId(subnet.properties["natGateway"]);
  if (gateway === undefined) return;
  const network = parentOf(subnet.id);
  const other = store.users(gateway, SUBNETS).find((user) => !sameText(parentOf(user.id), network));
  if (other) {
    refuse(
      "NatGatewayCannotBeUsedBySubnetsBelongingToDifferentVirtualNetworks",
      `NAT gateway ${gateway} is used in virtual network ${parentOf(other.id)} and cannot be added to virtual network ${network}.`,
    );
  }
}

/** Refuses to delete a NAT gateway that subnets still use (routing.md 15 row 25). */
export function refuseNatGatewayDeletion(store: Store, gateway: Resource): void {
  const [subnet] = store.users(gateway.id, SUBNETS);
  if (subnet) refuse("InUseNatGatewayCannotBeDeleted", `NAT gateway ${gateway.id} is in use by subnet ${subnet.id} and cannot be deleted.`);
}
