// The schema as editors use it: examples are valid, mistakes are seen, completion offers what fits.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { getLanguageService, type JSONSchema, TextDocument } from "vscode-json-languageservice";

const root = join(import.meta.dirname, "..", "..");
const schema = JSON.parse(readFileSync(join(root, "pkg", "design.schema.json"), "utf8")) as JSONSchema;
const service = getLanguageService({});
service.configure({ validate: true, schemas: [{ uri: "design:///design.schema.json", fileMatch: ["*"], schema }] });

/** The complaints about a document, each with the text that it underlines. */
async function complaints(text: string): Promise<string[]> {
  const document = TextDocument.create("design:///design.json", "json", 1, text);
  const found = await service.doValidation(document, service.parseJSONDocument(document), {}, schema);
  return found.map(({ message, range }) => `${document.getText(range)}: ${message}`);
}

/** What is offered where `|` stands. */
async function offered(marked: string): Promise<string[]> {
  const text = marked.replace("|", "");
  const document = TextDocument.create("design:///design.json", "json", 1, text);
  const list = await service.doComplete(document, document.positionAt(marked.indexOf("|")), service.parseJSONDocument(document));
  return (list?.items ?? []).map((item) => item.label);
}

const route = (members: string) => `{ "routeTables": [{ "name": "rt", "routes": [{ "name": "r", "addressPrefix": "0.0.0.0/0"${members} }] }] }`;

test("every example and every case of the emission is valid", async () => {
  const files = ["examples", "tests/cases/emit"].flatMap((folder) =>
    readdirSync(join(root, folder)).map((name) => join(root, folder, name, "design.json")),
  );
  const designs = files.filter((file) => existsSync(file));
  expect(designs.length).toBeGreaterThan(5);
  for (const file of designs) expect(await complaints(readFileSync(file, "utf8")), file).toEqual([]);
});

test("a member that is not known, a value that is not allowed and a prefix that is none are seen", async () => {
  expect(await complaints('{ "naem": "x" }')).toEqual(['"naem": Property naem is not allowed.']);
  expect(await complaints(route(', "nextHopType": "internet"'))).toEqual([expect.stringContaining('"internet": Value is not accepted.')]);
  for (const prefix of ["10.0.0.0", "010.0.0.0/8", "10.0.0.0/33", "10.0.0.0/08", "256.0.0.0/8", "10.0.0/8"]) {
    expect(await complaints(`{ "onPremises": [{ "name": "dc", "addressPrefixes": ["${prefix}"] }] }`), prefix).toHaveLength(1);
  }
  for (const prefix of ["10.0.0.0/8", "0.0.0.0/0", "255.255.255.255/32", "192.168.10.0/24"]) {
    expect(await complaints(`{ "onPremises": [{ "name": "dc", "addressPrefixes": ["${prefix}"] }] }`), prefix).toEqual([]);
  }
});

test("names are those that Azure takes", async () => {
  const named = (name: string) => complaints(`{ "routeTables": [{ "name": "${name}" }] }`);
  for (const name of ["r", "rt_1", "a".repeat(80), "RT-training.v2"]) expect(await named(name), name).toEqual([]);
  for (const name of ["", "-rt", "rt-", "rt.", "a b", "a".repeat(81), "<b>"]) expect(await named(name), name).not.toEqual([]);
});

test("a route has a next hop by type or by name, never both", async () => {
  expect(await complaints(route(', "nextHopType": "Internet"'))).toEqual([]);
  expect(await complaints(route(', "nextHop": { "firewall": "fw" }'))).toEqual([]);
  expect(await complaints(route(""))).toHaveLength(1);
  expect(await complaints(route(', "nextHopType": "Internet", "nextHop": { "firewall": "fw" }'))).toHaveLength(1);
  expect(await complaints(route(', "nextHop": { "firewall": "fw", "appliance": "nva" }'))).toHaveLength(1);
});

test("a peering is written for both links or for one", async () => {
  const peering = (members: string) => complaints(`{ "peerings": [{ ${members} }] }`);
  expect(await peering('"between": ["a", "b"]')).toEqual([]);
  expect(await peering('"from": "a", "to": "b"')).toEqual([]);
  expect(await peering('"from": "a"')).toHaveLength(1);
  expect(await peering('"between": ["a", "b"], "from": "a", "to": "b"')).toHaveLength(1);
});

test("completion offers the members that are still missing, and the values of a member", async () => {
  expect(await offered(route(", |"))).toEqual(["nextHop", "nextHopIpAddress", "nextHopIpAddresses", "nextHopType"]);
  expect(await offered(route(', "nextHopType": "Internet", |'))).toEqual(expect.arrayContaining(["nextHopIpAddress"]));
  expect(await offered(route(', "nextHop": { | }'))).toEqual(["appliance", "firewall", "interface", "loadBalancer"]);
  expect(await offered(route(', "nextHopType": |'))).toEqual(['"VirtualNetworkGateway"', '"VnetLocal"', '"Internet"', '"VirtualAppliance"', '"VirtualApplianceEcmp"', '"None"']);
  expect(await offered('{ "peerings": [{ | }] }')).toEqual(expect.arrayContaining(["between", "from", "to", "gatewayTransit"]));
  expect(await offered('{ "virtualNetworks": [{ "subnets": [{ "name": | }] }] }')).toEqual(expect.arrayContaining(['"GatewaySubnet"', '"AzureFirewallSubnet"']));
});
