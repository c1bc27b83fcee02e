// When a live resource already is what a body would make of it, and when it is not.

import { expect, test } from "vitest";
import { differences } from "../../pkg/azure/compare.js";

const SUBNET = "Microsoft.Network/virtualNetworks/subnets";
const TABLE = "Microsoft.Network/routeTables";
const PEERING = "Microsoft.Network/virtualNetworks/virtualNetworkPeerings";
const route = (name: string, more: object = {}) => ({ name, properties: { addressPrefix: "10.0.0.0/8", nextHopType: "None", ...more } });

const table = (routes: object[], more: object = {}) => ({ location: "eastus", properties: { routes, ...more } });
const paths = (type: string, body: Record<string, unknown>, live: Record<string, unknown>) => differences(type, body, live).map(({ path }) => path);

test.each<[string, string, Record<string, unknown>, Record<string, unknown>]>([
  ["Azure adds members", TABLE, table([route("a")]), { id: "/x", etag: "1", ...table([{ id: "/r", ...route("a", { hasBgpOverride: false }) }], { provisioningState: "Succeeded", subnets: [] }) }],
  ["Azure lists in another order", TABLE, table([route("a"), route("b")]), table([route("B"), route("A")])],
  ["ids differ in case", SUBNET, { properties: { routeTable: { id: "/subscriptions/s/RT" } } }, { properties: { routeTable: { id: "/Subscriptions/S/rt" } } }],
  ["a region is spelt out", TABLE, { location: "eastus" }, { location: "East US", properties: {} }],
  ["one prefix stands in the other property", SUBNET, { properties: { addressPrefixes: ["10.0.0.0/24"] } }, { properties: { addressPrefix: "10.0.0.0/24" } }],
  ["the body says null", SUBNET, { properties: { addressPrefix: "10.0.0.0/24", natGateway: null } }, { properties: { addressPrefix: "10.0.0.0/24" } }],
  ["what is left out has its default", PEERING, { properties: {} }, { properties: { allowVirtualNetworkAccess: true, allowForwardedTraffic: false, peerCompleteVnets: true } }],
  ["others have added tags", TABLE, table([]), { ...table([]), tags: { cost: "42" } }],
])("equal: %s", (_name, type, body, live) => {
  expect(paths(type, body, live)).toEqual([]);
});

test.each<[string, string, Record<string, unknown>, Record<string, unknown>, string[]]>([
  ["another value", TABLE, table([route("a")]), table([route("a", { nextHopType: "Internet" })]), ["properties.routes[a].properties.nextHopType"]],
  ["a route too many, which a write would remove", TABLE, table([route("a")]), table([route("a"), route("b")]), ["properties.routes"]],
  ["a route too few", TABLE, table([route("a"), route("b")]), table([route("a")]), ["properties.routes"]],
  ["a route with another name", TABLE, table([route("a")]), table([route("b")]), ["properties.routes[a].name", "properties.routes[a].properties.addressPrefix", "properties.routes[a].properties.nextHopType"]],
  ["routes where the body has none", TABLE, { location: "eastus", properties: {} }, table([route("a")]), ["properties.routes"]],
  ["a table that the design took away", SUBNET, { properties: { addressPrefix: "10.0.0.0/24" } }, { properties: { addressPrefix: "10.0.0.0/24", routeTable: { id: "/rt" } } }, ["properties.routeTable"]],
  ["a flag that somebody has set", PEERING, { properties: {} }, { properties: { allowForwardedTraffic: true } }, ["properties.allowForwardedTraffic"]],
  ["propagation that somebody has switched off", TABLE, table([]), table([], { disableBgpRoutePropagation: true }), ["properties.disableBgpRoutePropagation"]],
  ["prefixes in another order", SUBNET, { properties: { addressPrefixes: ["a", "b"] } }, { properties: { addressPrefixes: ["b", "a"] } }, ["properties.addressPrefixes[0]", "properties.addressPrefixes[1]"]],
  ["a tag of the design", TABLE, { ...table([]), tags: { owner: "ml" } }, { ...table([]), tags: { owner: "it" } }, ["tags.owner"]],
  ["a write that failed", TABLE, table([]), table([], { provisioningState: "Failed" }), ["properties.provisioningState"]],
  ["no properties at all", TABLE, table([route("a")]), {}, ["location", "properties.routes"]],
])("different: %s", (_name, type, body, live, expected) => {
  expect(paths(type, body, live)).toEqual(expected);
});
