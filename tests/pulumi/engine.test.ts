// The example design through the real Pulumi engine, with the stand-in provider, into a rehearsal of Azure Resource Manager.
import { readFileSync } from "node:fs";
import type { EngineEvent, Stack } from "@pulumi/pulumi/automation/index.js";
import { compile } from "routewright";
import type { ResourceDefinition } from "routewright";
import { Network } from "routewright/pulumi";
import { startRehearsal } from "routewright/rehearsal";
import type { Rehearsal } from "routewright/rehearsal";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findEngine, newStack, operations } from "./engine.js";

const text = readFileSync(new URL("../../examples/secure-training/design.json", import.meta.url), "utf8");

const found = await findEngine();
const missing = typeof found === "string" ? found : undefined;
if (missing && process.env["CI"]) throw new Error(`CI must run the Pulumi engine: ${missing}`);
if (missing) console.warn(`\n${"*".repeat(80)}\nSKIPPED: the tests with the real Pulumi engine, because ${missing}\n${"*".repeat(80)}\n`);

describe.skipIf(missing)("the real engine", () => {
  let design = text;
  let rehearsal: Rehearsal;
  let stack: Stack;
  let release: () => void = () => {};

  beforeAll(async () => {
    if (typeof found === "string") return;
    rehearsal = await startRehearsal();
    const program = async (): Promise<Record<string, unknown>> => {
      const { virtualNetworkIds, subnetIds, routeTableIds } = new Network("training", { design });
      return { virtualNetworkIds, subnetIds, routeTableIds };
    };
    ({ stack, release } = await newStack(found, rehearsal, program));
  });

  afterAll(async () => {
    release();
    await rehearsal?.close();
  });

  const preview = async (): Promise<string[]> => {
    const events: EngineEvent[] = [];
    await stack.preview({ onEvent: (event) => events.push(event) });
    return operations(events).sort();
  };

  /** Writes that reached ARM since the last call. */
  let read = 0;
  const writes = (): string[] => {
    const entries = rehearsal.log.slice(read);
    read = rehearsal.log.length;
    return entries.flatMap((entry) => (entry.kind === "request" && entry.method !== "GET" ? [`${entry.method} ${entry.path}`] : []));
  };

  /** The `properties` of the resource whose id ends so. */
  const held = (end: string): Record<string, unknown> => {
    const [, resource] = Object.entries(rehearsal.snapshot()).find(([id]) => id.endsWith(end)) ?? [];
    return (resource?.["properties"] ?? {}) as Record<string, unknown>;
  };

  test("a preview plans one creation for each definition, and writes nothing", async () => {
    const keys = compile(design).resources.map(({ key }) => `create training/${key}`);
    expect(await preview()).toEqual(["create training/resourceGroups/rg-training", ...keys].sort());
    expect(writes()).toEqual([]);
  });

  test("up: Azure holds every definition as it was emitted, each from one write, and gives the ids", async () => {
    const { outputs } = await stack.up();
    const { resources } = compile(design);
    const snapshot = rehearsal.snapshot();
    const ids = new Map(resources.map((definition) => [definition.key, idOf(definition, rehearsal.subscriptionId)]));
    for (const { key, body } of resources) {
      expect(snapshot[ids.get(key) ?? ""], key).toMatchObject(withIds(body, ids));
    }
    expect(writes()).toHaveLength(resources.length + 1);
    expect(outputs["virtualNetworkIds"]?.value).toMatchObject({ "vnet-training": ids.get("virtualNetworks/vnet-training") });
    expect(outputs["subnetIds"]?.value).toMatchObject({ "vnet-training/gpu": ids.get("virtualNetworks/vnet-training/subnets/gpu") });
    expect(outputs["routeTableIds"]?.value).toMatchObject({ "rt-inspected": ids.get("routeTables/rt-inspected") });
  });

  test("up without a change changes nothing", async () => {
    await stack.up({ expectNoChanges: true });
    expect(writes()).toEqual([]);
  });

  test("a refresh finds what was written", async () => {
    await stack.refresh({ expectNoChanges: true });
    expect(writes()).toEqual([]);
  });

  test("a renamed route updates its table, and nothing else", async () => {
    design = design.replace('"name": "default"', '"name": "everything"');
    expect(await preview()).toEqual(["update training/routeTables/rt-inspected"]);
    await stack.up();
    expect(writes()).toEqual([expect.stringMatching(/^PUT .*\/routeTables\/rt-inspected$/)]);
    const { routes, subnets } = held("/routeTables/rt-inspected");
    expect(routes).toHaveLength(2);
    expect(routes).toContainEqual(expect.objectContaining({ name: "everything" }));
    expect(subnets).toEqual([{ id: expect.stringMatching(/\/subnets\/gpu$/) }]);
  });

  test("a larger virtual network keeps its subnets and their route tables", async () => {
    design = design.replace('["10.30.0.0/16"]', '["10.30.0.0/16", "10.31.0.0/16"]');
    expect(await preview()).toEqual(["update training/virtualNetworks/vnet-analytics"]);
    await stack.up();
    expect(writes()).toEqual([expect.stringMatching(/^PUT .*\/virtualNetworks\/vnet-analytics$/)]);
    expect(held("/virtualNetworks/vnet-analytics")["addressSpace"]).toEqual({ addressPrefixes: ["10.30.0.0/16", "10.31.0.0/16"] });
    expect(held("/subnets/jobs")).toMatchObject({ addressPrefix: "10.30.1.0/24", routeTable: { id: expect.stringMatching(/rt-analytics$/) } });
  });

  test("a design with an error is refused before anything is written", async () => {
    const good = design;
    design = design.replace('"10.20.1.0/24", "routeTable"', '"10.20.1.1/24", "routeTable"');
    await expect(stack.up()).rejects.toThrow(/DesignError: the design has \d+ errors?:\s+address-prefix-host-bits at \/virtualNetworks\/1\/subnets\/0/);
    expect(writes()).toEqual([]);
    design = good;
  });

  test("destroy leaves nothing", async () => {
    await stack.destroy();
    expect(rehearsal.snapshot()).toEqual({});
  });
});

function idOf({ type, name, scope }: ResourceDefinition, subscription: string): string {
  const [namespace, ...collections] = type.split("/");
  const path = collections.map((collection, level) => `${collection}/${name[level]}`).join("/");
  return `/subscriptions/${subscription}/resourceGroups/${scope.resourceGroup}/providers/${namespace}/${path}`;
}

/** The body with each reference as the id it stands for. */
function withIds(body: Record<string, unknown>, ids: Map<string, string>): Record<string, unknown> {
  return JSON.parse(JSON.stringify(body, (_, value) => value?.$ref === undefined ? value : ids.get(value.$ref))) as Record<string, unknown>;
}
