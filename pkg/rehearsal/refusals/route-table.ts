// What Azure refuses of a route table as a whole.

import { refuse } from "../errors.js";
import { lastName, parentOf } from "../ids.js";
import { referenceId, sameText } from "../json.js";
import type { Resource, Store } from "../store.js";

const SUBNETS = "Microsoft.Network/virtualNetworks/subnets";
const ROUTES = "Microsoft.Network/routeTables/routes";

/** Refuses to delete a table that subnets still use (routing.md 15 row 23). */
export function refuseRouteTableDeletion(store: Store, table: Resource): void {
  const [subnet] = store.users(table.id, SUBNETS);
  if (subnet) refuse("InUseRouteTableCannotBeDeleted", `Route table ${table.name} is in use by subnet ${subnet.id} and cannot be deleted.`);
}

/**
 * Refuses a table that does not suit AzureFirewallSubnet, if it is there.
 *
 * routing.md 15 row 5: a table on AzureFirewallSubnet has 0.0.0.0/0 to the Internet. With a management
 * subnet beside it, so with a management NIC, forced tunnelling is allowed (routing.md 6 and 10.5).
 */
export function refuseRouteTable(store: Store, table: Resource): void {
  for (const subnet of store.users(table.id, SUBNETS)) {
    if (!sameText(referenceId(subnet.properties["routeTable"]), table.id)) continue;
    if (!sameText(lastName(subnet.id), "AzureFirewallSubnet")) continue;
    if (store.get(`${parentOf(subnet.id)}/subnets/AzureFirewallManagementSubnet`)) continue;
    const direct = store
      .children(table.id, ROUTES)
      .some((route) => route.properties["addressPrefix"] === "0.0.0.0/0" && route.properties["nextHopType"] === "Internet");
    if (!direct) {
      refuse(
        "AzureFirewallSubnetRouteTableMustHaveDefaultRouteToInternet",
        `Route table ${table.name} on firewall subnet AzureFirewallSubnet must have a 0.0.0.0/0 route with next hop Internet.`,
      );
    }
  }
}
