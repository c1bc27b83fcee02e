// Edits keep what they do not touch: comments, order, layout.
import { describe, expect, it } from "vitest";
import { appendTo, applyPatch, BrokenTextError, removeAt, setAt } from "../../../www/src/document/edit.ts";
import { DESIGN, valueOf } from "./design.ts";

const comments = ["// what it is for", "// the firewall's"];

function value(text: string): ReturnType<typeof JSON.parse> {
  for (const comment of comments) expect(text).toContain(comment);
  return valueOf(text);
}

describe("an edit of the text", () => {
  it("keeps a one-line object on its line", () => {
    expect(setAt(DESIGN, "/virtualNetworks/1/subnets/0/routeTable", undefined)).toBe(
      DESIGN.replace(', "routeTable": "rt-work"', ""),
    );
    expect(setAt(DESIGN, "/firewalls/0/snat", "Never")).toBe(
      DESIGN.replace('"virtualNetwork": "vnet-hub" }],', '"virtualNetwork": "vnet-hub", "snat": "Never" }],'),
    );
  });

  it("puts a new item on a line of its own below the others, after the last one's comment", () => {
    const edited = appendTo(DESIGN, "/virtualNetworks/0/subnets", { name: "new", addressPrefix: "10.0.2.0/24" });
    expect(edited).toContain(
      `"10.0.1.0/26" }, // the firewall's\n        { "name": "new", "addressPrefix": "10.0.2.0/24" }\n      ]`,
    );
  });

  it("breaks what is too long for a line", () => {
    const learns = Array.from({ length: 12 }, (_, index) => `192.168.${index}.0/24`);
    expect(setAt("{}", "/learns", learns)).toBe(
      `{\n  "learns": [\n    ${learns.map((each) => JSON.stringify(each)).join(",\n    ")}\n  ]\n}`,
    );
  });

  it("takes the last of an array without spaces away", () => {
    expect(removeAt("[1,2]", "/1")).toBe("[1]");
    expect(removeAt('{"a":[{"b":1}]}', "/a/0")).toBe('{"a":[]}');
  });

  it("refuses a text that is not whole", () => {
    expect(() => setAt('{"a": ', "/b", 1)).toThrow(BrokenTextError);
  });

  it("changes one value and nothing else", () => {
    const edited = setAt(DESIGN, "/virtualNetworks/0/subnets/1/addressPrefix", "10.0.2.0/26");
    expect(edited).toBe(DESIGN.replace("10.0.1.0/26", "10.0.2.0/26"));
  });

  it("adds a property and takes it away again", () => {
    const edited = setAt(DESIGN, "/firewalls/0/snat", "Never");
    expect(value(edited).firewalls[0]).toEqual({ name: "fw", virtualNetwork: "vnet-hub", snat: "Never" });
    expect(value(setAt(edited, "/firewalls/0/snat", undefined))).toEqual(valueOf(DESIGN));
  });

  it("appends to an array, also after a trailing comma", () => {
    const edited = appendTo(DESIGN, "/virtualNetworks/1/subnets", { name: "new" });
    expect(value(edited).virtualNetworks[1].subnets.map(({ name }: { name: string }) => name)).toEqual([
      "work",
      "data",
      "new",
    ]);
  });

  it("makes the array that the document does not have", () => {
    expect(value(appendTo(DESIGN, "/appliances", { name: "nva" })).appliances).toEqual([{ name: "nva" }]);
    expect(valueOf(appendTo("", "/virtualNetworks", { name: "v" }))).toEqual({ virtualNetworks: [{ name: "v" }] });
  });

  it("removes an item with its comma", () => {
    expect(value(removeAt(DESIGN, "/virtualNetworks/1/subnets/0")).virtualNetworks[1].subnets).toEqual([
      { name: "data", addressPrefix: "10.20.2.0/24" },
    ]);
  });

  it("applies a JSON Patch in order", () => {
    const patched = applyPatch(DESIGN, [
      { op: "add", path: "/routeTables/0/routes/0", value: { name: "first" } },
      { op: "add", path: "/routeTables/0/routes/-", value: { name: "last" } },
      { op: "replace", path: "/routeTables/0/routes/1/addressPrefix", value: "10.0.0.0/8" },
      { op: "remove", path: "/peerings" },
      { op: "add", path: "/routeTables/0/disableBgpRoutePropagation", value: true },
    ]);
    expect(value(patched)).toMatchObject({
      routeTables: [
        {
          disableBgpRoutePropagation: true,
          routes: [{ name: "first" }, { name: "default", addressPrefix: "10.0.0.0/8" }, { name: "last" }],
        },
      ],
    });
    expect(value(patched)).not.toHaveProperty("peerings");
  });
});
