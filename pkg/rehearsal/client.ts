// What a client of Microsoft's SDK needs to reach a rehearsal.

/** Options for `deploy` and `resourceManagementClient` of routewright/azure. */
export interface RehearsalClientOptions {
  /** Gives a token that the rehearsal accepts and nobody else does. */
  credential: { getToken(): Promise<{ token: string; expiresOnTimestamp: number }> };
  subscriptionId: string;
  endpoint: string;
  /** The rehearsal speaks plain HTTP, on loopback. */
  allowInsecureConnection: true;
  /** Milliseconds between two looks at a long-running operation. */
  pollInterval: number;
  /** Shorter waits than Azure needs. */
  retry: { firstDelay: number; longestDelay: number };
}

/** How to reach a rehearsal: `deploy(compiled, rehearsalClientOptions(rehearsal))`. */
export function rehearsalClientOptions({ endpoint, subscriptionId }: { endpoint: string; subscriptionId: string }): RehearsalClientOptions {
  return {
    credential: { getToken: async () => ({ token: "rehearsal", expiresOnTimestamp: Date.now() + 3_600_000 }) },
    subscriptionId,
    endpoint,
    allowInsecureConnection: true,
    pollInterval: 10,
    retry: { firstDelay: 10, longestDelay: 1000 },
  };
}
