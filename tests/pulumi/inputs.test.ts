// Every input that the translation gives is one that the installed @pulumi/azure-native knows, at every level, with a value of its type.
import { readFileSync } from "node:fs";
import { compile } from "routewright";
import { expect, test } from "vitest";
import { KINDS } from "../../pkg/pulumi/kinds.js";
import { planOf } from "../../pkg/pulumi/plan.js";
import { inputsOf } from "../../pkg/pulumi/translate.js";
import { complaints } from "./azure-native-types.js";
import type { Sample } from "./azure-native-types.js";

test("a misspelt property is found at any depth, and so is a wrong value", () => {
  const routes = {
    good: { nextHopType: "Internet" },
    misspelt: { nextHopType: "Internet", nextHopIpAdress: "10.0.0.4" },
    nested: { nextHopType: "Internet", properties: {} },
    wrong: { nextHopType: 1 },
  };
  const samples = Object.entries(routes).map(([label, route]) =>
    ({ label, module: "network", type: "RouteTable", inputs: { resourceGroupName: "rg", routes: [route] } }));
  expect(complaints(samples)).toEqual({
    good: [],
    misspelt: [expect.stringContaining(`'"nextHopIpAdress"' does not exist`)],
    nested: [expect.stringContaining(`'"properties"' does not exist`)],
    wrong: [expect.stringContaining("'number' is not assignable")],
  });
});

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

test("azure-native knows every input of the example, which has every kind of resource", () => {
  const samples = samplesOf(readFileSync(new URL("../../examples/secure-training/design.json", import.meta.url), "utf8"));
  expect(new Set(samples.map(({ type }) => type))).toEqual(
    new Set(["ResourceGroup", ...Object.values(KINDS).map((kind) => kind.resource.name)]));
  const found = complaints(samples);
  expect(Object.entries(found).filter(([, messages]) => messages.length > 0)).toEqual([]);
});
