// A plain HTTP client for the tests, and short spellings of ids and bodies.

import { startRehearsal, type Rehearsal, type RehearsalOptions } from "../../pkg/rehearsal/index.js";

export const SUBSCRIPTION = "00000000-0000-0000-0000-000000000000";
export const GROUP = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg`;
export const API = "2025-07-01";

/** The id of a resource in the tests' group: `id("virtualNetworks/hub/subnets/a")`. */
export const id = (path: string): string => `${GROUP}/providers/Microsoft.Network/${path}`;

/** A reference to a resource in the tests' group. */
export const ref = (path: string): { id: string } => ({ id: id(path) });

/** A body as the tests read it: whatever is there. */
export interface Body {
  [member: string]: unknown;
  id: string;
  name: string;
  etag: string;
  location: string;
  status: string;
  value: Body[];
  properties: Record<string, unknown> & { provisioningState: string; subnets: Body[]; routes: Body[] };
  error: { code: string; message: string; details: { code: string; message: string }[] };
}

export interface Reply {
  status: number;
  headers: Headers;
  body: Body;
}

export interface Http {
  rehearsal: Rehearsal;
  /** One request, not followed. */
  send(method: string, path: string, body?: unknown, options?: { api?: string; headers?: Record<string, string>; query?: string }): Promise<Reply>;
  /** A PUT followed to its end; the reply is the refusal, or the final GET. */
  put(path: string, body: unknown, api?: string): Promise<Reply>;
  /** A DELETE followed to its end. */
  remove(path: string): Promise<Reply>;
  get(path: string): Promise<Reply>;
  follow(reply: Reply): Promise<Reply>;
}

/** A rehearsal with the group `rg` in it, for the length of `use`. */
export async function withRehearsal(use: (http: Http) => Promise<void>, options: RehearsalOptions = {}): Promise<void> {
  const rehearsal = await startRehearsal({ latency: 0, ...options });
  try {
    const http = client(rehearsal);
    await http.send("PUT", GROUP, { location: "eastus" });
    await use(http);
  } finally {
    await rehearsal.close();
  }
}

export function client(rehearsal: Rehearsal): Http {
  const fetchJson = async (method: string, url: string, body?: unknown, headers: Record<string, string> = {}): Promise<Reply> => {
    const text = typeof body === "string" || body === undefined ? body : JSON.stringify(body);
    const response = await fetch(url, { method, headers: { authorization: "Bearer test", ...headers }, ...(text === undefined ? {} : { body: text }) });
    const answer = await response.text();
    return { status: response.status, headers: response.headers, body: (answer === "" ? {} : JSON.parse(answer)) as Body };
  };
  const send: Http["send"] = (method, path, body, { api = API, headers, query = "" } = {}) =>
    fetchJson(method, `${rehearsal.endpoint}${path}?api-version=${api}${query}`, body, headers);
  const follow: Http["follow"] = async (reply) => {
    const url = reply.headers.get("azure-asyncoperation") ?? reply.headers.get("location");
    if (url === null) return reply;
    for (;;) {
      const poll = await fetchJson("GET", url);
      if (poll.status !== 202 && poll.body.status !== "InProgress") return poll;
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  };
  return {
    rehearsal,
    send,
    follow,
    get: (path) => send("GET", path),
    put: async (path, body, api = API) => {
      const reply = await send("PUT", path, body, { api });
      if (reply.status >= 400) return reply;
      const end = await follow(reply);
      return end.body.error === undefined ? send("GET", path, undefined, { api }) : end;
    },
    remove: async (path) => {
      const reply = await send("DELETE", path);
      return reply.status >= 400 ? reply : follow(reply);
    },
  };
}

// Bodies. Each takes what the test is about and fills in the rest.

export const route = (name: string, addressPrefix: string, nextHopType: string, nextHopIpAddress?: string): object => ({
  name,
  properties: { addressPrefix, nextHopType, ...(nextHopIpAddress === undefined ? {} : { nextHopIpAddress }) },
});

export const table = (routes: object[] = [], location = "eastus"): object => ({ location, properties: { routes } });

export const network = (addressPrefixes: string[], more: object = {}, location = "eastus"): object => ({
  location,
  properties: { addressSpace: { addressPrefixes }, ...more },
});

export const subnet = (addressPrefix: string, more: object = {}): object => ({ properties: { addressPrefix, ...more } });

export const peering = (remote: string, more: object = {}): object => ({ properties: { remoteVirtualNetwork: ref(`virtualNetworks/${remote}`), ...more } });

export const rule = (name: string, priority: number, more: object = {}): object => ({
  name,
  properties: {
    priority,
    direction: "Inbound",
    access: "Allow",
    protocol: "Tcp",
    sourceAddressPrefix: "*",
    sourcePortRange: "*",
    destinationAddressPrefix: "*",
    destinationPortRange: "443",
    ...more,
  },
});

export const group = (securityRules: object[] = []): object => ({ location: "eastus", properties: { securityRules } });

export const publicAddress = (zones = ["1", "2", "3"]): object => ({
  location: "eastus",
  sku: { name: "Standard" },
  zones,
  properties: { publicIPAllocationMethod: "Static" },
});

export const configuration = (subnetPath: string, address: string): object => ({
  name: "default",
  properties: { subnet: ref(subnetPath), publicIPAddress: ref(`publicIPAddresses/${address}`) },
});

export const firewall = (subnetPath: string, address: string): object => ({
  location: "eastus",
  properties: { sku: { name: "AZFW_VNet", tier: "Standard" }, ipConfigurations: [configuration(subnetPath, address)] },
});

export const gateway = (subnetPath: string, address: string, more: object = {}): object => ({
  location: "eastus",
  properties: { gatewayType: "Vpn", vpnType: "RouteBased", sku: { name: "VpnGw1AZ", tier: "VpnGw1AZ" }, ipConfigurations: [configuration(subnetPath, address)], ...more },
});
