// `routewright deploy` and `routewright rehearse`: what is asked of the hosts, and what never reaches them.

import { describe, expect, test } from "vitest";
import type { Diagnostic, Emission, Verdict } from "../../pkg/cli/engine.js";
import { Misuse } from "../../pkg/cli/exit.js";
import type { Hosts, Target } from "../../pkg/cli/hosts.js";
import { engineOf } from "./answers.js";
import { routewright } from "./world.js";

const EMISSION: Emission = { resources: [], existing: [], notEmitted: [] };
const ERROR: Diagnostic = { code: "x", severity: "error", message: "m", path: "", related: [] };
const UNDECIDED: Verdict = { intent: "i", expectation: "delivered: true", result: "undecided", severity: "error", path: "/intents/0", because: "b" };
const ID = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/routeTables/rt";

/** Hosts that keep a log, and write one table. */
function hostsOf(log: string[], failure?: Error): Hosts {
  return {
    rehearse: async (port) => {
      log.push(`rehearse ${port}`);
      return { endpoint: "http://127.0.0.1:4567", close: async () => void log.push("close") };
    },
    deploy: async (_, target: Target, tell) => {
      log.push(`deploy ${"rehearsal" in target ? target.rehearsal.endpoint : target.subscription}`);
      if (failure) throw failure;
      tell({ key: "routeTables/rt", id: ID, outcome: "created" });
    },
  };
}

test("into a rehearsal", async () => {
  const log: string[] = [];
  const { status, out, err } = await routewright(["deploy", "-", "--rehearse"], { compile: engineOf({ emission: EMISSION }), hosts: hostsOf(log) });
  expect({ status, err, log }).toEqual({ status: 0, err: "", log: ["rehearse 0", "deploy http://127.0.0.1:4567", "close"] });
  expect(out).toBe(`deploying 0 resources to a rehearsal of Azure at http://127.0.0.1:4567
  created    ${ID}
deployed, and forgotten: it was a rehearsal
`);
});

test("into a subscription, for machines", async () => {
  const log: string[] = [];
  const run = await routewright(["deploy", "-", "--subscription", "s", "--format", "json"], { compile: engineOf({ emission: EMISSION }), hosts: hostsOf(log) });
  expect(log).toEqual(["deploy s"]);
  expect(JSON.parse(run.out)).toEqual({ diagnostics: [], verdicts: [], written: [{ key: "routeTables/rt", id: ID, outcome: "created" }] });
});

describe("nothing reaches a host", () => {
  test.each([
    ["for a design with errors", { diagnostics: [ERROR] }, "error[x]: m"],
    ["for an intent that is not proven", { verdicts: [UNDECIDED] }, "i       delivered: true  undecided  b"],
  ])("%s", async (_, answers, said) => {
    const log: string[] = [];
    const world = { compile: engineOf({ ...answers, emission: EMISSION }), hosts: hostsOf(log), stdin: "{}" };
    const people = await routewright(["deploy", "-", "--rehearse"], world);
    const machines = await routewright(["deploy", "-", "--rehearse", "--format", "json"], world);
    expect(people).toMatchObject({ status: 1, out: "" });
    expect(people.err).toContain(said);
    expect(people.err).toMatch(/\nnothing was deployed\n$/);
    expect(machines).toMatchObject({ status: 1, err: "" });
    expect(JSON.parse(machines.out)).toEqual({ diagnostics: [], verdicts: [], ...answers, written: [] });
    expect(log).toEqual([]);
  });
});

test("the rehearsal ends when the deployment fails", async () => {
  const log: string[] = [];
  const world = { compile: engineOf({ emission: EMISSION }), hosts: hostsOf(log, new Misuse("no SDK")) };
  const { status, err } = await routewright(["deploy", "-", "--rehearse"], world);
  expect({ status, err }).toEqual({ status: 2, err: "error: no SDK\n" });
  expect(log.at(-1)).toBe("close");
});

test.each([
  [["deploy", "-"], "error: say where to deploy: --rehearse or --subscription ID\n"],
  [["deploy", "-", "--rehearse", "--subscription", "s"], "error: option '--rehearse' cannot be used with option '--subscription <id>'\n"],
])("misuse: %j", async (args, err) => {
  expect(await routewright(args)).toEqual({ status: 2, out: "", err });
});

test("rehearse serves until it is interrupted", async () => {
  const log: string[] = [];
  const interrupted = async (): Promise<void> => void log.push("interrupted");
  const { status, out } = await routewright(["rehearse", "--port", "8080"], { hosts: hostsOf(log), interrupted });
  expect({ status, log }).toEqual({ status: 0, log: ["rehearse 8080", "interrupted", "close"] });
  expect(out).toMatch(/^A rehearsal of Azure Resource Manager is at http:\/\/127\.0\.0\.1:4567\n/);
});
