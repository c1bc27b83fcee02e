// The built command on the examples: what people see is in golden/, what machines get is what the package answers.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { compile } from "routewright";
import { describe, expect, test, vi } from "vitest";
import { built, LIMIT, ROOT } from "./built.js";

vi.setConfig({ testTimeout: LIMIT });

const SECURE = "examples/secure-training/design.json";
const BROKEN = "examples/broken-training/design.json";
const TRACE = ["--from", "vnet-training/gpu", "--to", "8.8.8.8", "--protocol", "tcp", "--port", "443"];

describe("for people", () => {
  test.each([
    ["check-secure", 0, ["check", SECURE]],
    ["check-broken", 1, ["check", BROKEN]],
    ["routes-secure", 0, ["routes", SECURE]],
    ["routes-one", 0, ["routes", SECURE, "vnet-training/gpu"]],
    ["trace-secure", 0, ["trace", SECURE, ...TRACE]],
    ["verify-secure", 0, ["verify", SECURE]],
    ["verify-broken", 1, ["verify", BROKEN]],
    ["explain-rule", 0, ["explain", "gateway-default-route"]],
  ])("%s", async (name, status, args) => {
    const run = await built(args);
    expect(run.status).toBe(status);
    await expect(run.out).toMatchFileSnapshot(`golden/examples/${name}.txt`);
  });

  test("several documents, one after the other", async () => {
    const [both, secure, broken] = await Promise.all([built(["check", SECURE, BROKEN]), built(["check", SECURE]), built(["check", BROKEN])]);
    expect(both).toEqual({ status: 1, out: secure.out + broken.out, err: "" });
  });

  test("a design with errors: they are on the error stream, the answer is not", async () => {
    const { out } = await built(["check", BROKEN]);
    const { err } = await built(["verify", BROKEN]);
    expect(err).toBe(out.slice(0, out.lastIndexOf(`${BROKEN}: `)));
  });

  test("deploy --rehearse writes every resource of the emission, each after those it depends on", async () => {
    const { status, out, err } = await built(["deploy", SECURE, "--rehearse"]);
    const { resources } = compile(await read(SECURE)).emission;
    const created = [...out.matchAll(/^ {2}created +\S+\/providers\/Microsoft\.Network\/(\S+)$/gm)].map(([, key]) => key);
    expect({ status, err }).toEqual({ status: 0, err: "" });
    expect([...created].sort()).toEqual(resources.map(({ key }) => key).sort());
    for (const { key, dependsOn } of resources) {
      for (const before of dependsOn) expect(created.indexOf(before)).toBeLessThan(created.indexOf(key));
    }
    expect(out).toMatch(new RegExp(`\\ndeployed: ${resources.length} created, 0 updated, 0 unchanged\\n$`));
  });

  test("deploy of a design with errors writes nothing", async () => {
    const { status, out, err } = await built(["deploy", BROKEN, "--rehearse"]);
    expect({ status, out }).toEqual({ status: 1, out: "" });
    expect(err).toMatch(/\nnothing was deployed\n$/);
  });

  test("deploy into a subscription needs the SDK that signs in", async () => {
    const { status, out, err } = await built(["deploy", SECURE, "--subscription", "00000000-0000-0000-0000-000000000000"]);
    expect({ status, out }).toEqual({ status: 2, out: "" });
    expect(err).toBe("error: this needs Microsoft's @azure/identity: run `npm install @azure/identity`\n");
  });
});

describe("the ends of a trace", () => {
  const trace = (from: string, to: string, ...more: string[]): ReturnType<typeof built> => built(["trace", SECURE, "--from", from, "--to", to, ...more]);

  test("name objects and lists", async () => {
    const named = await trace("vnet-training/gpu", "firewall:fw-hub", "--format", "json");
    const listed = await trace('["vnet-training/gpu", "Internet"]', '[{ "firewall": "fw-hub" }]', "--format", "json");
    expect(named).toMatchObject({ status: 0, err: "" });
    expect(listed).toEqual(named);
  });

  test.each([
    ["firewall:fw-hbu", "Internet", "from/firewall: no firewall is named `fw-hbu` (did you mean `fw-hub`?)"],
    ["vnet-training/gpu", '["Internet", { "firewal": "fw-hub" }]', "to/1/firewal: unknown property `firewal` (did you mean `firewall`?)"],
    ["[]", "Internet", "from: nobody is in `from` (name a subnet, a label, a site, a prefix or `Internet`)"],
  ])("%s to %s", async (from, to, why) => {
    expect(await trace(from, to)).toEqual({ status: 2, out: "", err: `error: ${why}\n` });
  });
});

describe("for machines", () => {
  test.each([SECURE, BROKEN])("%s", async (file) => {
    const compiled = compile(await read(file));
    const { diagnostics, verdicts, summary, ok, subnets } = compiled;
    const answers = Object.fromEntries(await Promise.all([
      ["check", "check", file],
      ["routes", "routes", file],
      ["trace", "trace", file, "--from", "vnet-training/gpu", "--to", "8.8.8.8"],
      ["verify", "verify", file],
      ["emit", "emit", file],
    ].map(async ([name = "", ...args]) => [name, JSON.parse((await built([...args, "--format", "json"])).out) as unknown] as const)));
    expect(answers).toEqual({
      check: {
        ok,
        diagnostics: diagnostics.map((one) => ({ ...one, file, line: expect.any(Number) as number, column: expect.any(Number) as number })),
        suppressed: [],
        documents: [{ file, ok, summary }],
      },
      routes: { diagnostics, subnets: subnets.map((subnet) => compiled.routes(subnet)) },
      trace: { diagnostics, trace: compiled.trace({ from: "vnet-training/gpu", to: "8.8.8.8" }) },
      verify: { diagnostics, verdicts, summary },
      emit: { diagnostics, ...(ok ? compiled.emission : {}) },
    });
  });

  test("a template is the package's", async () => {
    const { out } = await built(["emit", SECURE, "--format", "arm"]);
    expect(out).toBe(compile(await read(SECURE)).emit("arm"));
  });

  test("a deployment", async () => {
    const { out } = await built(["deploy", SECURE, "--rehearse", "--format", "json"]);
    const { resources } = compile(await read(SECURE)).emission;
    expect(JSON.parse(out)).toMatchObject({
      diagnostics: [],
      deployment: { ids: { "routeTables/rt-gateway": expect.stringMatching(/\/routeTables\/rt-gateway$/) as string } },
    });
    expect((JSON.parse(out) as { deployment: { created: string[] } }).deployment.created).toHaveLength(resources.length);
  });

  test("the schema and the rules are the package's", async () => {
    expect(JSON.parse((await built(["schema"])).out)).toEqual(JSON.parse(await read("pkg/design.schema.json")));
    expect(JSON.parse((await built(["explain", "--format", "json"])).out)).toEqual({ rules: JSON.parse(await read("pkg/rules.json")) as unknown });
  });
});

test("comments, a byte order mark and trailing commas change nothing", async () => {
  const plain = await read(SECURE);
  const commented = `\ufeff// the training network\n${plain.replaceAll("}\n", "}, // ]\n").replace(/,( \/\/ \]\s*)$/, "$1")}`;
  const run = await built(["verify", "-"], { stdin: commented });
  expect(commented).not.toBe(plain);
  expect(run).toEqual(await built(["verify", "-"], { stdin: plain }));
  expect(run.status).toBe(0);
});

function read(file: string): Promise<string> {
  return readFile(join(ROOT, file), "utf8");
}
