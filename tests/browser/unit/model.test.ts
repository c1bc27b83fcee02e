// Reading the objects of a document, also of one that is half typed.
import { describe, expect, it } from "vitest";
import { find, itemAt, placeName, readModel } from "../../../www/src/document/model.ts";
import { marksOf } from "../../../www/src/document/problems.ts";
import { DESIGN } from "./design.ts";

const model = readModel(DESIGN);

describe("the objects of a document", () => {
  it("are found by name, whatever its case", () => {
    expect(find(model, "subnet", "VNET-SPOKE/Work")?.pointer).toBe("/virtualNetworks/1/subnets/0");
    expect(find(model, "route", "rt-work/default")?.name).toBe("default");
    expect(find(model, "virtualNetwork", "work")).toBeUndefined();
  });

  it("are found by any place inside them", () => {
    expect(itemAt(model, "/virtualNetworks/1/subnets/0/addressPrefix")?.name).toBe("work");
    expect(itemAt(model, "/virtualNetworks/1/addressSpace/0")?.name).toBe("vnet-spoke");
    expect(itemAt(model, "/location")).toBeUndefined();
  });

  it("say a place for people", () => {
    expect(placeName(model, "/virtualNetworks/1/subnets/0/addressPrefix")).toBe("vnet-spoke / work · addressPrefix");
    expect(placeName(model, "/peerings/0")).toBe("vnet-hub ↔ VNET-spoke");
    expect(placeName(model, "")).toBe("the document");
    expect(placeName(model, "/networkManager")).toBe("the network manager");
  });

  it("are told apart when two have one name", () => {
    const twins = readModel('{"routeTables":[{"name":"rt"},{"name":"RT"},{}]}');
    expect(twins.items.map(({ id }) => id)).toEqual(["routeTable:rt", "routeTable:rt#2", "routeTable:"]);
  });

  it("are read as far as the text goes", () => {
    const half = readModel('{"virtualNetworks":[{"name":"a"},{"name":"b", "addressSp');
    expect(half.items.map(({ name }) => name)).toEqual(["a", "b"]);
    expect(half.broken).toBe(true);
    expect(model.broken).toBe(false);
  });

  it.each([
    "",
    "[]",
    "null",
    '"text"',
    '{"virtualNetworks":{}}',
    '{"virtualNetworks":[1,null,[]]}',
    '{"virtualNetworks":[{"name":7}]}',
  ])("are none, or have no name, in %j", (text) => {
    expect(readModel(text).items.filter(({ name }) => name !== "(no name)")).toEqual([]);
  });

  it("are none in a document deeper than the stack", () => {
    expect(readModel("[".repeat(100_000)).items).toEqual([]);
  });
});

describe("problems", () => {
  it("mark the object that holds their place, and the table of a route", () => {
    const problem = (path: string, severity: "error" | "warning") => ({
      code: "c",
      severity,
      message: "m",
      path,
      related: [],
    });
    const marks = marksOf(model, [
      problem("/routeTables/0/routes/0/nextHop", "warning"),
      problem("/routeTables/0", "error"),
      problem("/location", "error"),
    ]);
    expect(marks.get("routeTable:rt-work")).toEqual({ worst: "error", count: 2 });
    expect(marks.get("route:rt-work/default")).toEqual({ worst: "warning", count: 1 });
    expect(marks.size).toBe(2);
  });
});
