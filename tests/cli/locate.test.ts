// Pointers and offsets to lines and columns.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Diagnostic } from "../../pkg/cli/engine.js";
import { locate } from "../../pkg/cli/locate.js";
import { Source } from "../../pkg/cli/source.js";

const at = (path: string, related: string[] = []): Diagnostic =>
  ({ code: "test", severity: "error", message: "", path, related });

/** `line:column text` of what is underlined. */
function marked(text: string, diagnostic: Diagnostic): string {
  const bytes = Buffer.from(text);
  const mark = new Source({ file: "x", source: bytes, json: bytes }, [diagnostic]).markOf(diagnostic);
  return `${mark.position.line}:${mark.position.column} ${text.slice(mark.start, mark.end)}`;
}

const TEXT = `{
  // the hub
  "name": "é", "tags": { "a/b": [1, 22], "~": true },
  "virtualNetworks": [
    { "name": "hub", "subnets": [] },
    {
      "addressSpace": [ "10.0.0.0/16",
        "10.1.0.0/16", ],
      "name": "spoke"
    },
    [
      { "name": "not its name" }
    ]
  ]
}`;

describe("a pointer", () => {
  test.each([
    ["a scalar", "/name", '3:11 "é"'],
    ["after a character that is not ASCII", "/tags/a~1b/1", "3:37 22"],
    ["an escaped tilde", "/tags/~0", "3:47 true"],
    ["an object on one line", "/virtualNetworks/0", '5:5 { "name": "hub", "subnets": [] }'],
    ["the second item of an array", "/virtualNetworks/1/addressSpace/1", '8:9 "10.1.0.0/16"'],
    ["an object over lines: its name", "/virtualNetworks/1", '9:15 "spoke"'],
    ["an array over lines: its key", "/virtualNetworks/1/addressSpace", '7:7 "addressSpace"'],
    ["an array over lines in an array: where it begins", "/virtualNetworks/2", "11:5 ["],
    ["the whole document: its name", "", '3:11 "é"'],
    ["a property that is absent: the object that lacks it", "/virtualNetworks/1/subnets/3", '9:15 "spoke"'],
    ["nothing at all", "/nowhere", '3:11 "é"'],
  ])("to %s", (_, path, place) => {
    expect(marked(TEXT, at(path))).toBe(place);
  });
});

test.each(["duplicate-property", "unknown-property"])("%s is about the key", (code) => {
  expect(marked(TEXT, { ...at("/tags/~0"), code })).toBe('3:42 "~"');
  expect(marked(TEXT, { ...at("/virtualNetworks/0"), code })).toBe('5:5 { "name": "hub", "subnets": [] }');
});

describe("a byte offset", () => {
  test.each([
    ["in the first line", "[1 2]", 3, "1:4 2"],
    ["after characters of several bytes", '["é𝄞", x]', 11, "1:8 x"],
    ["in a later line", "[\r\n  x", 5, "2:3 x"],
    ["at the end", "[1,", 3, "1:4 "],
    ["in an empty document", "", 0, "1:1 "],
  ])("%s", (_, text, offset, place) => {
    expect(marked(text, { ...at(""), offset })).toBe(place);
  });
});

test("every value of any document is found", () => {
  fc.assert(fc.property(fc.jsonValue(), fc.constantFrom(0, 2), (value, spaces) => {
    const text = JSON.stringify(value, null, spaces);
    const values = [...pointersOf(JSON.parse(text), "")];
    const places = locate(text, values.map(([pointer]) => pointer));
    for (const [pointer, expected] of values) {
      const place = places.get(pointer);
      expect(JSON.parse(text.slice(place?.start, place?.end))).toEqual(expected);
    }
  }));
});

function* pointersOf(value: unknown, pointer: string): Generator<[string, unknown]> {
  yield [pointer, value];
  if (typeof value !== "object" || value === null) return;
  for (const [key, child] of Object.entries(value)) {
    yield* pointersOf(child, `${pointer}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`);
  }
}

test("nesting deeper than a recursive parser can go", () => {
  const depth = 100_000;
  const text = "[".repeat(depth) + "]".repeat(depth);
  expect(locate(text, ["/0/0"]).get("/0/0")).toMatchObject({ start: 2, end: 2 * depth - 2 });
  expect(locate(`{ "a": ${text}, "b": 1 }`, ["/b"]).get("/b")).toMatchObject({ start: 2 * depth + 14 });
});

test("text that is not JSON ends the scan, whatever it is", () => {
  fc.assert(fc.property(fc.string(), (text) => void expect(locate(`{"a": ${text}`, ["/a"]).size).toBe(1)));
});
