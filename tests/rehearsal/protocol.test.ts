// The protocol: requests, answers and long-running operations as Azure Resource Manager has them.

import { describe, expect, test } from "vitest";
import { client, GROUP, group, id, network, ref, rule, subnet, SUBSCRIPTION, table, withRehearsal } from "./http.js";
import { startRehearsal } from "../../pkg/rehearsal/index.js";

describe("requests", () => {
  test("it listens on loopback only", async () => {
    const rehearsal = await startRehearsal();
    expect(rehearsal.endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    await rehearsal.close();
    await expect(fetch(rehearsal.endpoint)).rejects.toThrow();
  });

  test("a port that is taken is an error", async () => {
    const first = await startRehearsal();
    await expect(startRehearsal({ port: Number(new URL(first.endpoint).port) })).rejects.toThrow("EADDRINUSE");
    await first.close();
  });

  test.each([
    ["no bearer token", "GET", GROUP, { headers: { authorization: "" } }, 401, "AuthenticationFailed"],
    ["no such group", "GET", `/subscriptions/${SUBSCRIPTION}/resourceGroups/other`, {}, 404, "ResourceGroupNotFound"],
    ["no such resource", "GET", id("routeTables/rt"), {}, 404, "ResourceNotFound"],
    ["no such resource in no such group", "GET", id("routeTables/rt").replace("/rg/", "/other/"), {}, 404, "ResourceGroupNotFound"],
    ["a write in no such group", "PUT", id("routeTables/rt").replace("/rg/", "/other/"), { body: table() }, 404, "ResourceGroupNotFound"],
    ["a list in no such parent", "GET", id("virtualNetworks/hub/subnets"), {}, 404, "ResourceNotFound"],
    ["no api-version", "GET", id("routeTables/rt"), { api: "" }, 400, "MissingApiVersionParameter"],
    ["an api-version that is no date", "GET", id("routeTables/rt"), { api: "latest" }, 400, "InvalidApiVersionParameter"],
    ["an api-version without facts", "PUT", id("routeTables/rt"), { api: "2015-06-15", body: table() }, 400, "NoRegisteredProviderFound"],
    ["an unknown type", "PUT", id("virtualWans/w"), { body: table() }, 400, "InvalidResourceType"],
    ["another provider", "GET", `${GROUP}/providers/Microsoft.Compute/virtualMachines/vm`, {}, 400, "InvalidResourceType"],
    ["a malformed subscription", "GET", "/subscriptions/mine/resourceGroups/rg", {}, 400, "InvalidSubscriptionId"],
    ["nowhere", "GET", "/tenants", {}, 404, "NotFound"],
    ["a body that is not JSON", "PUT", id("routeTables/rt"), { body: "{" }, 400, "InvalidRequestContent"],
    ["a body that is no object", "PUT", id("routeTables/rt"), { body: [] }, 400, "InvalidRequestContent"],
    ["an unknown method", "PATCH", id("routeTables/rt"), { body: table() }, 405, "MethodNotAllowed"],
    ["a write to a list", "PUT", id("routeTables"), { body: table() }, 405, "MethodNotAllowed"],
    ["broken percent-encoding", "GET", "/subscriptions/%E0", {}, 400, "InvalidRequestUri"],
    ["a group without a location", "PUT", `${GROUP}2`, { body: {} }, 400, "LocationRequired"],
    ["a group that moves", "PUT", GROUP, { body: { location: "westus" } }, 409, "InvalidResourceGroupLocation"],
  ])("%s", async (_name, method, path, { body, ...options }: { body?: unknown; api?: string; headers?: Record<string, string> }, status, code) => {
    await withRehearsal(async (http) => {
      const reply = await http.send(method, path, body, options);
      expect([reply.status, reply.body.error.code]).toEqual([status, code]);
    });
  });

  test("a body above Azure's bound is refused", async () => {
    await withRehearsal(async (http) => {
      const reply = await http.send("PUT", id("routeTables/rt"), { location: "x".repeat(5_000_000) });
      expect([reply.status, reply.body.error.code]).toEqual([413, "RequestContentTooLarge"]);
    });
  });

  test("ids are compared without case and keep the case of the first write", async () => {
    await withRehearsal(async (http) => {
      await http.put(id("virtualNetworks/Hub"), network(["10.0.0.0/16"]));
      const reply = await http.put(id("VIRTUALNETWORKS/hub/SUBNETS/A").replace("resourceGroups/rg", "resourcegroups/RG"), subnet("10.0.1.0/24"));
      expect(reply.body.id).toBe(id("virtualNetworks/Hub/subnets/A"));
    });
  });

  test("lists: of a type in a group and in the subscription, of children, of everything", async () => {
    await withRehearsal(async (http) => {
      const other = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg2`;
      await http.send("PUT", other, { location: "westus", tags: { a: "b" } });
      await http.put(id("routeTables/one"), table());
      await http.put(`${other}/providers/Microsoft.Network/routeTables/two`, table([], "westus"));
      await http.put(id("virtualNetworks/hub"), network(["10.0.0.0/16"], { subnets: [{ name: "a", ...subnet("10.0.1.0/24") }] }));
      const names = async (path: string) => (await http.get(path)).body.value.map(({ name }) => name);
      expect(await names(id("routeTables"))).toEqual(["one"]);
      expect(await names(`/subscriptions/${SUBSCRIPTION}/providers/Microsoft.Network/routeTables`)).toEqual(["one", "two"]);
      expect(await names(id("virtualNetworks/hub/subnets"))).toEqual(["a"]);
      expect(await names(`/subscriptions/${SUBSCRIPTION}/resourcegroups`)).toEqual(["rg", "rg2"]);
      expect(await names(`${GROUP}/resources`)).toEqual(["one", "hub"]);
    });
  });

  test("HEAD tells whether something exists", async () => {
    await withRehearsal(async (http) => {
      await http.put(id("routeTables/rt"), table());
      const status = async (path: string) => (await http.send("HEAD", path)).status;
      expect([await status(GROUP), await status(`${GROUP}2`), await status(id("routeTables/rt")), await status(id("routeTables/no"))]).toEqual([204, 404, 204, 404]);
    });
  });
});

describe("long-running operations", () => {
  test("a PUT is created, stays Updating, and succeeds", async () => {
    await withRehearsal(
      async (http) => {
        const created = await http.send("PUT", id("routeTables/rt"), table());
        expect([created.status, created.body.properties.provisioningState]).toEqual([201, "Updating"]);
        expect(created.headers.get("retry-after")).toBe("3");
        expect((await http.get(id("routeTables/rt"))).body.properties.provisioningState).toBe("Updating");
        expect((await http.follow(created)).body.status).toBe("Succeeded");
        expect((await http.get(id("routeTables/rt"))).body.properties.provisioningState).toBe("Succeeded");
        const updated = await http.send("PUT", id("routeTables/rt"), table());
        expect(updated.status).toBe(200);
      },
      { latency: 20, retryAfter: 3 },
    );
  });

  test("by Location: 202 until the resource is there", async () => {
    await withRehearsal(
      async (http) => {
        const accepted = await http.send("PUT", id("routeTables/rt"), table());
        expect([accepted.status, accepted.headers.get("azure-asyncoperation")]).toEqual([202, null]);
        const end = await http.follow(accepted);
        expect([end.status, end.body.id]).toEqual([200, id("routeTables/rt")]);
        const removed = await http.send("DELETE", id("routeTables/rt"));
        expect([removed.status, (await http.follow(removed)).status]).toEqual([202, 204]);
      },
      { latency: 10, polling: "Location" },
    );
  });

  test("DELETE: accepted, then gone, then nothing to do", async () => {
    await withRehearsal(async (http) => {
      await http.put(id("routeTables/rt"), table());
      const removed = await http.send("DELETE", id("routeTables/rt"));
      expect([removed.status, removed.headers.has("location"), removed.headers.has("azure-asyncoperation")]).toEqual([202, true, true]);
      await http.follow(removed);
      expect((await http.get(id("routeTables/rt"))).status).toBe(404);
      expect((await http.send("DELETE", id("routeTables/rt"))).status).toBe(204);
    });
  });

  test("an operation that fails leaves the resource Failed", async () => {
    await withRehearsal(
      async (http) => {
        const reply = await http.put(id("routeTables/rt"), table());
        expect(reply.body).toEqual({ status: "Failed", error: { code: "InternalServerError", message: "An error occurred." } });
        expect((await http.get(id("routeTables/rt"))).body.properties.provisioningState).toBe("Failed");
        expect((await http.put(id("routeTables/rt"), table())).body.properties.provisioningState).toBe("Succeeded");
      },
      { faults: [{ method: "PUT", match: "/routeTables/", code: "InternalServerError", message: "An error occurred.", during: "operation" }] },
    );
  });

  test("there are no others", async () => {
    await withRehearsal(async (http) => {
      const path = `/subscriptions/${SUBSCRIPTION}/providers/Microsoft.Network/locations/eastus/operations/1`;
      expect((await http.get(path)).status).toBe(404);
    });
  });
});

describe("conditional requests", () => {
  test("If-Match and If-None-Match", async () => {
    await withRehearsal(async (http) => {
      const put = (headers: Record<string, string>) => http.send("PUT", id("routeTables/rt"), table(), { headers });
      expect((await put({ "if-match": "*" })).status).toBe(412);
      await http.follow(await put({ "if-none-match": "*" }));
      expect((await put({ "if-none-match": "*" })).body.error.code).toBe("PreconditionFailed");
      const { etag } = (await http.get(id("routeTables/rt"))).body;
      expect((await put({ "if-match": 'W/"0"' })).status).toBe(412);
      await http.follow(await put({ "if-match": etag }));
      expect((await put({ "if-match": etag })).status).toBe(412);
    });
  });
});

describe("resource groups", () => {
  test("deleting a group deletes what is in it", async () => {
    await withRehearsal(async (http) => {
      await http.put(id("networkSecurityGroups/nsg"), group([rule("a", 100)]));
      await http.put(id("virtualNetworks/hub"), network(["10.0.0.0/16"], { subnets: [{ name: "a", ...subnet("10.0.1.0/24", { networkSecurityGroup: ref("networkSecurityGroups/nsg") }) }] }));
      const reply = await http.send("DELETE", GROUP);
      expect((await http.send("PUT", id("routeTables/rt"), table())).body.error.code).toBe("ResourceGroupBeingDeleted");
      await http.follow(reply);
      expect(http.rehearsal.snapshot()).toEqual({});
    }, { latency: (_method, target) => (target === GROUP ? 200 : 0) });
  });

  test("not while something outside uses it", async () => {
    await withRehearsal(async (http) => {
      const other = `/subscriptions/${SUBSCRIPTION}/resourceGroups/tables`;
      await http.send("PUT", other, { location: "eastus" });
      const rt = `${other}/providers/Microsoft.Network/routeTables/rt`;
      await http.put(rt, table());
      await http.put(id("virtualNetworks/hub"), network(["10.0.0.0/16"], { subnets: [{ name: "a", ...subnet("10.0.1.0/24", { routeTable: { id: rt } }) }] }));
      expect((await http.remove(other)).body.error.code).toBe("ResourceGroupDeletionBlocked");
    });
  });
});

describe("faults", () => {
  test("as often as asked, by method and path, with Retry-After", async () => {
    await withRehearsal(
      async (http) => {
        const refused = await http.send("PUT", id("routeTables/rt"), table());
        expect([refused.status, refused.body.error.code, refused.headers.get("retry-after")]).toEqual([429, "TooManyRequests", "7"]);
        expect((await http.send("GET", id("routeTables/rt"))).status).toBe(404);
        expect((await http.send("PUT", id("routeTables/rt"), table())).status).toBe(429);
        expect((await http.send("PUT", id("routeTables/rt"), table())).status).toBe(201);
      },
      { faults: [{ method: "put", match: /routeTables\/rt$/, status: 429, code: "TooManyRequests", times: 2, retryAfter: 7 }] },
    );
  });
});

test("the log is the same for the same requests", async () => {
  const run = async () => {
    const rehearsal = await startRehearsal({ latency: 0 });
    const http = client(rehearsal);
    await http.send("PUT", GROUP, { location: "eastus" });
    await http.send("PUT", id("routeTables/rt"), table());
    await new Promise((resolve) => setTimeout(resolve, 10));
    await http.get(id("routeTables/rt"));
    await rehearsal.close();
    return JSON.stringify(rehearsal.log);
  };
  expect(await run()).toBe(await run());
});
