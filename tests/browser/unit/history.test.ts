// One history for text and positions, with typing in one step.
import { describe, expect, it } from "vitest";
import { NO_HISTORY, record, redo, undo, type DesignDocument } from "../../../www/src/document/history.ts";

const positions = {};
const same = (text: string): DesignDocument => at(text, positions);
const at = (text: string, positions: DesignDocument["positions"] = {}): DesignDocument => ({
  text,
  positions,
  fileName: "a.json",
});

describe("the history", () => {
  it("goes back and forth through edits of text and of positions in their order", () => {
    const documents = [at("a"), at("ab"), at("ab", { box: { x: 1, y: 2 } })];
    let history = NO_HISTORY;
    history = record(history, documents[0]!, documents[1]!, { label: "text", now: 0 });
    history = record(history, documents[1]!, documents[2]!, { label: "move", now: 1 });
    const once = undo(history, documents[2]!)!;
    expect(once).toMatchObject({ label: "move", document: { text: "ab", positions: {} } });
    const twice = undo(once.history, once.document)!;
    expect(twice).toMatchObject({ label: "text", document: { text: "a" } });
    expect(undo(twice.history, twice.document)).toBeNull();
    const again = redo(twice.history, twice.document)!;
    expect(redo(again.history, again.document)?.document).toEqual(documents[2]);
  });

  it("takes quick typing as one step, and a pause as a new one", () => {
    const texts = ["", "a", "ab", "abc"].map((text) => same(text));
    const steps = [100, 200, 5000];
    let history = NO_HISTORY;
    steps.forEach((now, index) => {
      history = record(history, texts[index]!, texts[index + 1]!, { label: "Typing", now, typing: true });
    });
    expect(history.past).toHaveLength(2);
    const back = undo(history, texts[3]!)!;
    expect(back.document.text).toBe("ab");
    expect(undo(back.history, back.document)?.document.text).toBe("");
  });

  it("keeps a button's edit apart from the typing around it", () => {
    const typed = record(NO_HISTORY, same(""), same("a"), { label: "Typing", now: 0, typing: true });
    const both = record(typed, same("a"), same("ab"), { label: "Add", now: 1 });
    expect(both.past.map(({ label }) => label)).toEqual(["Typing", "Add"]);
  });

  it("forgets what was undone when something else is done", () => {
    const history = record(NO_HISTORY, same("a"), same("b"), { label: "one", now: 0 });
    const back = undo(history, same("b"))!;
    const other = record(back.history, back.document, same("c"), { label: "two", now: 1 });
    expect(other.future).toEqual([]);
  });

  it("brings back the name of the file that was open before", () => {
    const before = at("a");
    const after = { ...at("b"), fileName: "b.json" };
    const history = record(NO_HISTORY, before, after, { label: "Open b.json", now: 0 });
    expect(undo(history, after)?.document).toEqual(before);
  });

  it("records nothing when nothing changed", () => {
    const document = at("a");
    expect(record(NO_HISTORY, document, { ...document }, { label: "none", now: 0 })).toBe(NO_HISTORY);
  });
});
