// DELETE of a resource or of a resource group.

import { disconnect } from "./assign.js";
import { ArmError, type ErrorDetail } from "./errors.js";
import { rootOf } from "./ids.js";
import { sameText } from "./json.js";
import { locksOf } from "./locks.js";
import type { Operation } from "./operations.js";
import { refusals } from "./refusals/index.js";
import { referencesIn, type ResourceGroup } from "./store.js";
import { checkConditions, checkFree, checkParent, type Conditions, type State } from "./write.js";

/** Accepts the deletion of a resource, or throws the refusal; `undefined` when there is nothing to delete. */
export function remove(state: State, id: string, conditions: Conditions, failure: ErrorDetail | undefined): Operation | undefined {
  const { store, operations } = state;
  const resource = store.get(id);
  checkConditions(resource, conditions);
  if (!resource) return undefined;
  const locks = locksOf(resource, undefined);
  checkFree(operations, locks.own, locks.referenced, resource.id);
  for (const each of [...store.within(id), resource]) refusals[each.type]?.remove?.(store, each);
  const draft = store.draft();
  draft.remove(id);
  checkParent(draft, resource.id);
  store.update(id, { provisioningState: "Deleting" });
  return operations.start({
    method: "DELETE",
    target: resource.id,
    locks: [...locks.own, ...locks.referenced],
    failure,
    succeed: () => {
      store.remove(id);
      disconnect(store);
    },
    fail: () => store.update(id, { provisioningState: "Failed" }),
  });
}

/** Accepts the deletion of a group with all that is in it. */
export function removeGroup(state: State, group: ResourceGroup, failure: ErrorDetail | undefined): Operation {
  const { store, operations } = state;
  const inside = store.within(group.id);
  const outside = store.all().filter((resource) => !inside.includes(resource));
  for (const user of outside) {
    const held = referencesIn(user.properties).find(({ id, member }) => member !== "remoteVirtualNetwork" && inside.some((resource) => sameText(resource.id, id)));
    if (held) throw new ArmError(409, "ResourceGroupDeletionBlocked", `Deletion of resource group '${group.name}' failed: ${held.id} is in use by ${user.id}.`);
  }
  const locks = [...new Set(inside.map((resource) => rootOf(resource.id)))];
  checkFree(operations, locks, [], group.id);
  store.putGroup({ ...group, deleting: true });
  return operations.start({
    method: "DELETE",
    target: group.id,
    locks,
    failure,
    succeed: () => {
      store.removeGroup(group.id);
      disconnect(store);
    },
    fail: () => store.putGroup(group),
  });
}
