// `routewright verify`: the verdicts, with the packet that breaks an intent.

import { expect, test } from "vitest";
import type { Diagnostic, Verdict } from "../../pkg/cli/engine.js";
import { engineOf } from "./answers.js";
import { TRACE } from "./traces.js";
import { routewright } from "./world.js";

const HOLDS: Verdict = {
  intent: "egress-inspected", expectation: "through: fw-hub", result: "holds", severity: "error", path: "/intents/0",
  because: "every delivered packet passes fw-hub",
};
const VIOLATED: Verdict = {
  intent: "on-premises", expectation: "symmetric: true", result: "violated", severity: "error", path: "/intents/1",
  because: "the reply takes another way", witness: { packet: TRACE.forward.packet, trace: TRACE },
};
const UNDECIDED: Verdict = {
  intent: "storage", expectation: "delivered: true", result: "undecided", severity: "error", path: "/intents/2",
  because: "the addresses of the service tag Storage are not known",
};

const verify = (verdicts: Verdict[], ...args: string[]): ReturnType<typeof routewright> =>
  routewright(["verify", "-", ...args], { compile: engineOf({ verdicts }) });

test("a table, and a witness below it", async () => {
  const { status, out, err } = await verify([HOLDS, VIOLATED, UNDECIDED]);
  expect({ status, err }).toEqual({ status: 1, err: "" });
  await expect(out).toMatchFileSnapshot("golden/verify.txt");
});

test.each([
  ["all hold", [HOLDS], 0],
  ["one is violated", [HOLDS, VIOLATED], 1],
  ["one is undecided: that is no proof", [HOLDS, UNDECIDED], 1],
  ["what is not proven is only a warning", [HOLDS, { ...VIOLATED, severity: "warning" }, { ...UNDECIDED, severity: "info" }], 0],
  ["there are none", [], 0],
] satisfies [string, Verdict[], number][])("exit status when %s", async (_, verdicts, status) => {
  expect((await verify(verdicts)).status).toBe(status);
});

test("a design with errors is a finding though its intents hold", async () => {
  const diagnostics: Diagnostic[] = [{ code: "x", severity: "error", message: "m", path: "", related: [] }];
  const { status, out, err } = await routewright(["verify", "-"], { compile: engineOf({ verdicts: [HOLDS], diagnostics }), stdin: "{}" });
  expect(status).toBe(1);
  expect(err).toContain("error[x]: m");
  expect(out).toContain("1 expectation: 1 holds");
});

test("for machines", async () => {
  const { out } = await verify([VIOLATED], "--format", "json");
  expect(JSON.parse(out)).toMatchObject({ diagnostics: [], verdicts: [VIOLATED], summary: { violated: 1 } });
});
