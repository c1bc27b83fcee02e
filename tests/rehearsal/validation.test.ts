// Bodies against the facts: each kind of mistake with its code and place, and what is taken instead.

import { describe, expect, test } from "vitest";
import { apiVersions } from "../../pkg/rehearsal/index.js";
import { ArmError } from "../../pkg/rehearsal/errors.js";
import type { JsonObject } from "../../pkg/rehearsal/json.js";
import { canonicalBody } from "../../pkg/rehearsal/validate.js";

const TABLE = "Microsoft.Network/routeTables";
const NETWORK = "Microsoft.Network/virtualNetworks";

/** The code and the messages of the refusal, or the canonical body. */
function judge(type: string, body: JsonObject, api = "2025-07-01"): unknown {
  try {
    return canonicalBody(type, api, body);
  } catch (error) {
    if (!(error instanceof ArmError)) throw error;
    return [error.code, ...error.details.map(({ message }) => message)];
  }
}

const routeWith = (properties: JsonObject): JsonObject => ({ location: "eastus", properties: { routes: [{ name: "r", properties }] } });

describe("refused", () => {
  test("an unknown member of the envelope", () => {
    expect(judge(TABLE, { location: "eastus", propertise: {}, properties: {} })).toEqual(["InvalidRequestContent"]);
  });

  test("every mistake inside, each with its place", () => {
    expect(
      judge(TABLE, {
        location: 1,
        tags: { a: 1 },
        properties: {
          disableBgpRoutePropagation: "true",
          routes: [{ name: "r", properties: { addressPrefix: "10.0.0.0/8", nexthopType: "None" } }, "r2", { name: "r3", properties: { nextHopType: "Firewall" } }],
        },
      }),
    ).toEqual([
      "InvalidRequestFormat",
      "Error converting value 1 to type 'string'. Path 'location'.",
      "Error converting value 1 to type 'string'. Path 'tags.a'.",
      "Error converting value \"true\" to type 'boolean'. Path 'properties.disableBgpRoutePropagation'.",
      "Could not find member 'nexthopType' on object of type 'RoutePropertiesFormat'. Path 'properties.routes[0].properties.nexthopType'.",
      "Required property 'nextHopType' not found in JSON. Path 'properties.routes[0].properties'.",
      "Error converting value \"r2\" to type 'Route'. Path 'properties.routes[1]'.",
      "Error converting value \"Firewall\" to type 'VirtualNetworkGateway | VnetLocal | Internet | VirtualAppliance | VirtualApplianceEcmp | None'. Path 'properties.routes[2].properties.nextHopType'.",
    ]);
  });

  test("a body without properties", () => {
    expect(judge(TABLE, { location: "eastus" })).toEqual(["InvalidRequestFormat", "Required property 'properties' not found in JSON. Path ''."]);
  });

  test.each([
    ["an object for an array", NETWORK, { properties: { addressSpace: { addressPrefixes: {} } } }, "properties.addressSpace.addressPrefixes"],
    ["an array for an object", NETWORK, { properties: { addressSpace: [] } }, "properties.addressSpace"],
    ["a fraction for an integer", "Microsoft.Network/publicIPAddresses", { properties: { idleTimeoutInMinutes: 4.5 } }, "properties.idleTimeoutInMinutes"],
    ["a number above its bound", "Microsoft.Network/virtualNetworkGateways", { properties: { bgpSettings: { asn: 4294967296 } } }, "properties.bgpSettings.asn"],
    ["a text for a map", TABLE, { tags: "a=b", properties: {} }, "tags"],
    ["a text for a list of enumeration values", "Microsoft.Network/azureFirewalls", { properties: { networkRuleCollections: [{ name: "c", properties: { rules: [{ name: "r", protocols: "TCP" }] } }] } }, "properties.networkRuleCollections[0].properties.rules[0].protocols"],
    ["a member every object inherits", NETWORK, JSON.parse('{"properties":{"addressSpace":{"constructor":1}}}'), "properties.addressSpace.constructor"],
    ["__proto__", NETWORK, JSON.parse('{"properties":{"addressSpace":{"__proto__":{}}}}'), "properties.addressSpace.__proto__"],
  ])("%s", (_name, type, body, path) => {
    const answer = judge(type, body) as string[];
    expect(answer[0]).toBe("InvalidRequestFormat");
    expect(answer.slice(1)).toHaveLength(1);
    expect(answer[1]).toContain(`Path '${path}'`);
  });

  test("what a later API version brought, in an earlier one", () => {
    const ecmp = routeWith({ addressPrefix: "10.0.0.0/8", nextHopType: "VirtualApplianceEcmp", nextHop: { nextHopIpAddresses: ["10.0.0.4", "10.0.0.5"] } });
    expect(judge(TABLE, ecmp, "2024-05-01")).toHaveLength(3);
    expect(judge(TABLE, ecmp, "2025-07-01")).toEqual(ecmp);
    expect(judge(NETWORK, { properties: { summarizedGatewayPrefixes: { addressPrefixes: [] } } }, "2024-05-01")).toHaveLength(2);
  });
});

describe("taken", () => {
  test("enumeration values in any case, answered in Azure's", () => {
    expect(judge(TABLE, routeWith({ nextHopType: "virtualappliance" }))).toEqual(routeWith({ nextHopType: "VirtualAppliance" }));
  });

  test("null, which is absence, and what only Azure writes", () => {
    const body = { id: "/x", name: "rt", etag: "1", type: TABLE, location: "eastus", tags: null, properties: { provisioningState: "Succeeded", subnets: [{ id: "/y" }], routes: [] } };
    expect(judge(TABLE, body)).toEqual({ location: "eastus", properties: { routes: [] } });
  });

  test.each(apiVersions)("a route to an appliance (%s)", (api) => {
    const body = routeWith({ addressPrefix: "0.0.0.0/0", nextHopType: "VirtualAppliance", nextHopIpAddress: "10.0.1.4" });
    expect(judge(TABLE, body, api)).toEqual(body);
  });
});
