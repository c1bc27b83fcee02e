// Every input that the translation gives is one that the installed @pulumi/azure-native knows, at every level, with a value of its type.
import { readFileSync } from "node:fs";
import { compile } from "routewright";
import { beforeAll, expect, test } from "vitest";
import { KINDS } from "../../pkg/pulumi/kinds.js";
import { planOf } from "../../pkg/pulumi/plan.js";
import { inputsOf } from "../../pkg/pulumi/translate.js";
import { complaints } from "./azure-native-types.js";
import type { Sample } from "./azure-native-types.js";

/** The inputs of all resources of a design, with an id as text for each reference. */
function samplesOf(design: string): Sample[] {
  const { steps, groups } = planOf(compile(design).emission, {});
  return [
    ...groups.map(({ name, location }) =>
      ({ label: name, module: "resources", type: "ResourceGroup", inputs: { resourceGroupName: name, location } })),
    ...steps.map(({ definition, kind }) => ({
      label: definition.key,
      module: "network",
      type: kind.resource.name,
      inputs: inputsOf(kind, definition, { resourceGroupName: "rg", parentName: definition.name.at(-2) }, (key) => `id of ${key}`),
    })),
  ];
}

const broken = {
  good: { nextHopType: "Internet" },
  misspelt: { nextHopType: "Internet", nextHopIpAdress: "10.0.0.4" },
  nested: { nextHopType: "Internet", properties: {} },
  wrong: { nextHopType: 1 },
};
const brokenSamples: Sample[] = Object.entries(broken).map(([label, route]) =>
  ({ label, module: "network", type: "RouteTable", inputs: { resourceGroupName: "rg", routes: [route] } }));
// Together they have every kind of resource.
const cases = ["load-balancers", "network-interfaces", "nat-gateways", "route-server"];
const designs = ["../../examples/secure-training/design.json", ...cases.map((name) => `../cases/emit/${name}/design.json`)];
const exampleSamples = designs.flatMap((path) => samplesOf(readFileSync(new URL(path, import.meta.url), "utf8")));

let found: Record<string, string[]>;
beforeAll(() => {
  found = complaints([...brokenSamples, ...exampleSamples]); // one compilation: the package's declarations are 16 MB
});

test("a misspelt property is found at any depth, and so is a wrong value", () => {
  expect(found).toMatchObject({
    good: [],
    misspelt: [expect.stringContaining(`'"nextHopIpAdress"' does not exist`)],
    nested: [expect.stringContaining(`'"properties"' does not exist`)],
    wrong: [expect.stringContaining("'number' is not assignable")],
  });
});

test("azure-native knows every input of the examples, which have every kind of resource", () => {
  expect(new Set(exampleSamples.map(({ type }) => type))).toEqual(
    new Set(["ResourceGroup", ...Object.values(KINDS).map((kind) => kind.resource.name)]));
  expect(exampleSamples.filter(({ label }) => found[label]?.length !== 0)).toEqual([]);
});
