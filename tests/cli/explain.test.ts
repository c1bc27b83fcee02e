// `routewright explain` and `routewright schema`: what the package carries for people and editors.

import { expect, test } from "vitest";
import { routewright } from "./world.js";

test("the page of a rule", async () => {
  const { status, out } = await routewright(["explain", "gateway-default-route"]);
  expect(status).toBe(0);
  await expect(out).toMatchFileSnapshot("golden/explain.txt");
});

test("in colour, nothing but colour is added", async () => {
  const { out } = await routewright(["explain", "gateway-default-route"], { color: true });
  const plain = (await routewright(["explain", "gateway-default-route"])).out;
  expect(out).toContain("\u001b[1m# gateway-default-route");
  expect(out.replace(/\u001b\[\d+m/g, "")).toBe(plain);
});

test("all rules", async () => {
  const { out } = await routewright(["explain"]);
  await expect(out).toMatchFileSnapshot("golden/rules.txt");
});

test("for machines", async () => {
  const one = JSON.parse((await routewright(["explain", "subnet-too-small", "--format", "json"])).out) as object;
  const all = JSON.parse((await routewright(["explain", "--format", "json"])).out) as { rules: object[] };
  expect(one).toMatchObject({ code: "subnet-too-small", severity: "warning" });
  expect(all.rules).toHaveLength(3);
  expect(all.rules).toContainEqual(one);
});

test.each([
  ["subnet-to-small", "; did you mean `subnet-too-small`?"],
  ["subnet", "; did you mean `subnet-too-small` or `subnet-outside-vnet`?"],
  ["qqqqqqqq", "; `routewright explain` lists them all"],
])("an unknown code: %s", async (code, hint) => {
  const run = await routewright(["explain", code]);
  expect(run).toEqual({ status: 2, out: "", err: `error: no rule has the code \`${code}\`${hint}\n` });
});

test("the schema, as it is", async () => {
  expect(await routewright(["schema"])).toEqual({ status: 0, out: '{ "title": "design" }\n', err: "" });
});
