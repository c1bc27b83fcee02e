// What Azure refuses of network interfaces and of the application security groups that they belong to.

import { refuse } from "../errors.js";
import { rootOf } from "../ids.js";
import { referencesIn, type Resource, type Store } from "../store.js";
import { sameText } from "../json.js";
import { ipConfigurations } from "../usage.js";
import { refuseAddresses } from "./private-address.js";
import { checkPublicAddresses } from "./public-ip-address.js";

const NETWORK_INTERFACES = "Microsoft.Network/networkInterfaces";
const APPLICATION_GROUPS = /^applicationSecurityGroups$/i;

/** Refuses an interface without a subnet, addresses that it cannot have, and groups of another network. */
export function refuseNetworkInterface(store: Store, networkInterface: Resource): void {
  const [first] = ipConfigurations(networkInterface);
  const subnet = store.get(first?.subnet ?? "");
  if (!subnet) refuse("InvalidRequestFormat", `Network interface ${networkInterface.id} names no subnet.`);
  refuseAddresses(store, subnet, networkInterface);
  checkPublicAddresses(store, networkInterface);
  for (const group of groupsOf(networkInterface)) {
    // Microsoft Learn, "Application security groups": all members are in the virtual network of the first one.
    const other = store.users(group, NETWORK_INTERFACES).find((member) => {
      const [configuration] = ipConfigurations(member);
      return configuration?.subnet !== undefined && !sameText(rootOf(configuration.subnet), rootOf(subnet.id));
    });
    if (other) {
      refuse("ApplicationSecurityGroupsNotInSameVnet", `Network interface ${networkInterface.id} is not in the virtual network of ${other.id}, which is in ${group} too.`);
    }
  }
}

/** Refuses to delete a group that something still names. */
export function refuseApplicationGroupDeletion(store: Store, group: Resource): void {
  const types = [NETWORK_INTERFACES, "Microsoft.Network/networkSecurityGroups/securityRules"];
  const [user] = types.flatMap((type) => store.users(group.id, type));
  if (user) refuse("InUseApplicationSecurityGroupCannotBeDeleted", `Application security group ${group.id} cannot be deleted because it is in use by ${user.id}.`);
}

function groupsOf(networkInterface: Resource): string[] {
  const references = referencesIn(networkInterface.properties).filter(({ member }) => APPLICATION_GROUPS.test(member));
  return references.map(({ id }) => id);
}
