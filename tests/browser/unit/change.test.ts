// The smallest change between two texts, and its way back.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyChange, changeBetween, invertChange, joinChanges } from "../../../www/src/document/change.ts";

const text = fc.string({ unit: fc.constantFrom("a", "b", "\n", "é", "😀") });

describe("a change of text", () => {
  it("turns the one text into the other, and back", () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const change = changeBetween(before, after);
        if (change === null) return before === after;
        return applyChange(before, change) === after && applyChange(after, invertChange(change)) === before;
      }),
    );
  });

  it("touches only what differs", () => {
    expect(changeBetween("one two three", "one 2 three")).toEqual({ at: 4, removed: "two", inserted: "2" });
  });

  it("joins neighbouring keystrokes into one that does the same", () => {
    fc.assert(
      fc.property(text, text, text, (first, second, third) => {
        const one = changeBetween(first, second);
        const two = changeBetween(second, third);
        const joined = one && two && joinChanges(one, two);
        return joined === null || applyChange(first, joined) === third;
      }),
    );
  });

  it("does not join what is typed in two places", () => {
    expect(joinChanges({ at: 0, removed: "", inserted: "a" }, { at: 5, removed: "", inserted: "b" })).toBeNull();
  });
});
