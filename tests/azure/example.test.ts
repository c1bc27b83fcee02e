// The examples, compiled by the engine and deployed with Microsoft's SDK: the emission against an Azure that was
// written without it.

import { readFileSync } from "node:fs";
import { compile, DesignError } from "routewright";
import { deploy, readBack, type DeployOptions } from "routewright/azure";
import { rehearsalClientOptions, startRehearsal, type Rehearsal, type RehearsalOptions } from "routewright/rehearsal";
import { describe, expect, test, vi } from "vitest";

vi.setConfig({ testTimeout: 60_000 });

const example = (name: string) => compile(readFileSync(new URL(`../../examples/${name}/design.json`, import.meta.url)));

async function withRehearsal(use: (options: DeployOptions, rehearsal: Rehearsal) => Promise<void>, how: RehearsalOptions = {}): Promise<void> {
  const rehearsal = await startRehearsal(how);
  try {
    await use(rehearsalClientOptions(rehearsal), rehearsal);
  } finally {
    await rehearsal.close();
  }
}

describe("secure-training", () => {
  test("is deployed without one refusal, and once only", async () => {
    await withRehearsal(
      async (options, rehearsal) => {
        using compiled = example("secure-training");
        const keys = compiled.resources.map(({ key }) => key).sort();
        const first = await deploy(compiled, options);
        expect([...first.created].sort()).toEqual(keys);
        // No write met the lock of another: nothing was refused and nothing repeated.
        const refused = rehearsal.log.filter((entry) => entry.kind === "request" && entry.method === "PUT" && entry.status >= 400);
        expect(refused).toEqual([]);
        const before = rehearsal.snapshot();
        const second = await deploy(compiled, options);
        expect([...second.unchanged].sort()).toEqual(keys);
        expect(rehearsal.snapshot()).toEqual(before);
      },
      { latency: 20 },
    );
  });

  test("ends the same with a 409 and a 429 on the way", async () => {
    await withRehearsal(
      async (options) => {
        using compiled = example("secure-training");
        const { created } = await deploy(compiled, options);
        expect(created).toHaveLength(compiled.resources.length);
        expect((await deploy(compiled, options)).unchanged).toHaveLength(compiled.resources.length);
      },
      {
        faults: [
          { method: "PUT", match: "/subnets/gpu", status: 409, code: "AnotherOperationInProgress" },
          { method: "PUT", match: "/azureFirewalls/", status: 429, code: "TooManyRequests", retryAfter: 0 },
        ],
      },
    );
  });

  test("what is read back is what the engine reckoned with", async () => {
    await withRehearsal(async (options) => {
      using compiled = example("secure-training");
      const { ids } = await deploy(compiled, options);
      const live = await readBack(ids, options);
      const configurations = live["azureFirewalls/fw-hub"]?.properties?.["ipConfigurations"] as { properties: { privateIPAddress: string } }[];
      const address = configurations[0]?.properties.privateIPAddress;
      const hops = compiled.routes("vnet-training/gpu").routes.filter(({ source }) => source === "User").flatMap(({ nextHopIpAddress }) => nextHopIpAddress);
      expect(new Set(hops)).toEqual(new Set([address]));
      const links = Object.entries(live).filter(([key]) => key.includes("/virtualNetworkPeerings/"));
      expect(links.map(([, link]) => link?.properties?.["peeringState"])).toEqual(["Connected", "Connected", "Connected", "Connected"]);
    });
  });
});

test("broken-training: nothing is written, nothing even asked", async () => {
  await withRehearsal(async (options, rehearsal) => {
    using compiled = example("broken-training");
    await expect(deploy(compiled, options)).rejects.toThrow(DesignError);
    expect(rehearsal.log).toEqual([]);
  });
});
