// The ends of intents and paths: what is offered, and how it is written.
import { describe, expect, it } from "vitest";
import { saveIntent } from "../../../www/src/actions/saveIntent.ts";
import { endText, endValue, endpointOf, intentEnd, offeredEnds } from "../../../www/src/document/ends.ts";
import { readModel } from "../../../www/src/document/model.ts";
import { securityRulePointer } from "../../../www/src/document/securityRules.ts";
import type { Trace } from "../../../www/src/engine/answers.ts";
import { MACHINES, valueOf } from "./design.ts";

const model = readModel(MACHINES);

describe("an end of an intent", () => {
  it.each([
    ["v/front", "v/front"],
    ["Storage.EastUS", "Storage.EastUS"],
    ["fd00:20::/48", "fd00:20::/48"],
    [{ networkInterface: "web" }, "networkInterface: web"],
    [["v/*", "Internet"], '["v/*","Internet"]'],
    [{ privateEndpoint: "a", firewall: "b" }, '{"privateEndpoint":"a","firewall":"b"}'],
    [undefined, ""],
  ])("%j is typed as %j", (value, text) => {
    expect(endText(value)).toBe(text);
    expect(endValue(text)).toEqual(value);
  });

  it("that is half typed stays as it is", () => {
    expect(endValue('["v/front"')).toBe('["v/front"');
  });
});

describe("what is offered", () => {
  it("names machines by what they are, as the drawing does", () => {
    expect(offeredEnds(model)).toContain("networkInterface: web");
    const picked = model.items.filter(({ name }) => ["web", "front", "v"].includes(name)).map(endpointOf);
    expect(picked.sort()).toEqual(["networkInterface: web", null, "v/front"]);
  });

  it("has subnets, networks and service tags", () => {
    for (const end of ["v/front", "v/*", "Internet", "Storage", "AzureActiveDirectory"]) {
      expect(offeredEnds(model)).toContain(end);
    }
  });
});

describe("a path that is kept as an intent", () => {
  it("names a machine as intents do", () => {
    expect(intentEnd(model, "WEB")).toEqual({ networkInterface: "web" });
    expect(intentEnd(model, "networkInterface: web")).toEqual({ networkInterface: "web" });
    expect(intentEnd(model, '["v/*", "Internet"]')).toEqual(["v/*", "Internet"]);
    expect(intentEnd(model, "v/back")).toBe("v/back");
    const trace = { forward: { hops: [], delivered: true } } as unknown as Trace;
    const document = { text: MACHINES, positions: {}, fileName: "a.json" };
    const kept = (from: string): unknown =>
      valueOf(saveIntent.apply(document, { query: { from, to: "v/back" }, trace }).text).intents[1];
    expect(kept("web")).toMatchObject({ name: "web-to-back", from: { networkInterface: "web" }, to: "v/back" });
    expect(kept("networkInterface: web")).toEqual(kept("web"));
  });
});

describe("a security rule that decides", () => {
  it("is found in its group; a default rule leads to the group", () => {
    expect(securityRulePointer(model, { group: "NSG", rule: "SQL" })).toBe("/networkSecurityGroups/0/securityRules/0");
    expect(securityRulePointer(model, { group: "nsg", rule: "DenyAllInBound" })).toBe("/networkSecurityGroups/0");
    expect(securityRulePointer(model, { group: "other", rule: "sql" })).toBeNull();
    const other = readModel(
      JSON.stringify({
        firewalls: [{ name: "fw", networkRules: [{ name: "a" }], applicationRules: [{ name: "b" }] }],
        networkManager: { securityAdminRules: [{ name: "no-ssh" }] },
      }),
    );
    expect(securityRulePointer(other, { group: "fw", rule: "b" })).toBe("/firewalls/0/applicationRules/0");
    expect(securityRulePointer(other, { group: "fw", rule: "no rule" })).toBe("/firewalls/0");
    expect(securityRulePointer(other, { group: "networkManager", rule: "no-ssh" })).toBe(
      "/networkManager/securityAdminRules/0",
    );
  });
});
