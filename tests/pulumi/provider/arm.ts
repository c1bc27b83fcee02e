// Azure Resource Manager as the stand-in provider uses it: Microsoft's client, by resource id, against a server on this machine.
import { AsyncLocalStorage } from "node:async_hooks";
import { ResourceManagementClient } from "@azure/arm-resources";
import type { Json, Properties } from "./shapes.js";

export interface Arm {
  subscription: string;
  /** Undefined when there is no such resource. */
  get(id: string, apiVersion: string): Promise<Properties | undefined>;
  put(id: string, apiVersion: string, body: Properties): Promise<Properties>;
  delete(id: string, apiVersion: string): Promise<void>;
}

const SOON = { updateIntervalInMs: 10 };

export function armAt(endpoint: string, subscription: string): Arm {
  if (!/^http:\/\/(127\.0\.0\.1|localhost):\d+\/?$/.test(endpoint)) throw new Error(`${endpoint} is not on this machine`);
  const credential = { getToken: async () => ({ token: "stand-in", expiresOnTimestamp: Date.now() + 3_600_000 }) };
  const client = new ResourceManagementClient(credential, subscription, {
    endpoint,
    allowInsecureConnection: true,
    retryOptions: { maxRetries: 6, retryDelayInMs: 20, maxRetryDelayInMs: 200 },
  });
  // The SDK sends tokens over TLS only; on loopback there is nobody to hide a word without meaning from.
  client.pipeline.removePolicy({ name: "bearerTokenAuthenticationPolicy" });
  client.pipeline.addPolicy({
    name: "stand-in-token",
    sendRequest: (request, next) => {
      request.headers.set("authorization", "Bearer stand-in");
      return next(request);
    },
  });
  const exactBody = sendExactly(client);
  const isGroup = (id: string): boolean => !id.includes("/providers/");

  return {
    subscription,
    async get(id, apiVersion) {
      try {
        const answer = isGroup(id) ? await client.resourceGroups.get(nameOf(id)) : await client.resources.getById(bare(id), apiVersion);
        return plain(answer);
      } catch (error) {
        if (statusOf(error) === 404) return undefined;
        throw error;
      }
    },
    async put(id, apiVersion, body) {
      if (isGroup(id)) return plain(await client.resourceGroups.createOrUpdate(nameOf(id), { location: String(body["location"]), ...body }));
      const write = () => client.resources.beginCreateOrUpdateByIdAndWait(bare(id), apiVersion, body, SOON);
      return plain(await exactBody.run(JSON.stringify(body), write));
    },
    async delete(id, apiVersion) {
      if (isGroup(id)) await client.resourceGroups.beginDeleteAndWait(nameOf(id), SOON);
      else await client.resources.beginDeleteByIdAndWait(bare(id), apiVersion, SOON);
    },
  };
}

/** The SDK's generic resource has no `zones` and leaves out what it does not know; the provider writes what it means. */
function sendExactly(client: ResourceManagementClient): AsyncLocalStorage<string> {
  const body = new AsyncLocalStorage<string>();
  client.pipeline.addPolicy({
    name: "stand-in-exact-body",
    sendRequest: (request, next) => {
      const exact = body.getStore();
      if (request.method === "PUT" && exact !== undefined) request.body = exact;
      return next(request);
    },
  }, { afterPhase: "Serialize" });
  return body;
}

/** The SDK puts a slash of its own before the id. */
function bare(id: string): string {
  return id.replace(/^\//, "");
}

function nameOf(id: string): string {
  return id.slice(id.lastIndexOf("/") + 1);
}

function statusOf(error: unknown): number | undefined {
  const status = typeof error === "object" && error !== null && "statusCode" in error ? error.statusCode : undefined;
  return typeof status === "number" ? status : undefined;
}

/** Dates and undefined properties of the SDK's models have no place in Pulumi's state. */
function plain(value: unknown): Properties {
  return JSON.parse(JSON.stringify(value)) as { [name: string]: Json };
}
