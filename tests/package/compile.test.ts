// `compile` and the answers of a compiled design, through the real engine.

import { expect, test } from "vitest";
import { compile, type Design, DesignError, type TraceQuery, UsageError } from "routewright";
import document from "../npm/projects/design.json" with { type: "json" };

// TypeScript widens the strings of an imported document, so that `Internet` is any string.
const design = document as Design;

test("answers are computed once and kept", () => {
  using compiled = compile(design);
  expect(compiled.ok).toBe(true);
  expect(compiled.diagnostics).toBe(compiled.diagnostics);
  expect(compiled.verdicts).toBe(compiled.verdicts);
  expect(compiled.emission.resources).toBe(compiled.resources);
  expect(compiled.subnets).toEqual(["vnet/app", "vnet/data"]);
});

test("a design with errors has every answer but those that need a correct one", () => {
  using compiled = compile({ ...design, routeTables: [] });
  expect(compiled.ok).toBe(false);
  expect(compiled.diagnostics.map((diagnostic) => diagnostic.path)).toContain("/virtualNetworks/0/subnets/0/routeTable");
  expect(() => compiled.resources).toThrow(DesignError);
  expect(() => compiled.emit("arm")).toThrow(DesignError);
  const error = (() => {
    try {
      return compiled.emission;
    } catch (error) {
      return error as DesignError;
    }
  })() as DesignError;
  expect(error.diagnostics).toBe(compiled.diagnostics);
  expect(error.message).toContain("/virtualNetworks/0/subnets/0/routeTable");
});

test("questions about what is not there are misuse", () => {
  using compiled = compile(design);
  expect(() => compiled.routes("vnet/none")).toThrow(UsageError);
  expect(() => compiled.trace({ from: "vnet/none", to: "8.8.8.8" })).toThrow(UsageError);
  expect(() => compiled.trace({ from: "vnet/app", to: "8.8.8.8", port: -1 })).toThrow(UsageError);
  expect(() => compiled.trace(undefined as never)).toThrow(UsageError);
  expect(() => compiled.routes(undefined as never)).toThrow(UsageError);
  expect(() => compiled.emit("cobol" as never)).toThrow(UsageError);
});

test("a question says where it is wrong", () => {
  using compiled = compile(design);
  const wrong = (query: unknown): UsageError => {
    try {
      compiled.trace(query as TraceQuery);
    } catch (error) {
      return error as UsageError;
    }
    throw new Error("the question has an answer");
  };
  const two = wrong({ from: { firewall: "fw", appliance: "fw" }, to: ["Internet", { firewal: "fw" }] });
  expect(two).toBeInstanceOf(UsageError);
  expect(two.diagnostics.map(({ code, path }) => [code, path])).toEqual([["unknown-property", "/to/1/firewal"]]);
  const { message, diagnostics } = wrong({ from: { firewall: "fw", appliance: "fw" }, to: [{ networkInterface: "vm" }, "vnet/app"] });
  expect(diagnostics.map(({ code, path }) => [code, path])).toEqual([["endpoint-unclear", "/from"], ["reference-unknown", "/to/0/networkInterface"]]);
  expect(message).toBe(
    "from: an endpoint is exactly one of `firewall`, `appliance`, `privateEndpoint`, `networkInterface` and `loadBalancer`; "
      + "to/0/networkInterface: no network interface is named `vm`",
  );
  expect(wrong({ from: Array(9).fill("vnet/none"), to: "Internet" }).message).toMatch(/^from\/0: .*; and 4 more$/);
  expect(wrong({ from: "vnet/app", to: "8.8.8.8", port: -1 }).diagnostics).toMatchObject([{ code: "number-out-of-range", path: "/port" }]);
  for (const query of [undefined, () => 0, "vnet/app"]) expect(wrong(query).diagnostics).toMatchObject([{ code: "wrong-type", path: "" }]);
  const circle: unknown[] = [];
  circle.push(circle);
  expect(wrong({ from: circle, to: "Internet" }).diagnostics).toMatchObject([{ code: "wrong-type", path: "" }]);
  expect(compiled.trace({ from: "vnet/app", to: "8.8.8.8", port: undefined } as never)).toEqual(compiled.trace({ from: "vnet/app", to: "8.8.8.8" }));
});

test("a document that could not be read is a design with one error and no network", () => {
  using compiled = compile("\ud800");
  expect(compiled.summary).toMatchObject({ errors: 1, subnets: [] });
  expect(compiled.diagnostics).toHaveLength(1);
  expect(compiled.verdicts).toEqual([]);
  expect(() => compiled.routes("vnet/app")).toThrow(UsageError);
  expect(() => compiled.resources).toThrow(DesignError);
});

test("a freed design keeps what it said and says no more", () => {
  const compiled = compile(design);
  const { summary } = compiled;
  compiled.free();
  compiled.free();
  expect(compiled.summary).toBe(summary);
  expect(() => compiled.routes("vnet/app")).toThrow("freed");
});

test("many designs at once do not disturb each other", () => {
  const compiled = Array.from({ length: 50 }, (_, index) => compile({ ...design, name: `design-${index}` }));
  expect(compiled.map(({ summary }) => summary.name)).toEqual(compiled.map((_, index) => `design-${index}`));
  for (const each of compiled) each.free();
});

test("an ARM template is JSON text", () => {
  using compiled = compile(design);
  expect(JSON.parse(compiled.emit("arm"))).toHaveProperty("resources");
});
