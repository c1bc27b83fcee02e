// `routewright routes`: tables in the shape of az, losers with their reason, filtered routes below.

import { describe, expect, test } from "vitest";
import type { EffectiveRoute, SubnetRoutes } from "../../pkg/cli/engine.js";
import { engineOf } from "./answers.js";
import { routewright } from "./world.js";

const GPU: SubnetRoutes = {
  subnet: "vnet-training/gpu",
  routeTable: "rt-training",
  routes: [
    { source: "Default", state: "Active", addressPrefix: "10.20.0.0/16", nextHopType: "VnetLocal", nextHopIpAddress: [] },
    { source: "Default", state: "Active", addressPrefix: "10.0.0.0/16", nextHopType: "VNetPeering", nextHopIpAddress: [], nextHopName: "vnet-hub" },
    { source: "Default", state: "Invalid", addressPrefix: "0.0.0.0/0", nextHopType: "Internet", nextHopIpAddress: [],
      beatenBy: "default", because: "a user-defined route wins over a system route of the same prefix" },
    { source: "User", state: "Active", addressPrefix: "0.0.0.0/0", nextHopType: "VirtualAppliance", nextHopIpAddress: ["10.0.1.4"],
      name: "default", routeTable: "rt-training", nextHopName: "fw-hub" },
  ],
  filtered: [
    { source: "VirtualNetworkGateway", addressPrefix: "10.20.4.0/24", nextHopType: "VirtualNetworkGateway", nextHopName: "vpn",
      because: "a learned prefix inside the virtual network's own space is ignored" },
  ],
};
const ENDPOINTS: SubnetRoutes = { subnet: "vnet-training/endpoints", routes: GPU.routes.slice(0, 2), filtered: [] };
const compile = engineOf({ routes: [GPU, ENDPOINTS] });

test("all subnets", async () => {
  const { status, out, err } = await routewright(["routes", "-"], { compile });
  expect({ status, err }).toEqual({ status: 0, err: "" });
  await expect(out).toMatchFileSnapshot("golden/routes.txt");
});

test("one subnet", async () => {
  const { out } = await routewright(["routes", "-", "vnet-training/endpoints"], { compile });
  expect(out).toContain("vnet-training/endpoints (no route table)");
  expect(out).not.toContain("gpu");
});

test("for machines", async () => {
  const { out } = await routewright(["routes", "-", "vnet-training/gpu", "--format", "json"], { compile });
  expect(JSON.parse(out)).toEqual({ diagnostics: [], subnets: [GPU] });
});

test("Azure's many routes to nowhere are a list", async () => {
  const none = (index: number): EffectiveRoute =>
    ({ source: "Default", state: "Active", addressPrefix: `25.${index}.0.0/16`, nextHopType: "None", nextHopIpAddress: [] });
  const nowhere = (count: number): SubnetRoutes =>
    ({ ...GPU, filtered: [], routes: [...GPU.routes.slice(0, 1), ...Array.from({ length: count }, (_, index) => none(index))] });
  const { out } = await routewright(["routes", "-"], { compile: engineOf({ routes: [nowhere(20)] }) });
  await expect(out).toMatchFileSnapshot("golden/routes-none.txt");
  const few = await routewright(["routes", "-"], { compile: engineOf({ routes: [nowhere(3)] }) });
  expect(few.out.match(/^ {2}Default {2}Active {2}25\./gm)).toHaveLength(3);
});

describe("a subnet that the design does not have", () => {
  test.each(["text", "json"])("is misuse: --format %s", async (format) => {
    const run = await routewright(["routes", "-", "vnet-training/gpus", "--format", format], { compile });
    expect(run).toEqual({ status: 2, out: "", err: "error: the design has no subnet `vnet-training/gpus`; did you mean `vnet-training/gpu`?\n" });
  });

  test("of a design with errors is a finding: they may be why", async () => {
    const broken = engineOf({ diagnostics: [{ code: "document-not-json", severity: "error", message: "expected value", path: "", related: [], offset: 0 }] });
    const { status, out, err } = await routewright(["routes", "-", "vnet-training/gpu"], { compile: broken, stdin: "?" });
    expect({ status, out }).toEqual({ status: 1, out: "" });
    expect(err).toContain("error[document-not-json]: expected value\n --> <stdin>:1:1\n");
    expect(err).toMatch(/\nno answer: the design has no subnet `vnet-training\/gpu`\n$/);
  });
});

test("names that would command the terminal", async () => {
  const evil: SubnetRoutes = { ...GPU, subnet: "a\u001b[31m/b", routes: GPU.routes.map((route) => ({ ...route, name: "\u0007\n\u001b]0;x" })) };
  const { out } = await routewright(["routes", "-"], { compile: engineOf({ routes: [evil] }) });
  expect(out).not.toMatch(/[^\P{C}\n]/u);
  expect(out).toContain("\\u{7}\\u{a}\\u{1b}]0;x");
});
