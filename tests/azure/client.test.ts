// Microsoft's own client against a rehearsal, and where its token goes.

import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, test, vi } from "vitest";
import { resourceManagementClient, UsageError, type ClientOptions } from "../../pkg/azure/index.js";
import { rehearsalClientOptions, startRehearsal } from "../../pkg/rehearsal/index.js";

vi.setConfig({ testTimeout: 60_000 });

const API = "2025-07-01";

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

test.each(["Azure-AsyncOperation", "Location"] as const)("groups and resources are written, listed and deleted (%s)", async (polling) => {
  const rehearsal = await startRehearsal({ polling });
  const client = resourceManagementClient(rehearsalClientOptions(rehearsal));
  const updateIntervalInMs = 5;
  try {
    await client.resourceGroups.createOrUpdate("rg", { location: "eastus", tags: { a: "b" } });
    expect((await client.resourceGroups.checkExistence("rg")).body).toBe(true);
    expect((await client.resourceGroups.checkExistence("none")).body).toBe(false);
    const id = `/subscriptions/${rehearsal.subscriptionId}/resourceGroups/rg/providers/Microsoft.Network/routeTables/rt`;
    // With two slashes before the id, as the SDK makes of an id that is given whole.
    const written = await client.resources.beginCreateOrUpdateByIdAndWait(id, API, { location: "eastus", properties: { routes: [] } }, { updateIntervalInMs });
    expect([written.id, written.properties?.["provisioningState"]]).toEqual([id, "Succeeded"]);
    expect((await collect(client.resourceGroups.list())).map(({ name, tags }) => [name, tags])).toEqual([["rg", { a: "b" }]]);
    expect((await collect(client.resources.listByResourceGroup("rg"))).map((resource) => resource.id)).toEqual([id]);
    await expect(client.resources.getById(id, "2020-01-01")).rejects.toMatchObject({ statusCode: 400, code: "NoRegisteredProviderFound" });
    await client.resources.beginDeleteByIdAndWait(id, API, { updateIntervalInMs });
    await expect(client.resources.getById(id, API)).rejects.toMatchObject({ statusCode: 404, code: "ResourceNotFound" });
    await client.resourceGroups.beginDeleteAndWait("rg", { updateIntervalInMs });
    expect(rehearsal.snapshot()).toEqual({});
  } finally {
    await rehearsal.close();
  }
});

describe("the token", () => {
  const options = (endpoint: string): ClientOptions => ({ ...rehearsalClientOptions({ endpoint, subscriptionId: "00000000-0000-0000-0000-000000000000" }) });

  test.each(["http://management.azure.com", "http://10.0.0.1:80", "http://127.0.0.1.example.com"])("does not go to %s", (endpoint) => {
    expect(() => resourceManagementClient(options(endpoint))).toThrow(UsageError);
  });

  test("does not follow where an answer leads to", async () => {
    // Sends whoever asks to a machine elsewhere, by redirection (which the SDK does not follow there) or by the
    // address of an operation (which it does).
    const server: Server = createServer((request, response) => {
      const elsewhere = "http://elsewhere.example.com/subscriptions/x?api-version=1";
      if (request.method === "GET") response.writeHead(302, { location: elsewhere }).end();
      else response.writeHead(202, { location: elsewhere }).end();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    try {
      const client = resourceManagementClient(options(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
      await expect(client.resources.getById("subscriptions/x", API)).rejects.toMatchObject({ statusCode: 302 });
      await expect(client.resources.beginCreateOrUpdateByIdAndWait("subscriptions/x", API, {}, { updateIntervalInMs: 1 })).rejects.toThrow("not loopback");
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });
});
