// PUT of a resource: checked in the order in which Azure answers, then accepted as a long-running operation.

import { assign, disconnect } from "./assign.js";
import { change, type Change } from "./change.js";
import { ArmError, refuse, type ErrorDetail } from "./errors.js";
import { formatId, parentOf, type ResourceId } from "./ids.js";
import { asText, type JsonObject } from "./json.js";
import { locksOf } from "./locks.js";
import type { Operation, Operations } from "./operations.js";
import { checkReferences } from "./references.js";
import { refusals } from "./refusals/index.js";
import type { Resource, Store } from "./store.js";
import { canonicalBody } from "./validate.js";

/** The state that writes change. */
export interface State {
  store: Store;
  operations: Operations;
}

/** What a conditional request asks of the present resource. */
export interface Conditions {
  ifMatch?: string | undefined;
  ifNoneMatch?: string | undefined;
}

/** One PUT. */
export interface Write extends Conditions {
  id: ResourceId;
  apiVersion: string;
  body: JsonObject;
  /** `syncRemoteAddressSpace=true` on a peering. */
  sync: boolean;
  /** The operation is accepted and then ends with this error: an injected fault. */
  failure?: ErrorDetail | undefined;
}

/** An accepted write. */
export interface Accepted {
  resource: Resource;
  created: boolean;
  operation: Operation;
}

/** Accepts a write, or throws the refusal; what is refused leaves no trace. */
export function write(state: State, request: Write): Accepted {
  const { store, operations } = state;
  const id = formatId(request.id);
  const before = store.get(id);
  checkSurroundings(store, request.id, id);
  const body = canonicalBody(request.id.kind.type, request.apiVersion, request.body);
  checkConditions(before, request);
  if (request.id.kind.parent === undefined) checkLocation(id, before, body);

  const draft = store.draft();
  const changes = change(draft, request.id, body);
  const locks = checkLocks(state, changes);
  for (const { after } of changes.written) checkReferences(draft, after);
  for (const removed of changes.removed) refusals[removed.type]?.remove?.(store, removed);
  for (const { after, before: old } of changes.written) refusals[after.type]?.write?.(draft, after, old);
  checkParent(draft, id);

  if (changes.removed.length > 0) disconnect(draft);
  store.adopt(draft);
  const settle = (provisioningState: "Succeeded" | "Failed") => {
    for (const { after } of changes.written) {
      store.update(after.id, { provisioningState });
      if (provisioningState === "Succeeded") assign(store, after.id, request.sync);
    }
  };
  const operation = operations.start({
    method: "PUT",
    target: changes.resource.id,
    locks,
    failure: request.failure,
    succeed: () => settle("Succeeded"),
    fail: () => settle("Failed"),
  });
  return { resource: changes.resource, created: before === undefined, operation };
}

function checkSurroundings(store: Store, id: ResourceId, text: string): void {
  const group = `/subscriptions/${id.subscription}/resourceGroups/${id.resourceGroup}`;
  const present = store.group(group);
  if (!present) throw new ArmError(404, "ResourceGroupNotFound", `Resource group '${id.resourceGroup}' could not be found.`);
  if (present.deleting) throw new ArmError(409, "ResourceGroupBeingDeleted", `The resource group '${id.resourceGroup}' is being deleted.`);
  if (id.kind.parent !== undefined && !store.get(parentOf(text))) {
    throw new ArmError(404, "ParentResourceNotFound", `The parent resource '${parentOf(text)}' could not be found.`);
  }
}

/** Refuses a change of a child that its parent does not allow; `draft` is the state after it. */
export function checkParent(draft: Store, id: string): void {
  const parent = draft.get(parentOf(id));
  if (parent) refusals[parent.type]?.childChange?.(draft, parent);
}

/** Refuses a conditional request whose condition does not hold. */
export function checkConditions(before: Resource | undefined, { ifMatch, ifNoneMatch }: Conditions): void {
  const matches = (tag: string) => before !== undefined && (tag === "*" || tag === before.etag);
  if ((ifMatch !== undefined && !matches(ifMatch)) || (ifNoneMatch !== undefined && matches(ifNoneMatch))) {
    throw new ArmError(412, "PreconditionFailed", "Precondition failed: the etag does not match.");
  }
}

// Azure Resource Manager's own checks: a top-level resource has a location, and keeps it.
function checkLocation(id: string, before: Resource | undefined, body: JsonObject): void {
  const location = asText(body["location"]);
  if (location === undefined || location === "") refuse("LocationRequired", `The location property is required for ${id}.`);
  const place = (text: string | undefined) => text?.replaceAll(" ", "").toLowerCase();
  const present = asText(before?.envelope["location"]);
  if (present !== undefined && place(present) !== place(location)) {
    throw new ArmError(409, "InvalidResourceLocation", `The resource '${id}' already exists in location '${present}'. A resource with the same name cannot be created in location '${location}'.`);
  }
}

/** The locks of all changes, which must be free (routing.md 15 rows 19 and 20). */
function checkLocks({ operations }: State, changes: Change): string[] {
  const sets = [...changes.written, ...changes.removed.map((before) => ({ before, after: undefined }))].map(({ before, after }) => locksOf(before, after));
  const own = [...new Set(sets.flatMap((set) => set.own))];
  const referenced = [...new Set(sets.flatMap((set) => set.referenced))];
  checkFree(operations, own, referenced, changes.resource.id);
  return [...own, ...referenced];
}

/** Refuses a write that meets another one in progress. */
export function checkFree(operations: Operations, own: string[], referenced: string[], subject: string): void {
  const holder = own.map((id) => operations.locks.holder(id)).find((found) => found !== undefined);
  if (holder !== undefined) {
    throw new ArmError(409, "AnotherOperationInProgress", `Another operation on this or dependent resource is in progress: operation ${holder}.`);
  }
  const busy = referenced.find((id) => operations.locks.holder(id) !== undefined);
  if (busy !== undefined) {
    throw new ArmError(429, "RetryableError", "A retryable error occurred.", [
      { code: "ReferencedResourceNotProvisioned", message: `Cannot proceed with operation because resource ${busy} used by resource ${subject} is not in Succeeded state.` },
    ]);
  }
}
