// The declared type of a question against the engine: what either takes.

import { beforeAll, describe, expect, test } from "vitest";
import { compile, UsageError } from "routewright";
import { checked } from "./checked.js";

const DESIGN = {
  name: "ends",
  virtualNetworks: [{
    name: "vnet",
    addressSpace: ["10.0.0.0/16"],
    subnets: [{ name: "app", addressPrefix: "10.0.1.0/24" }, { name: "AzureFirewallSubnet", addressPrefix: "10.0.2.0/26" }],
  }],
  firewalls: [{ name: "it", virtualNetwork: "vnet", privateIpAddress: "10.0.2.4" }],
  appliances: [{ name: "it", networkInterfaces: [{ subnet: "vnet/app", privateIpAddress: "10.0.1.4", enableIPForwarding: true }] }],
  loadBalancers: [{ name: "it", subnet: "vnet/app", privateIpAddress: "10.0.1.100", haPorts: true, backends: ["it"] }],
  privateEndpoints: [{ name: "it", subnet: "vnet/app", privateIpAddress: "10.0.1.9" }],
  networkInterfaces: [{ name: "it", subnet: "vnet/app", privateIpAddress: "10.0.1.20" }],
  onPremises: [{ name: "site", addressPrefixes: ["192.168.0.0/16"] }],
};

/** Every form of an end. */
const ENDS: unknown[] = [
  "vnet/app", "vnet/*", "10.0.1.20", "10.0.1.0/24", "Internet", "OnPremises", "site", "it",
  { firewall: "it" }, { appliance: "it" }, { loadBalancer: "it" }, { privateEndpoint: "it" }, { networkInterface: "it" },
  ["vnet/app"], [{ firewall: "it" }, "Internet"],
];

/** What is of no form; the engine's code, and where. */
const OTHERS: [unknown, string, string][] = [
  [7, "wrong-type", "/to"],
  [null, "wrong-type", "/to"],
  [[["vnet/app"]], "wrong-type", "/to/0"],
  [{ firewall: ["it"] }, "wrong-type", "/to/firewall"],
  [{ gateway: "it" }, "unknown-property", "/to/gateway"],
  [["Internet", { gateway: "it" }], "unknown-property", "/to/1/gateway"],
];

const line = (end: unknown): string => `({ from: "vnet/app", to: ${JSON.stringify(end)} }) satisfies TraceQuery;`;

describe("TypeScript", () => {
  let complaints: string[];
  beforeAll(() => {
    complaints = checked("questions", [
      'import type { TraceQuery, TracedEnd } from "../../../src/wasm/types.js";',
      'import type { Intent } from "../../../pkg/design.js";',
      "export const same: (end: Intent[\"from\"]) => TracedEnd = (end) => end;",
      "export const back: (end: TracedEnd) => Intent[\"to\"] = (end) => end;",
      ...ENDS.map(line),
      ...OTHERS.flatMap(([end]) => ["// @ts-expect-error", line(end)]),
    ]);
  }, 120_000);

  test("takes the ends that intents take, and no others", () => {
    expect(complaints).toEqual([]);
  });
});

describe("the engine", () => {
  test.each(ENDS.map((end) => [end]))("goes to %j", (to) => {
    using compiled = compile(JSON.stringify(DESIGN));
    expect(compiled.trace({ from: "vnet/app", to } as never).forward.packet.source).toBe("10.0.1.20");
  });

  test.each(OTHERS)("refuses %j", (to, code, path) => {
    using compiled = compile(JSON.stringify(DESIGN));
    expect(diagnosticsOf(() => compiled.trace({ from: "vnet/app", to } as never))).toMatchObject([{ code, path, severity: "error" }]);
  });
});

function diagnosticsOf(question: () => unknown): unknown {
  try {
    return question();
  } catch (error) {
    return error instanceof UsageError ? error.diagnostics : error;
  }
}
