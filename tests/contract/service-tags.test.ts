// Service tags as Microsoft publishes them, on their way to the engine.

import { expect, test } from "vitest";
import { UsageError } from "routewright";
import { type ServiceTags, written } from "../../pkg/service-tags.js";

test("each tag is a line of its name and its prefixes", () => {
  const tags = {
    changeNumber: 1,
    values: [
      { name: "Storage", properties: { addressPrefixes: ["52.239.0.0/17", "2603:1000::/40"] } },
      { name: "Sql", properties: { addressPrefixes: [] } },
    ],
  };
  expect(written(tags)).toBe("Storage 52.239.0.0/17 2603:1000::/40\nSql");
  expect(written(undefined)).toBeUndefined();
});

test("anything else is misuse", () => {
  for (const wrong of [null, [], {}, { values: [null] }, { values: [{ name: "Storage" }] }, { values: [{ name: 1, properties: { addressPrefixes: [] } }] }]) {
    expect(() => written(wrong as unknown as ServiceTags)).toThrow(UsageError);
  }
});
