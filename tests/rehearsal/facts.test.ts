// facts/arm.json is what scripts/facts.mjs writes, and says what the schemas say.

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { write } from "../../scripts/facts.mjs";
import { apiVersions, definitionFact, resourceFact, type TypeFact } from "../../pkg/rehearsal/facts.js";
import { allTypes } from "../../pkg/rehearsal/kinds.js";

const text = readFileSync(new URL("../../facts/arm.json", import.meta.url), "utf8");

test("the file is in the form that the script writes", () => {
  expect(write(JSON.parse(text))).toBe(text);
});

test("one definition a line, well under 200 kB", () => {
  expect(text.length).toBeLessThan(50_000);
  expect(text.split("\n").every((line) => (line.match(/^ {4}"/) ? JSON.parse(`{${line.replace(/,$/, "")}}`) : true))).toBe(true);
});

test("every definition that is referred to exists, in every API version", () => {
  const missing: string[] = [];
  const visit = (fact: TypeFact, api: string, seen: Set<string>): void => {
    const name = typeof fact === "string" ? fact.replace(/(\[\]|\{\})$/, "") : "";
    if (!/^[A-Z]/.test(name) || seen.has(name)) return;
    seen.add(name);
    const definition = definitionFact(name, api);
    if (!definition) missing.push(`${name}@${api}`);
    for (const inner of Object.values(definition ?? {})) visit(inner, api, seen);
  };
  for (const api of apiVersions) {
    const seen = new Set<string>();
    for (const type of allTypes()) {
      const members = resourceFact(type, api);
      expect(members, `${type} ${api}`).toBeDefined();
      for (const fact of Object.values(members ?? {})) visit(fact, api, seen);
    }
    expect(seen.size).toBeGreaterThan(80);
  }
  expect(missing).toEqual([]);
});

// From Microsoft's published API description of Microsoft.Network, 2024-05-01 and 2025-07-01.
test("route: next hop types, and which member is required", () => {
  const classic = ["VirtualNetworkGateway", "VnetLocal", "Internet", "VirtualAppliance", "None"];
  expect(definitionFact("RoutePropertiesFormat", "2024-05-01")?.["nextHopType!"]).toEqual(classic);
  expect(definitionFact("RoutePropertiesFormat", "2025-07-01")?.["nextHopType!"]).toEqual([...classic.slice(0, 4), "VirtualApplianceEcmp", "None"]);
});
