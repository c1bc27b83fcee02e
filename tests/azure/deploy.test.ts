// Deploying the story into a rehearsal with Microsoft's SDK.

import { describe, expect, test, vi } from "vitest";
import { deploy, plan, readBack, type DeployOptions, type Progress } from "../../pkg/azure/index.js";
import { rehearsalClientOptions, startRehearsal, type LogEntry, type Rehearsal, type RehearsalOptions } from "../../pkg/rehearsal/index.js";
import { definitionOf, story } from "./story.js";

vi.setConfig({ testTimeout: 60_000 });

async function withRehearsal(use: (options: DeployOptions, rehearsal: Rehearsal) => Promise<void>, how: RehearsalOptions = {}): Promise<void> {
  const rehearsal = await startRehearsal({ latency: 2, ...how });
  try {
    await use(rehearsalClientOptions(rehearsal), rehearsal);
  } finally {
    await rehearsal.close();
  }
}

const keys = story().resources.map(({ key }) => key);
const writes = (log: readonly LogEntry[]) => log.filter((entry) => entry.kind === "request" && entry.method === "PUT");
const withoutEtags = (value: unknown) => JSON.parse(JSON.stringify(value, (name, member) => (name === "etag" ? undefined : member))) as unknown;

/** What a rehearsal holds after the story is deployed without any trouble. */
async function undisturbed(): Promise<unknown> {
  let snapshot: unknown;
  await withRehearsal(async (options, rehearsal) => {
    await deploy(story(), options);
    snapshot = withoutEtags(sorted(rehearsal.snapshot()));
  });
  return snapshot;
}

// Which of two independent public addresses comes first is nobody's business, nor who refers to what first.
function sorted(snapshot: Record<string, unknown>): Record<string, unknown> {
  const text = JSON.stringify(Object.fromEntries(Object.entries(snapshot).sort(([one], [other]) => (one < other ? -1 : 1))));
  return JSON.parse(text, (name, value: unknown) => (name === "ipAddress" ? "any" : Array.isArray(value) ? [...value].sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1)) : value)) as Record<string, unknown>;
}

describe("the story", () => {
  test("is created, connected, and read back by id", async () => {
    await withRehearsal(async (options, rehearsal) => {
      const result = await deploy(story(), options);
      expect([...result.created].sort()).toEqual([...keys].sort());
      expect([result.updated, result.unchanged]).toEqual([[], []]);
      expect(result.resourceGroups).toEqual([`/subscriptions/${rehearsal.subscriptionId}/resourceGroups/rg-training`]);
      expect(Object.keys(result.ids)).toEqual(keys);

      const live = await readBack(result.ids, options);
      expect(live["virtualNetworks/vnet-training/virtualNetworkPeerings/to-hub"]?.properties?.["peeringState"]).toBe("Connected");
      expect(live["virtualNetworks/vnet-training/subnets/gpu"]?.properties?.["routeTable"]).toEqual({ id: result.ids["routeTables/rt-training"] });
      expect(live["azureFirewalls/fw-hub"]?.properties?.["ipConfigurations"]).toMatchObject([{ properties: { privateIPAddress: "10.0.1.4" } }]);
      // A property of the envelope that the SDK's own model of a resource does not have.
      expect(live["publicIPAddresses/pip-fw"]?.["zones"]).toEqual(["1", "2", "3"]);
    });
  });

  test("a second run changes nothing", async () => {
    await withRehearsal(async (options, rehearsal) => {
      await deploy(story(), options);
      const before = rehearsal.snapshot();
      const count = writes(rehearsal.log).length;
      const result = await deploy(story(), options);
      expect([result.created, result.updated, result.resourceGroups]).toEqual([[], [], []]);
      expect([...result.unchanged].sort()).toEqual([...keys].sort());
      expect(writes(rehearsal.log)).toHaveLength(count);
      expect(rehearsal.snapshot()).toEqual(before);
    });
  });

  test.each(["2024-05-01", "2025-07-01"])("in API version %s, by Location polling", async (apiVersion) => {
    await withRehearsal(
      async (options) => {
        const emission = story((definition) => {
          definition.apiVersion = apiVersion;
        });
        expect((await deploy(emission, options)).created).toHaveLength(keys.length);
        expect((await deploy(emission, options)).unchanged).toHaveLength(keys.length);
      },
      { polling: "Location" },
    );
  });

  test("into two resource groups, one of which exists", async () => {
    await withRehearsal(async (options, rehearsal) => {
      const emission = story((definition) => {
        if (definition.key.startsWith("routeTables/")) definition.scope = { resourceGroup: "rg tables (routes)" };
      });
      const group = (name: string) => `/subscriptions/${rehearsal.subscriptionId}/resourceGroups/${name}`;
      await fetch(`${rehearsal.endpoint}${group("rg-training")}?api-version=2025-04-01`, { method: "PUT", headers: { authorization: "Bearer x" }, body: '{"location":"westus"}' });
      emission.resources.forEach((definition) => {
        if (definition.scope.resourceGroup !== "rg-training") definition.scope.resourceGroup = "rg_tables(routes)";
      });
      const result = await deploy(emission, options);
      expect(result.resourceGroups).toEqual([group("rg_tables(routes)")]);
      expect((await deploy(emission, options)).unchanged).toHaveLength(keys.length);
    });
  });
});

describe("order", () => {
  test("no write meets another's lock, and independent writes run side by side", async () => {
    await withRehearsal(
      async (options, rehearsal) => {
        await deploy(story(), options);
        expect(writes(rehearsal.log).filter((entry) => entry.kind === "request" && entry.status >= 400)).toEqual([]);
        expect(mostAtOnce(rehearsal.log)).toBeGreaterThan(2);
      },
      { latency: 50 },
    );
  });

  test.each([1, 2])("at most %i at once", async (maxParallel) => {
    await withRehearsal(
      async (options, rehearsal) => {
        await deploy(story(), { ...options, maxParallel });
        expect(mostAtOnce(rehearsal.log)).toBe(maxParallel);
      },
      { latency: 50 },
    );
  });

  test("writes that share a lock run one after the other, even where nothing else orders them", async () => {
    await withRehearsal(
      async (options, rehearsal) => {
        const emission = story((definition) => {
          if (definition.type.endsWith("/subnets")) definition.dependsOn = definition.dependsOn.filter((key) => !key.includes("/subnets/"));
        });
        await deploy(emission, options);
        expect(writes(rehearsal.log).filter((entry) => entry.kind === "request" && entry.status >= 400)).toEqual([]);
      },
      { latency: 20 },
    );
  });
});

/** How many operations were in progress at one time. */
function mostAtOnce(log: readonly LogEntry[]): number {
  let now = 0;
  let most = 0;
  for (const entry of log) {
    if (entry.kind !== "operation") continue;
    now += entry.event === "started" ? 1 : -1;
    most = Math.max(most, now);
  }
  return most;
}

describe("trouble on the way that passes", () => {
  const gpu = "/subnets/gpu";
  test.each<[string, NonNullable<RehearsalOptions["faults"]>, number]>([
    ["409 AnotherOperationInProgress", [{ method: "PUT", match: gpu, status: 409, code: "AnotherOperationInProgress", times: 3 }], 3],
    ["429 with Retry-After", [{ method: "PUT", match: gpu, status: 429, code: "TooManyRequests", retryAfter: 0, times: 2 }], 0],
    ["429 without Retry-After", [{ method: "PUT", match: gpu, status: 429, code: "TooManyRequests", times: 2 }], 2],
    ["an operation that ends with AnotherOperationInProgress", [{ method: "PUT", match: gpu, code: "AnotherOperationInProgress", during: "operation", times: 2 }], 2],
    ["a refused read at the end of a write", [{ method: "GET", match: "/routeTables/rt-gateway", status: 403, code: "AuthorizationFailed" }], 0],
    ["409 and 429 in one deployment", [
      { method: "PUT", match: "/virtualNetworks/vnet-hub", status: 409, code: "AnotherOperationInProgress" },
      { method: "PUT", match: "/azureFirewalls/fw-hub", status: 429, code: "RetryableError" },
      { method: "PUT", match: "/resourceGroups/rg-training", status: 429, code: "TooManyRequests" },
    ], 3],
  ])("%s: it ends the same", async (_name, faults, retries) => {
    const expected = await undisturbed();
    await withRehearsal(
      async (options, rehearsal) => {
        const progress: Progress[] = [];
        const result = await deploy(story(), { ...options, onProgress: (each) => progress.push(each) });
        expect(result.created).toHaveLength(keys.length);
        expect(withoutEtags(sorted(rehearsal.snapshot()))).toEqual(expected);
        // Those that the SDK itself repeats are not told of.
        expect(progress.filter(({ event }) => event === "retrying").length).toBe(retries);
      },
      { faults },
    );
  });

  test("429 for a read", async () => {
    await withRehearsal(async (options, rehearsal) => {
      await deploy(story(), options);
      rehearsal.inject({ method: "GET", match: "/routeTables/rt-gateway", status: 429, code: "TooManyRequests", times: 5 });
      expect((await deploy(story(), options)).unchanged).toHaveLength(keys.length);
    });
  });

  test("a meeting with somebody else's write", async () => {
    await withRehearsal(
      async (options, rehearsal) => {
        await deploy(story(), options);
        // Somebody takes the table away and holds the network's lock while the story is deployed again.
        const id = `/subscriptions/${rehearsal.subscriptionId}/resourceGroups/rg-training/providers/Microsoft.Network/virtualNetworks/vnet-training/subnets/gpu`;
        const body = JSON.stringify({ properties: { addressPrefix: "10.20.1.0/24" } });
        await fetch(`${rehearsal.endpoint}${id}?api-version=2025-07-01`, { method: "PUT", headers: { authorization: "Bearer x" }, body });
        const result = await deploy(story(), options);
        expect(result.updated).toEqual(["virtualNetworks/vnet-training/subnets/gpu"]);
      },
      { latency: 40 },
    );
  });
});

describe("plan", () => {
  test("tells what would change, and changes nothing", async () => {
    await withRehearsal(async (options, rehearsal) => {
      expect((await plan(story(), options)).resources.map(({ action }) => action)).toEqual(keys.map(() => "create"));
      await deploy(story(), options);
      const count = writes(rehearsal.log).length;
      const emission = story();
      const table = definitionOf(emission, "routeTables/rt-training");
      (table.body as { properties: { routes: { properties: { nextHopIpAddress: string } }[] } }).properties.routes[0]!.properties.nextHopIpAddress = "10.0.1.5";
      const changes = (await plan({ emission }, options)).resources.filter(({ action }) => action !== "unchanged");
      expect(changes).toMatchObject([
        { key: "routeTables/rt-training", action: "update", differences: [{ path: "properties.routes[default].properties.nextHopIpAddress", live: "10.0.1.4", wanted: "10.0.1.5" }] },
      ]);
      expect(writes(rehearsal.log)).toHaveLength(count);
      expect((await deploy(emission, options)).updated).toEqual(["routeTables/rt-training"]);
    });
  });
});
