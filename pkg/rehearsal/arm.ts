// Azure Resource Manager without the wire: requests in, answers out.

import { ArmError, refuse } from "./errors.js";
import { apiVersions } from "./facts.js";
import type { Faults } from "./faults.js";
import { formatId, type ResourceId } from "./ids.js";
import { asObject, asText, type Json, type JsonObject } from "./json.js";
import { allTypes } from "./kinds.js";
import type { Operation } from "./operations.js";
import { remove, removeGroup } from "./remove.js";
import { render, renderGroup } from "./render.js";
import { targetOf, type Target } from "./target.js";
import { write, type State } from "./write.js";

/** One request, its body read. */
export interface Request {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: { authorization?: string | undefined; ifMatch?: string | undefined; ifNoneMatch?: string | undefined };
  /** The JSON of the body; `undefined` when there is none. */
  body: Json | undefined;
}

/** One answer. */
export interface Answer {
  status: number;
  headers?: Record<string, string>;
  body?: Json;
}

/** How long-running operations are announced. */
export type PollingStyle = "Azure-AsyncOperation" | "Location";

/** What the answers need besides the state. */
export interface ArmOptions {
  endpoint: () => string;
  polling: PollingStyle;
  /** Seconds of the Retry-After header of operations; none when absent. */
  retryAfter: number | undefined;
  faults: Faults;
}

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const GROUP_NAME = /^[-\w._()\p{L}\p{N}]{0,89}[-\w_()\p{L}\p{N}]$/u;

/** Answers requests; a refusal is thrown as `ArmError`. */
export class Arm {
  readonly #state: State;
  readonly #options: ArmOptions;

  constructor(state: State, options: ArmOptions) {
    this.#state = state;
    this.#options = options;
  }

  answer(request: Request): Answer {
    if (!/^Bearer \S+$/.test(request.headers.authorization ?? "")) {
      throw new ArmError(401, "AuthenticationFailed", "Authentication failed. The 'Authorization' header is missing or carries no bearer token.");
    }
    const target = targetOf(request.path);
    if (target.is === "operation") return this.#poll(request, target);
    this.#checkRequest(request, target);
    switch (request.method) {
      case "GET":
        return this.#get(target, request.path);
      case "HEAD":
        return { status: this.#exists(target) ? 204 : 404 };
      case "PUT":
        return this.#put(request, target);
      case "DELETE":
        return this.#delete(request, target);
      default:
        throw new ArmError(405, "MethodNotAllowed", `The rehearsal does not know ${request.method}.`);
    }
  }

  #checkRequest({ path, query }: Request, target: Target): void {
    const subscription = /^\/subscriptions\/([^/]+)/i.exec(path)?.[1];
    if (subscription !== undefined && !GUID.test(subscription)) refuse("InvalidSubscriptionId", `The provided subscription identifier '${subscription}' is malformed or invalid.`);
    const version = query.get("api-version");
    if (version === null || version === "") refuse("MissingApiVersionParameter", "The api-version query parameter (?api-version=) is required for all requests.");
    if (!/^\d{4}-\d{2}-\d{2}(-preview)?$/.test(version)) refuse("InvalidApiVersionParameter", `The api-version '${version}' is invalid.`);
    if (target.is === "nothing") throw new ArmError(404, "NotFound", `The rehearsal knows nothing at ${path}.`);
    if (target.is === "unknownType") refuse("InvalidResourceType", `The resource type '${target.type}' could not be found: the rehearsal knows those of Microsoft.Network that a design writes.`);
    const ofNetwork = target.is === "resource" || target.is === "collection";
    if (ofNetwork && !apiVersions.includes(version)) {
      const type = target.is === "resource" ? target.id.kind.type : target.kind.type;
      refuse("NoRegisteredProviderFound", `No registered resource provider found for API version '${version}' for type '${type}'. The supported api-versions are '${apiVersions.join(", ")}'.`);
    }
  }

  #exists(target: Target): boolean {
    const { store } = this.#state;
    if (target.is === "resource") return store.get(formatId(target.id)) !== undefined;
    return target.is === "resourceGroup" && store.group(groupId(target)) !== undefined;
  }

  #get(target: Target, path: string): Answer {
    const { store } = this.#state;
    const found = (body: JsonObject): Answer => ({ status: 200, body });
    const list = (items: JsonObject[]): Answer => found({ value: items });
    switch (target.is) {
      case "resource": {
        const resource = store.get(formatId(target.id));
        if (!resource) throw this.#notFound(target.id);
        return { ...found(render(store, resource)), headers: { etag: resource.etag } };
      }
      case "collection": {
        if (target.kind.parent !== undefined && !store.get(target.within)) throw new ArmError(404, "ResourceNotFound", `The Resource '${target.within}' was not found.`);
        return list(store.within(target.within).filter(({ type }) => type === target.kind.type).map((resource) => render(store, resource)));
      }
      case "resources":
        return list(
          store
            .within(target.within)
            .filter(({ type }) => type.split("/").length === 2)
            .map(({ id, name, type, envelope }) => ({ id, name, type, ...envelope })),
        );
      case "resourceGroup": {
        const group = store.group(groupId(target));
        if (!group) throw new ArmError(404, "ResourceGroupNotFound", `Resource group '${target.name}' could not be found.`);
        return found(renderGroup(group));
      }
      case "resourceGroups":
        return list(store.groups().filter(({ id }) => id.toLowerCase().startsWith(`/subscriptions/${target.subscription.toLowerCase()}/`)).map(renderGroup));
      case "provider":
        return found({
          id: `/subscriptions/${target.subscription}/providers/Microsoft.Network`,
          namespace: "Microsoft.Network",
          registrationState: "Registered",
          resourceTypes: allTypes().map((type) => ({ resourceType: type.slice("Microsoft.Network/".length), locations: [], apiVersions: [...apiVersions] })),
        });
      case "subscription":
        return found({ id: `/subscriptions/${target.subscription}`, subscriptionId: target.subscription, displayName: "Rehearsal", state: "Enabled" });
      default:
        throw new ArmError(404, "NotFound", `The rehearsal knows nothing at ${path}.`);
    }
  }

  #notFound(id: ResourceId): ArmError {
    const group = `/subscriptions/${id.subscription}/resourceGroups/${id.resourceGroup}`;
    if (!this.#state.store.group(group)) return new ArmError(404, "ResourceGroupNotFound", `Resource group '${id.resourceGroup}' could not be found.`);
    return new ArmError(404, "ResourceNotFound", `The Resource '${formatId(id)}' was not found.`);
  }

  #put({ path, query, headers, body }: Request, target: Target): Answer {
    const object = asObject(body);
    if (!object) refuse("InvalidRequestContent", "The request content was invalid: a JSON object is expected.");
    if (target.is === "resourceGroup") return this.#putGroup(target, object);
    if (target.is !== "resource") throw new ArmError(405, "MethodNotAllowed", `Nothing can be written at ${path}.`);
    const { resource, created, operation } = write(this.#state, {
      id: target.id,
      apiVersion: query.get("api-version") ?? "",
      body: object,
      ifMatch: headers.ifMatch,
      ifNoneMatch: headers.ifNoneMatch,
      sync: query.get("syncRemoteAddressSpace") === "true",
      failure: this.#failureLater("PUT", path),
    });
    const announced = this.#announce(operation, target.id.subscription, query);
    if (this.#options.polling === "Location") return { status: 202, headers: announced };
    return { status: created ? 201 : 200, headers: announced, body: render(this.#state.store, resource) };
  }

  #putGroup(target: Extract<Target, { is: "resourceGroup" }>, body: JsonObject): Answer {
    const { store } = this.#state;
    // routing.md 7.6.
    if (!GROUP_NAME.test(target.name)) refuse("InvalidResourceGroup", `The provided resource group name '${target.name}' is invalid.`);
    const location = asText(body["location"]);
    if (location === undefined || location === "") refuse("LocationRequired", "The location property is required for this definition.");
    const before = store.group(groupId(target));
    if (before && before.location.toLowerCase() !== location.toLowerCase()) {
      throw new ArmError(409, "InvalidResourceGroupLocation", `Invalid resource group location '${location}'. The resource group already exists in location '${before.location}'.`);
    }
    const group = { id: before?.id ?? groupId(target), name: before?.name ?? target.name, location, tags: asObject(body["tags"]), deleting: false };
    store.putGroup(group);
    return { status: before ? 200 : 201, body: renderGroup(group) };
  }

  #delete({ path, query, headers }: Request, target: Target): Answer {
    const { store } = this.#state;
    if (target.is === "resourceGroup") {
      const group = store.group(groupId(target));
      if (!group) throw new ArmError(404, "ResourceGroupNotFound", `Resource group '${target.name}' could not be found.`);
      const operation = removeGroup(this.#state, group, this.#failureLater("DELETE", path));
      return { status: 202, headers: this.#announce(operation, target.subscription, query) };
    }
    if (target.is !== "resource") throw new ArmError(405, "MethodNotAllowed", `Nothing can be deleted at ${path}.`);
    const operation = remove(this.#state, formatId(target.id), headers, this.#failureLater("DELETE", path));
    return operation ? { status: 202, headers: this.#announce(operation, target.id.subscription, query) } : { status: 204 };
  }

  #failureLater(method: string, path: string) {
    const fault = this.#options.faults.take(method, path, "operation");
    return fault && { code: fault.code, message: fault.message ?? fault.code };
  }

  /** The headers by which a client follows an operation. */
  #announce(operation: Operation, subscription: string, query: URLSearchParams): Record<string, string> {
    const base = `${this.#options.endpoint()}/subscriptions/${subscription}/providers/Microsoft.Network/locations/rehearsal`;
    const version = `?api-version=${query.get("api-version")}`;
    const location = `${base}/operationResults/${operation.id}${version}`;
    const status = `${base}/operations/${operation.id}${version}`;
    const headers = this.#options.polling === "Location" ? { location } : { "azure-asyncoperation": status, ...(operation.method === "DELETE" ? { location } : {}) };
    return { ...headers, ...this.#retryAfter() };
  }

  #retryAfter(): Record<string, string> {
    const { retryAfter } = this.#options;
    return retryAfter === undefined ? {} : { "retry-after": String(retryAfter) };
  }

  #poll({ method, path, query }: Request, { id, result }: Extract<Target, { is: "operation" }>): Answer {
    const operation = this.#state.operations.get(id);
    if (method !== "GET" || !operation) throw new ArmError(404, "NotFound", `There is no operation at ${path}.`);
    if (!result) {
      const { status, error } = operation;
      return { status: 200, headers: status === "InProgress" ? this.#retryAfter() : {}, body: { status, ...(error ? { error: { ...error } } : {}) } };
    }
    if (operation.status === "InProgress") {
      const location = `${this.#options.endpoint()}${path}?${query.toString()}`;
      return { status: 202, headers: { location, ...this.#retryAfter() } };
    }
    if (operation.error) throw new ArmError(400, operation.error.code, operation.error.message);
    const resource = operation.method === "PUT" ? this.#state.store.get(operation.target) : undefined;
    return resource ? { status: 200, body: render(this.#state.store, resource) } : { status: 204 };
  }
}

function groupId({ subscription, name }: Extract<Target, { is: "resourceGroup" }>): string {
  return `/subscriptions/${subscription}/resourceGroups/${name}`;
}
