// `routewright deploy` and `routewright rehearse`: what is asked of the hosts, and what never reaches them.

import { describe, expect, test } from "vitest";
import { DeployError, type ClientOptions, type DeployOptions, type DeployResult } from "../../pkg/azure/index.js";
import type { Diagnostic, Emission, Verdict } from "../../pkg/cli/engine.js";
import { Misuse } from "../../pkg/cli/exit.js";
import { type Hosts, hosts as real, optional } from "../../pkg/cli/hosts.js";
import { UsageError } from "../../pkg/errors.js";
import { engineOf } from "./answers.js";
import { routewright, type World } from "./world.js";

const EMISSION: Emission = { resources: [], existing: [], notEmitted: [] };
const ERROR: Diagnostic = { code: "x", severity: "error", message: "m", path: "", related: [] };
const UNDECIDED: Verdict = { intent: "i", expectation: "delivered: true", result: "undecided", severity: "error", path: "/intents/0", because: "b" };
const ID = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/routeTables/rt";
const NONE = { resourceGroups: [], created: [], updated: [], unchanged: [] };
const DONE: DeployResult = { ...NONE, ids: { "routeTables/rt": ID }, created: ["routeTables/rt"] };

/** Hosts that keep a log, and whose deployer does what the test says. */
function hostsOf(log: string[], deploy: (options: DeployOptions) => Promise<DeployResult> = async () => DONE): Hosts {
  const client = (subscriptionId: string): ClientOptions => ({ credential: { getToken: async () => null }, subscriptionId });
  return {
    startRehearsal: async (port) => {
      log.push(`rehearse ${port}`);
      return { endpoint: "http://127.0.0.1:4567", client: client("rehearsed"), close: async () => void log.push("close") };
    },
    reachAzure: async (subscriptionId) => client(subscriptionId),
    deploy: async (_, options) => {
      log.push(`deploy to ${options.subscriptionId}`);
      return deploy(options);
    },
  };
}

const world = (hosts: Hosts, more: World = {}): World => ({ compile: engineOf({ emission: EMISSION }), hosts, stdin: "{}", ...more });

test("into a rehearsal, with everything that happens", async () => {
  const log: string[] = [];
  const deploy = async ({ onProgress }: DeployOptions): Promise<DeployResult> => {
    onProgress?.({ event: "planned", create: 1, update: 0, unchanged: 0 });
    onProgress?.({ event: "started", key: "routeTables/rt", id: ID });
    onProgress?.({ event: "retrying", key: "routeTables/rt", id: ID, code: "AnotherOperationInProgress", attempt: 1, delay: 10 });
    onProgress?.({ event: "finished", key: "routeTables/rt", id: ID, outcome: "created" });
    return DONE;
  };
  const { status, out, err } = await routewright(["deploy", "-", "--rehearse"], world(hostsOf(log, deploy)));
  expect({ status, err, log }).toEqual({ status: 0, err: "", log: ["rehearse 0", "deploy to rehearsed", "close"] });
  await expect(out).toMatchFileSnapshot("golden/deploy.txt");
});

test("into a subscription, for machines", async () => {
  const log: string[] = [];
  const { out } = await routewright(["deploy", "-", "--subscription", "s", "--format", "json"], world(hostsOf(log)));
  expect(log).toEqual(["deploy to s"]);
  expect(JSON.parse(out)).toEqual({ diagnostics: [], verdicts: [], deployment: DONE });
});

describe("nothing reaches a host", () => {
  test.each([
    ["for a design with errors", { diagnostics: [ERROR] }, "error[x]: m"],
    ["for an intent that is not proven", { verdicts: [UNDECIDED] }, "i       delivered: true  undecided  b"],
  ])("%s", async (_, answers, said) => {
    const log: string[] = [];
    const here = world(hostsOf(log), { compile: engineOf({ ...answers, emission: EMISSION }) });
    const people = await routewright(["deploy", "-", "--rehearse"], here);
    const machines = await routewright(["deploy", "-", "--rehearse", "--format", "json"], here);
    expect(people).toMatchObject({ status: 1, out: "" });
    expect(people.err).toContain(said);
    expect(people.err).toMatch(/\nnothing was deployed\n$/);
    expect(machines).toMatchObject({ status: 1, err: "" });
    expect(JSON.parse(machines.out)).toEqual({ diagnostics: [], verdicts: [], ...answers, deployment: null });
    expect(log).toEqual([]);
  });
});

describe("a deployment that stops", () => {
  const REPORT = {
    ...NONE,
    failed: [{ key: "routeTables/rt", id: ID, code: "InvalidPrefix", message: "no\u001b[2Jprefix", status: 400 }],
    interrupted: [],
    notTried: ["virtualNetworks/v"],
  };
  const deploy = async (): Promise<never> => {
    throw new DeployError(REPORT);
  };

  test("is told, and the rehearsal ends", async () => {
    const log: string[] = [];
    const { status, out, err } = await routewright(["deploy", "-", "--rehearse"], world(hostsOf(log, deploy)));
    expect({ status, err, last: log.at(-1) }).toEqual({ status: 1, err: "", last: "close" });
    await expect(out).toMatchFileSnapshot("golden/deploy-stopped.txt");
  });

  test("is a report for machines", async () => {
    const { status, out } = await routewright(["deploy", "-", "--rehearse", "--format", "json"], world(hostsOf([], deploy)));
    expect(status).toBe(1);
    expect(JSON.parse(out)).toEqual({ diagnostics: [], verdicts: [], deployment: REPORT });
  });
});

test("an interrupt reaches the deployer", async () => {
  const deploy = async ({ signal }: DeployOptions): Promise<DeployResult> => {
    await new Promise((resolve) => signal?.addEventListener("abort", resolve));
    return DONE;
  };
  const { status } = await routewright(["deploy", "-", "--rehearse"], world(hostsOf([], deploy), { interrupted: async () => {} }));
  expect(status).toBe(0);
});

describe("misuse", () => {
  test.each([
    [["deploy", "-"], "error: say where to deploy: --rehearse or --subscription ID\n"],
    [["deploy", "-", "--rehearse", "--subscription", "s"], "error: option '--rehearse' cannot be used with option '--subscription <id>'\n"],
  ])("%j", async (args, err) => {
    expect(await routewright(args)).toEqual({ status: 2, out: "", err });
  });

  test("that the deployer finds", async () => {
    const deploy = (): Promise<never> => Promise.reject(new UsageError("two resources have one id"));
    const { status, err } = await routewright(["deploy", "-", "--rehearse"], world(hostsOf([], deploy)));
    expect({ status, err }).toEqual({ status: 2, err: "error: two resources have one id\n" });
  });

  test("a package that is not installed", async () => {
    const missing = Object.assign(new Error("Cannot find package"), { code: "ERR_MODULE_NOT_FOUND" });
    await expect(optional("@azure/x", () => Promise.reject(missing))).rejects.toThrow(
      new Misuse("this needs Microsoft's @azure/x: run `npm install @azure/x`"),
    );
    await expect(optional("@azure/x", () => Promise.reject(new Error("a bug")))).rejects.toThrow("a bug");
  });

  test("a port that is taken", async () => {
    const { endpoint, close } = await real.startRehearsal(0);
    const port = new URL(endpoint).port;
    expect(await routewright(["rehearse", "--port", port], { hosts: real })).toEqual({ status: 2, out: "", err: `error: port ${port} is in use\n` });
    await close();
  });
});

test("rehearse serves until it is interrupted", async () => {
  const log: string[] = [];
  const interrupted = async (): Promise<void> => void log.push("interrupted");
  const { status, out } = await routewright(["rehearse", "--port", "8080"], { hosts: hostsOf(log), interrupted });
  expect({ status, log }).toEqual({ status: 0, log: ["rehearse 8080", "interrupted", "close"] });
  await expect(out).toMatchFileSnapshot("golden/rehearse.txt");
});
