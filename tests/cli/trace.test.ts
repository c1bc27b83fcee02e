// `routewright trace`: one packet there and back.

import { describe, expect, test } from "vitest";
import type { Trace, TraceQuery } from "../../pkg/cli/engine.js";
import { engineOf } from "./answers.js";
import { TRACE } from "./traces.js";
import { routewright } from "./world.js";

const ARGS = ["trace", "-", "--from", "vnet-training/gpu", "--to", "192.168.0.4"];

test("there and back", async () => {
  const { status, out, err } = await routewright(ARGS, { compile: engineOf({ trace: TRACE }) });
  expect({ status, err }).toEqual({ status: 0, err: "" });
  await expect(out).toMatchFileSnapshot("golden/trace.txt");
});

test("only there", async () => {
  const lost: Trace = { ...TRACE, forward: { ...TRACE.forward, delivered: false, disposition: "DroppedNoGateway" }, reply: null };
  const { out } = await routewright(ARGS, { compile: engineOf({ trace: lost }) });
  expect(out).toMatch(/back: no reply, because the request does not arrive\n\nnot answered\n$/);
});

test("for machines", async () => {
  const { out } = await routewright([...ARGS, "--format", "json"], { compile: engineOf({ trace: TRACE }) });
  expect(JSON.parse(out)).toEqual({ diagnostics: [], trace: TRACE });
});

test("the question reaches the engine as it was asked", async () => {
  const asked: TraceQuery[] = [];
  const compile = engineOf({ trace: TRACE, asked });
  await routewright([...ARGS, "--protocol", "tcp", "--port", "443"], { compile });
  await routewright(ARGS, { compile });
  expect(asked).toEqual([
    { from: "vnet-training/gpu", to: "192.168.0.4", protocol: "Tcp", port: 443 },
    { from: "vnet-training/gpu", to: "192.168.0.4" },
  ]);
});

test.each([
  ["firewall:fw-hub", { firewall: "fw-hub" }],
  ["privateEndpoint: pe blob", { privateEndpoint: "pe blob" }],
  ['{"loadBalancer":"ilb"}', { loadBalancer: "ilb" }],
  ['["vnet/*", { "appliance": "nva" }]', ["vnet/*", { appliance: "nva" }]],
  ["fd00:20::4", "fd00:20::4"],
  ["#gpu", "#gpu"],
  ["gateway:vgw", "gateway:vgw"],
  ["[vnet/*]", "[vnet/*]"],
])("the end %s", async (typed, end) => {
  const asked: TraceQuery[] = [];
  await routewright(["trace", "-", "--from", typed, "--to", typed], { compile: engineOf({ trace: TRACE, asked }) });
  expect(asked).toEqual([{ from: end, to: end }]);
});

describe("misuse", () => {
  test.each([
    [["trace", "-", "--from", "x"], "error: required option '--to <endpoint>' not specified\n"],
    [[...ARGS, "--port", "65536"], "error: option '--port <port>' argument '65536' is invalid. a port is a number from 0 to 65535\n"],
    [[...ARGS, "--port", "1e3"], "error: option '--port <port>' argument '1e3' is invalid. a port is a number from 0 to 65535\n"],
    [[...ARGS, "--protocol", "sctp"], "error: option '--protocol <protocol>' argument 'sctp' is invalid. allowed are Any, Tcp, Udp, Icmp\n"],
    [ARGS, "error: the design has no endpoint `192.168.0.4`\n"],
  ])("%s", async (args, err) => {
    const compile = engineOf({ routes: [{ subnet: "a/b", routes: [], filtered: [] }] });
    expect(await routewright(args, { compile })).toEqual({ status: 2, out: "", err });
  });
});
