// What callers pass instead of a document: each is one diagnostic with a place, and never a thrown error.

import { describe, expect, test } from "vitest";
import { encode, MAX_BYTES } from "../../pkg/document.js";
import type { Diagnostic } from "../../pkg/types.js";

const text = (document: Uint8Array | Diagnostic) => (document instanceof Uint8Array ? new TextDecoder().decode(document) : document);
const refusal = (value: unknown) => encode(value as string) as Diagnostic;

describe("what is read", () => {
  test("an object, as JSON", () => expect(text(encode({ name: "é" }))).toBe('{"name":"é"}'));

  test("text and bytes, as they are", () => {
    expect(text(encode(' {"a":1}'))).toBe(' {"a":1}');
    expect(text(encode(Buffer.from("x{}").subarray(1)))).toBe("{}");
  });

  test("text that only looks like half of a surrogate pair", () => {
    expect(text(encode({ name: "\\ud800 and 😀" }))).toBe('{"name":"\\\\ud800 and 😀"}');
  });

  test("one value in many places", () => {
    let shared: unknown[] = ["\\ud800"];
    for (let level = 0; level < 15; level++) shared = [shared, shared];
    expect(encode({ shared } as object)).toBeInstanceOf(Uint8Array);
  });
});

describe("what no JSON document can hold", () => {
  const cycle: Record<string, unknown> = { inner: {} };
  cycle.inner = { "a/b": cycle };
  let deep: unknown = {};
  for (let level = 0; level < 100_000; level++) deep = [deep];

  test.each([
    ["a cycle", cycle, "/inner/a~1b", "contains itself"],
    ["a BigInt", { asn: [65515n] }, "/asn/0", "BigInt"],
    ["nesting without end", { deep }, /^\/deep(\/0){127}$/, "nested deeper than 128 levels"],
    ["half of a surrogate pair in a text", { name: "a\ud83d" }, "/name", "surrogate"],
    ["half of a surrogate pair in a key", { names: { "\ude00": 1 } }, "/names", "surrogate"],
    ["a value that refuses", { name: { toJSON: () => { throw new Error("not today"); } } }, "", "not today"],
    ["nothing", undefined, "", "undefined is not a design"],
    ["a function", () => 1, "", "function is not a design"],
  ])("%s", (_, value, path, message) => {
    expect(refusal(value)).toEqual({
      code: "document-not-json",
      severity: "error",
      path: expect.stringMatching(typeof path === "string" ? new RegExp(`^${path}$`) : path) as string,
      message: expect.stringContaining(message) as string,
      related: [],
    });
  });

  test("text with half of a surrogate pair has the offset in bytes", () => {
    expect(refusal('{"é": "\ud800"}')).toMatchObject({ code: "document-not-json", offset: 8, message: expect.stringContaining("U+D800") });
  });
});

test.each([
  ["bytes", new Uint8Array(MAX_BYTES + 1)],
  ["text", " ".repeat(MAX_BYTES + 1)],
  ["text of fewer characters than bytes", "é".repeat(MAX_BYTES / 2 + 1)],
  ["an object", { name: " ".repeat(MAX_BYTES) }],
])("more than 64 MiB of %s are refused with the bound", (_, document) => {
  expect(refusal(document)).toMatchObject({ code: "document-too-large", message: expect.stringContaining("64 MiB"), path: "" });
});
