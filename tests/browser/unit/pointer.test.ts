// JSON pointers, and the text that they name.
import { describe, expect, it } from "vitest";
import { treeOf } from "../../../www/src/document/parse.ts";
import { markOf, pointerSegments, rangeOf, toPointer, unitOfByte } from "../../../www/src/document/pointer.ts";
import { DESIGN } from "./design.ts";

const tree = treeOf(DESIGN)!;
const shown = ({ from, to }: { from: number; to: number }): string => DESIGN.slice(from, to);

describe("a pointer", () => {
  it("escapes slashes and tildes", () => {
    expect(pointerSegments("/a~1b/m~0n/0")).toEqual(["a/b", "m~n", "0"]);
    expect(toPointer(["a/b", "m~n", 0])).toBe("/a~1b/m~0n/0");
  });

  it("names a property with its key", () => {
    expect(shown(rangeOf(tree, "/virtualNetworks/0/addressSpace"))).toBe('"addressSpace": ["10.0.0.0/16"]');
  });

  it("names the nearest thing around what is missing", () => {
    expect(shown(rangeOf(tree, "/firewalls/0/snat/deep"))).toBe('{ "name": "fw", "virtualNetwork": "vnet-hub" }');
  });

  it("underlines an object by its name and an array by its key", () => {
    expect(shown(markOf(tree, "/virtualNetworks/1"))).toBe('"vnet-spoke"');
    expect(shown(markOf(tree, "/virtualNetworks/1/subnets"))).toBe('"subnets"');
    expect(shown(markOf(tree, "/virtualNetworks/1/subnets/0/addressPrefix"))).toBe('"10.20.1.0/24"');
    expect(shown(markOf(tree, ""))).toBe('"small"');
  });
});

describe("a byte offset", () => {
  it("counts one to four bytes a character", () => {
    const text = "aé€😀b";
    expect([0, 1, 3, 6, 10].map((byte) => unitOfByte(text, byte))).toEqual([0, 1, 2, 3, 5]);
  });

  it("stops at the end", () => {
    expect(unitOfByte("abc", 99)).toBe(3);
  });
});
