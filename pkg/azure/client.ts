// Microsoft's client for Azure Resource Manager, by resource id.

import { ResourceManagementClient } from "@azure/arm-resources";
import { UsageError } from "../errors.js";
import { limitsOf, type ClientOptions, type Credential } from "./options.js";

const PUBLIC_CLOUD = "https://management.azure.com";

/**
 * Microsoft's client, for a subscription or for a rehearsal.
 *
 * The SDK refuses to send a token over plain HTTP, wherever to. A rehearsal speaks plain HTTP on
 * loopback, so for loopback - and for nothing else - the policy that adds the token is replaced.
 */
export function resourceManagementClient(options: ClientOptions): ResourceManagementClient {
  const { credential, subscriptionId, endpoint = PUBLIC_CLOUD, allowInsecureConnection = false } = options;
  const { retry } = limitsOf(options);
  const plain = new URL(endpoint).protocol === "http:";
  if (plain && !(allowInsecureConnection && isLoopback(endpoint))) {
    throw new UsageError(`${endpoint} is plain HTTP: that is for a rehearsal on loopback, with allowInsecureConnection`);
  }
  const client = new ResourceManagementClient(credential, subscriptionId, {
    endpoint,
    allowInsecureConnection: plain,
    retryOptions: { retryDelayInMs: retry.firstDelay, maxRetryDelayInMs: retry.longestDelay },
  });
  if (plain) {
    client.pipeline.removePolicy({ name: "bearerTokenAuthenticationPolicy" });
    // Last of all, so that it sees where each request really goes, after redirects too.
    client.pipeline.addPolicy(tokenOnLoopback(credential), { phase: "Sign" });
  }
  return client;
}

type Policy = Parameters<ResourceManagementClient["pipeline"]["addPolicy"]>[0];

function tokenOnLoopback(credential: Credential): Policy {
  return {
    name: "tokenOnLoopback",
    sendRequest: async (request, next) => {
      if (!isLoopback(request.url)) throw new UsageError(`${new URL(request.url).origin} is not loopback: it gets no token over plain HTTP`);
      const token = await credential.getToken(`${PUBLIC_CLOUD}/.default`);
      if (token) request.headers.set("authorization", `Bearer ${token.token}`);
      return next(request);
    },
  };
}

function isLoopback(url: string): boolean {
  return ["127.0.0.1", "localhost", "[::1]"].includes(new URL(url).hostname);
}
