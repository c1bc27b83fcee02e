// JSON with comments becomes JSON at the same offsets.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toJson } from "../../pkg/cli/jsonc.js";

const plain = (text: string): string => Buffer.from(toJson(Buffer.from(text))).toString();

describe("what is not JSON becomes spaces", () => {
  test.each([
    ["line comment", '{"a":1} // é\n', '{"a":1}      \n'],
    ["line comment at the end", "1//x", "1   "],
    ["block comment over lines", "[1, /* a\n b */ 2]", "[1,     \n      2]"],
    ["trailing comma in an array", "[1, 2,]", "[1, 2 ]"],
    ["trailing comma in an object, before a comment", '{"a":1, // x\n}', '{"a":1      \n}'],
    ["comment marks inside a string", '{"a":"// /* \\" //,]"}', '{"a":"// /* \\" //,]"}'],
    ["trailing comma after a string with an escaped backslash", '["\\\\",]', '["\\\\" ]'],
  ])("%s", (_, text, json) => {
    expect(plain(text)).toBe(json);
    expect(() => JSON.parse(json)).not.toThrow();
  });
});

describe("what JSON with comments does not allow stays, for the engine to report", () => {
  test.each(["[,]", "{,}", "[1,,]", '{"a":,}', "[1], ", "[1 /* never closed", "[1 / 2]", '["open,]'])("%s", (text) => {
    expect(plain(text)).toBe(text);
  });
});

test("JSON is left alone", () => {
  fc.assert(fc.property(fc.json(), (text) => void expect(plain(text)).toBe(text)));
});

test("comments between the tokens of any JSON change nothing but spaces", () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => {
    const text = JSON.stringify(value, null, 1);
    const commented = text.replaceAll("\n", "/* ,]\n */// é\n");
    const stripped = plain(commented);
    expect(JSON.parse(stripped)).toEqual(JSON.parse(text));
    expect(Buffer.byteLength(stripped)).toBe(Buffer.byteLength(commented));
  }));
});

test("comments without end take no longer than any other text", { timeout: 2000 }, () => {
  expect(plain("/*x".repeat(1_000_000))).toHaveLength(3_000_000);
});

test("bytes that are not UTF-8 stay as they are", () => {
  const bytes = Uint8Array.from([0x22, 0xff, 0xc3, 0x22]);
  expect(toJson(bytes)).toEqual(bytes);
});
