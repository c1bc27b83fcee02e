// Share links: what goes in comes out, and what is not one is refused.
import fc from "fast-check";
import { deflateSync, strToU8 } from "fflate";
import { describe, expect, it } from "vitest";
import { documentOfFragment, LinkError, shareFragment } from "../../../www/src/document/share.ts";
import { DESIGN } from "./design.ts";

const linkOf = (content: string): string =>
  `#design=${Buffer.from(deflateSync(strToU8(content))).toString("base64url")}`;

describe("a share link", () => {
  it("holds any text and any positions", () => {
    const point = fc.record({ x: fc.integer(), y: fc.integer() });
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.dictionary(fc.string(), point), (text, positions) => {
        const document = { text, positions, fileName: "a.json" };
        expect(documentOfFragment(shareFragment(document))).toEqual(JSON.parse(JSON.stringify(document)));
      }),
    );
  });

  it("is made of characters that need no escape, and is shorter than the design", () => {
    const fragment = shareFragment({ text: DESIGN, positions: {}, fileName: "a.json" });
    expect(fragment).toMatch(/^#design=[A-Za-z0-9_-]+$/);
    expect(fragment.length).toBeLessThan(DESIGN.length);
  });

  it("is not seen in another fragment", () => {
    expect(documentOfFragment("")).toBeNull();
    expect(documentOfFragment("#section")).toBeNull();
  });

  it.each([
    ["damaged", "#design=AAAA"],
    ["not base64", "#design=%%%"],
    ["not JSON", linkOf("{")],
    ["no object", linkOf("7")],
    ["no text", linkOf('{"version":1}')],
    ["of a newer version", linkOf('{"version":2,"text":""}')],
  ])("that is %s is refused", (_, fragment) => {
    expect(() => documentOfFragment(fragment)).toThrow(LinkError);
  });

  it("leaves out positions that are none", () => {
    const fragment = linkOf(
      '{"version":1,"text":"{}","positions":{"a":{"x":1,"y":2},"b":{"x":"1"},"c":null,"d":{"x":1e999,"y":0}}}',
    );
    expect(documentOfFragment(fragment)).toEqual({
      text: "{}",
      positions: { a: { x: 1, y: 2 } },
      fileName: "design.json",
    });
  });

  it("that would unfold to more than a design is refused before it fills the memory", () => {
    const bomb = `#design=${Buffer.from(deflateSync(new Uint8Array(64 * 1024 * 1024))).toString("base64url")}`;
    expect(bomb.length).toBeLessThan(200_000);
    expect(() => documentOfFragment(bomb)).toThrow(/32 MB/);
  });
});
