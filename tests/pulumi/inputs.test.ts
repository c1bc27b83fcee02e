// Every input that the translation gives is one that @pulumi/azure-native 3.28.0 knows, at every level, with a value of its type.
import { expect, test } from "vitest";
import { complaints } from "./azure-native-types.js";

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
