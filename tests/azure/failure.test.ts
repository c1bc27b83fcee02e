// Deployments that do not come to their end: what is refused before any request, and what is told of the rest.

import { describe, expect, test, vi } from "vitest";
import { deploy, DeployError, DesignError, plan, ReadFailure, readBack, UsageError, type DeployOptions, type DeployReport } from "../../pkg/azure/index.js";
import { rehearsalClientOptions, startRehearsal, type Rehearsal, type RehearsalOptions } from "../../pkg/rehearsal/index.js";
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

async function reportOf(deployment: Promise<unknown>): Promise<DeployReport> {
  try {
    await deployment;
  } catch (error) {
    if (error instanceof DeployError) return error.report;
    throw error;
  }
  throw new Error("the deployment came to its end");
}

/** Each resource of the story is in exactly one list. */
function expectComplete(report: DeployReport): void {
  const all = [...report.created, ...report.updated, ...report.unchanged, ...[...report.failed, ...report.interrupted].map(({ key }) => key), ...report.notTried];
  expect(all.sort()).toEqual([...keys].sort());
}

describe("refused before any request", () => {
  test("a design with errors", async () => {
    await withRehearsal(async (options, rehearsal) => {
      const broken = {
        get emission(): never {
          throw new DesignError([{ code: "next-hop-unowned", severity: "error", message: "nothing has 10.0.9.9", path: "/routeTables/0", related: [] }]);
        },
      };
      await expect(deploy(broken, options)).rejects.toThrow(DesignError);
      await expect(plan(broken, options)).rejects.toThrow("next-hop-unowned");
      expect(rehearsal.log).toEqual([]);
    });
  });

  test.each<[string, (emission: ReturnType<typeof story>) => void, string]>([
    ["a key that is there twice", ({ resources }) => resources.push(...resources.slice(0, 1)), "twice"],
    ["a reference to nothing", (emission) => void (definitionOf(emission, "routeTables/rt-gateway").body = { properties: { x: { id: { $ref: "nothing" } } } }), "refers to nothing"],
    ["a dependency on nothing", (emission) => definitionOf(emission, "routeTables/rt-gateway").dependsOn.push("nothing"), "wait for each other"],
    ["dependencies in a circle", (emission) => definitionOf(emission, "virtualNetworks/vnet-hub").dependsOn.push("azureFirewalls/fw-hub"), "wait for each other"],
    ["a name with too few parts", (emission) => void (definitionOf(emission, "routeTables/rt-gateway").name = []), "needs 1 names"],
  ])("%s", async (_name, spoil, message) => {
    await withRehearsal(async (options, rehearsal) => {
      const emission = story();
      spoil(emission);
      await expect(deploy(emission, options)).rejects.toThrow(UsageError);
      await expect(deploy(emission, options)).rejects.toThrow(message);
      expect(rehearsal.log).toEqual([]);
    });
  });

  test.each<[string, Partial<DeployOptions>]>([
    ["plain HTTP that was not allowed", { allowInsecureConnection: false }],
    ["plain HTTP to another machine", { endpoint: "http://management.example.com" }],
    ["no request at a time", { maxParallel: 0 }],
    ["no try at all", { retry: { attempts: 0 } }],
    ["a number that is none", { maxParallel: Number.NaN }],
  ])("%s", async (_name, change) => {
    await withRehearsal(async (options, rehearsal) => {
      await expect(deploy(story(), { ...options, ...change })).rejects.toThrow(UsageError);
      expect(rehearsal.log).toEqual([]);
    });
  });
});

describe("stopped in the middle", () => {
  const firewall = "azureFirewalls/fw-hub";

  test.each<[string, NonNullable<RehearsalOptions["faults"]>[number], object]>([
    ["a refusal", { method: "PUT", match: firewall, status: 400, code: "FirewallSkuNotAvailable", message: "no such sku here" }, { status: 400 }],
    ["an operation that fails", { method: "PUT", match: firewall, code: "FirewallSkuNotAvailable", message: "no such sku here", during: "operation" }, {}],
  ])("%s: what was done, what failed, what was not tried", async (_name, fault, more) => {
    await withRehearsal(
      async (options, rehearsal) => {
        const report = await reportOf(deploy(story(), options));
        expectComplete(report);
        const id = `/subscriptions/${rehearsal.subscriptionId}/resourceGroups/rg-training/providers/Microsoft.Network/${firewall}`;
        expect(report.failed).toEqual([{ key: firewall, id, code: "FirewallSkuNotAvailable", message: "no such sku here", ...more }]);
        expect(report.interrupted).toEqual([]);
        // What needs the firewall was not started; what is told as created is there, and whole.
        expect(report.notTried).toEqual(expect.arrayContaining(["virtualNetworkGateways/vpn", "virtualNetworks/vnet-hub/virtualNetworkPeerings/to-training"]));
        expect(report.created).toContain("virtualNetworks/vnet-hub/subnets/AzureFirewallSubnet");
        const snapshot = rehearsal.snapshot();
        const states = report.created.map((key) => {
          const found = Object.entries(snapshot).find(([each]) => each.endsWith(`/Microsoft.Network/${key}`))?.[1];
          return (found?.["properties"] as { provisioningState?: string } | undefined)?.provisioningState;
        });
        expect(new Set(states)).toEqual(new Set(["Succeeded"]));
        for (const key of report.notTried) expect(Object.keys(snapshot).filter((each) => each.endsWith(`/Microsoft.Network/${key}`))).toEqual([]);

        // The same deployment again takes it up where it stopped.
        const again = await deploy(story(), options);
        expect(again.unchanged.sort()).toEqual([...report.created].sort());
        expect([...again.created, ...again.updated].sort()).toEqual([...report.notTried, firewall].sort());
      },
      { faults: [fault] },
    );
  });

  test("trouble that does not pass ends after the tries that were given", async () => {
    await withRehearsal(
      async (options, rehearsal) => {
        const report = await reportOf(deploy(story(), { ...options, retry: { attempts: 3, firstDelay: 1, longestDelay: 2 } }));
        expect(report.failed).toMatchObject([{ key: firewall, code: "AnotherOperationInProgress", status: 409 }]);
        expect(rehearsal.log.filter((entry) => entry.kind === "request" && entry.status === 409)).toHaveLength(3);
      },
      { faults: [{ method: "PUT", match: firewall, status: 409, code: "AnotherOperationInProgress", times: 100 }] },
    );
  });

  test("what Azure refuses is told with Azure's own code", async () => {
    await withRehearsal(async (options) => {
      const emission = story();
      definitionOf(emission, "virtualNetworks/vnet-training/subnets/gpu").body = { properties: { addressPrefixes: ["10.21.0.0/24"] } };
      const report = await reportOf(deploy(emission, options));
      expect(report.failed).toMatchObject([{ key: "virtualNetworks/vnet-training/subnets/gpu", code: "NetcfgInvalidSubnet" }]);
    });
  });

  test("a resource group that cannot be created", async () => {
    await withRehearsal(
      async (options) => {
        const report = await reportOf(deploy(story(), options));
        expect([report.failed.map(({ code }) => code), report.resourceGroups, report.notTried]).toEqual([["AuthorizationFailed"], [], keys]);
      },
      { faults: [{ method: "PUT", match: /rg-training$/, status: 403, code: "AuthorizationFailed" }] },
    );
  });

  test("something that cannot be read", async () => {
    await withRehearsal(async (options, rehearsal) => {
      await deploy(story(), options);
      const before = rehearsal.snapshot();
      rehearsal.inject({ method: "GET", match: /routeTables\/rt-gateway$/, status: 403, code: "AuthorizationFailed", times: 2 });
      const report = await reportOf(deploy(story(), options));
      expectComplete(report);
      expect(report.failed).toMatchObject([{ key: "routeTables/rt-gateway", code: "AuthorizationFailed", status: 403 }]);
      expect(rehearsal.snapshot()).toEqual(before);
      await expect(readBack({ table: report.failed[0]?.id ?? "" }, options)).rejects.toThrow(ReadFailure);
    });
  });

  test("a resource that should exist and does not", async () => {
    await withRehearsal(async (options, rehearsal) => {
      const emission = story();
      emission.existing.push({ key: "routeTables/theirs", type: "Microsoft.Network/routeTables", name: ["theirs"], scope: { resourceGroup: "rg-shared" }, path: "" });
      const report = await reportOf(deploy(emission, options));
      expect(report.failed).toMatchObject([{ key: "routeTables/theirs", code: "ResourceNotFound" }]);
      expect(report.notTried).toEqual(keys);
      expect(rehearsal.snapshot()).toEqual({});
    });
  });

  test("an abort: what runs is interrupted, what is left is not tried", async () => {
    await withRehearsal(
      async (options) => {
        const abort = new AbortController();
        const report = await reportOf(
          deploy(story(), {
            ...options,
            signal: abort.signal,
            onProgress: (progress) => {
              if (progress.event === "started" && progress.key === firewall) setTimeout(() => abort.abort(), 20);
            },
          }),
        );
        expectComplete(report);
        expect(report.interrupted.map(({ key }) => key)).toContain(firewall);
        expect([report.failed, report.notTried.includes("virtualNetworkGateways/vpn")]).toEqual([[], true]);
      },
      { latency: (_method, target) => (target.endsWith("fw-hub") ? 60_000 : 0) },
    );
  });

  test("an abort before the first request", async () => {
    await withRehearsal(async (options, rehearsal) => {
      const report = await reportOf(deploy(story(), { ...options, signal: AbortSignal.abort() }));
      expect(report.created).toEqual([]);
      expect(rehearsal.snapshot()).toEqual({});
    });
  });

  test("a connection that breaks: nobody knows how the write ended", async () => {
    const rehearsal = await startRehearsal({ latency: (_method, target) => (target.endsWith("fw-hub") ? 60_000 : 0) });
    const deployment = reportOf(
      deploy(story(), {
        ...rehearsalClientOptions(rehearsal),
        onProgress: (progress) => {
          if (progress.event === "started" && progress.key === firewall) setTimeout(() => void rehearsal.close(), 20);
        },
      }),
    );
    const report = await deployment;
    expectComplete(report);
    expect(report.interrupted.map(({ key }) => key)).toContain(firewall);
    expect(report.failed).toEqual([]);
  });
});
