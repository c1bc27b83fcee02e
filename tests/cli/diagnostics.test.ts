// How findings look: the document's own lines, and nothing that a terminal would obey.

import { describe, expect, test } from "vitest";
import type { Diagnostic } from "../../pkg/cli/engine.js";
import { engineOf } from "./answers.js";
import { routewright, type World } from "./world.js";

const DESIGN = `{
  "name": "training",
  "virtualNetworks": [
    { "name": "vnet-training", "addressSpace": ["10.20.0.0/16"],
      "subnets": [
\t{ "name": "gpu", "addressPrefix": "10.30.1.0/24" }, // outside
      ] }
  ]
}
`;

const OUTSIDE: Diagnostic = {
  code: "subnet-outside-vnet",
  severity: "error",
  message: "subnet `gpu` lies outside the address space of `vnet-training`",
  path: "/virtualNetworks/0/subnets/0/addressPrefix",
  related: ["/virtualNetworks/0/addressSpace"],
  hint: "choose a prefix inside 10.20.0.0/16",
  armErrorCode: "NetcfgInvalidSubnet",
};

const check = (diagnostics: Diagnostic[], stdin: string, world: World = {}): ReturnType<typeof routewright> =>
  routewright(["check", "-"], { compile: engineOf({ diagnostics }), stdin, ...world });

test("a finding with everything", async () => {
  const { status, out, err } = await check([OUTSIDE], DESIGN);
  expect({ status, err }).toEqual({ status: 1, err: "" });
  await expect(out).toMatchFileSnapshot("golden/diagnostic.txt");
});

test("the same in colour", async () => {
  const { out } = await check([{ ...OUTSIDE, severity: "warning" }], DESIGN, { color: true });
  expect(out).toContain("\u001b[33mwarning[subnet-outside-vnet]");
  expect(out).toMatch(/\u001b\[33m\^{14}/);
});

test("warnings and infos do not fail", async () => {
  const { status, out } = await check([{ ...OUTSIDE, severity: "warning" }, { ...OUTSIDE, severity: "info" }], DESIGN);
  expect(status).toBe(0);
  expect(out).toMatch(/<stdin>: 1 warning, 1 info\n$/);
});

test("a syntax error stands at its byte offset", async () => {
  const text = '{ "name": "é", "name" }';
  const { out } = await check([{ code: "document-not-json", severity: "error", message: "expected `:`", path: "", related: [], offset: 23 }], text);
  expect(out).toContain(`1 | ${text}\n  | ${" ".repeat(22)}^\n`);
});

test("for machines: the diagnostics with file, line and column", async () => {
  const { status, out } = await routewright(["check", "-", "--format", "json"], { compile: engineOf({ diagnostics: [OUTSIDE] }), stdin: DESIGN });
  expect(status).toBe(1);
  expect(JSON.parse(out)).toEqual({
    ok: false,
    diagnostics: [{ ...OUTSIDE, file: "<stdin>", line: 6, column: 36 }],
    suppressed: [],
    documents: [{
      file: "<stdin>",
      ok: false,
      summary: { name: "test", errors: 1, warnings: 0, infos: 0, suppressed: 0, holds: 0, violated: 0, undecided: 0, subnets: [] },
    }],
  });
});

test("what the design suppresses is counted, does not fail, and is given to machines with its reason", async () => {
  const compile = engineOf({ suppressed: [{ ...OUTSIDE, suppressed: "moved next week" }] });
  const text = await routewright(["check", "-"], { compile, stdin: DESIGN });
  expect([text.status, text.out]).toEqual([0, "<stdin>: no problems in 0 subnets (1 suppressed)\n"]);
  const { out } = await routewright(["check", "-", "--format", "json"], { compile, stdin: DESIGN });
  expect(JSON.parse(out)).toMatchObject({
    ok: true,
    diagnostics: [],
    suppressed: [{ code: OUTSIDE.code, suppressed: "moved next week", file: "<stdin>", line: 6, column: 36 }],
  });
});

describe("names from a document", () => {
  const NASTY = "a\u001b[2Jb\u009b31mc\u202ed\u2028e<b>f\u0007";
  const SHOWN = "a\\u{1b}[2Jb\\u{9b}31mc\\u{202e}d\\u{2028}e<b>f\\u{7}";

  test("cannot command the terminal", async () => {
    const text = JSON.stringify({ name: "x" }).replace("x", NASTY);
    const { out } = await check([{ ...OUTSIDE, message: NASTY, hint: NASTY, path: "/name", related: [] }], text);
    expect(out.split(SHOWN)).toHaveLength(4);
    expect(out).not.toMatch(/[^\P{C}\n]/u);
  });

  test("are underlined as wide as they are shown", async () => {
    const { out } = await check([{ ...OUTSIDE, path: "/b", related: [] }], '{"a":"漢字\u001b", "b":"値"}');
    expect(out).toContain('1 | {"a":"漢字\\u{1b}", "b":"値"}\n');
    expect(out).toContain(`  | ${" ".repeat('{"a":"____\\u{1b}", "b":'.length)}^^^^\n`);
  });

  test("that are very long are cut", async () => {
    const long = "x".repeat(100_000);
    const { out } = await check([{ ...OUTSIDE, message: long, path: "/b", related: [] }], `{"a":"${long}","b":"${long}"}`);
    expect(Math.max(...out.split("\n").map((line) => line.length))).toBeLessThan(1100);
    expect(out).toMatch(/…x{24}","b":"x+…\n/);
  });
});

test("a finding with very many related places counts the rest", async () => {
  const { out } = await check([{ ...OUTSIDE, related: Array.from({ length: 12 }, () => "/name") }], DESIGN);
  expect(out.match(/:::/g)).toHaveLength(5);
  expect(out).toContain("= and 7 more places\n");
});
