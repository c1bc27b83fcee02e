// The order of the golden cases, tried: every write starts as soon as what it depends on is complete, and nothing is retried.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { startRehearsal } from "../../pkg/rehearsal/index.js";
import type { Emission, ResourceDefinition } from "../../pkg/types.js";
import { client, type Http, SUBSCRIPTION } from "../rehearsal/http.js";

const folder = join(import.meta.dirname, "..", "cases", "emit");
const cases = readdirSync(folder)
  .filter((name) => existsSync(join(folder, name, "expected.json")))
  .map((name) => ({ name, emission: JSON.parse(readFileSync(join(folder, name, "expected.json"), "utf8")) as Emission }))
  // What someone else owns is not there to be referred to.
  .filter(({ emission }) => emission.existing.length === 0);

const groupOf = ({ scope }: ResourceDefinition) => `/subscriptions/${scope.subscription ?? SUBSCRIPTION}/resourceGroups/${scope.resourceGroup}`;
const idOf = (definition: ResourceDefinition) => `${groupOf(definition)}/providers/Microsoft.Network/${definition.key}`;

test.each(cases)("$name: no write meets the lock of another, the first time and when all is written again", async ({ emission }) => {
  const rehearsal = await startRehearsal({ latency: 10 });
  try {
    const http = client(rehearsal);
    for (const group of new Set(emission.resources.map(groupOf))) await http.send("PUT", group, { location: "eastus" });
    expect(await deploy(http, emission.resources)).toEqual([]);
    expect(await deploy(http, emission.resources)).toEqual([]);
  } finally {
    await rehearsal.close();
  }
});

test("without its dependencies the same writes are refused", async () => {
  const { emission } = cases.find(({ name }) => name === "secure-training") ?? { emission: { resources: [] } };
  const rehearsal = await startRehearsal({ latency: 10 });
  try {
    const http = client(rehearsal);
    await http.send("PUT", "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-training", { location: "eastus" });
    expect(await deploy(http, emission.resources.map((definition) => ({ ...definition, dependsOn: [] })))).not.toEqual([]);
  } finally {
    await rehearsal.close();
  }
});

/** Writes everything, as much at once as the dependencies allow; answers the refusals. */
async function deploy(http: Http, resources: ResourceDefinition[]): Promise<string[]> {
  const ids = new Map(resources.map((definition) => [definition.key, idOf(definition)]));
  const refusals: string[] = [];
  const done = new Map<string, Promise<void>>();
  for (const definition of resources) {
    const before = definition.dependsOn.map((key) => done.get(key) ?? Promise.reject(new Error(`${key} is not written before ${definition.key}`)));
    const write = async () => {
      await Promise.all(before);
      const { status, body } = await http.put(idOf(definition), bodyOf(definition, ids), definition.apiVersion);
      if (status >= 300) refusals.push(`${definition.key}: ${status} ${JSON.stringify(body)}`);
    };
    done.set(definition.key, write());
  }
  await Promise.all(done.values());
  return refusals;
}

/** The body as a host sends it: ids for references, and the group's location where the design has none. */
function bodyOf({ body, name }: ResourceDefinition, ids: Map<string, string>): unknown {
  const resolved = JSON.parse(JSON.stringify(body), (_, value: unknown) => {
    if (typeof value !== "object" || value === null || !("$ref" in value)) return value;
    const id = ids.get(String(value.$ref));
    return "child" in value ? `${id}/${String(value.child)}` : id;
  }) as object;
  return name.length === 1 ? { location: "eastus", ...resolved } : resolved;
}
