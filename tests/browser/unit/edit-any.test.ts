// Edits of any document in any layout: the value is the one asked for, and other comments stay.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyPatch, removeAt, setAt } from "../../../www/src/document/edit.ts";
import { read } from "../../../www/src/document/parse.ts";
import { toPointer } from "../../../www/src/document/pointer.ts";

type Json = string | number | null | Json[] | { [key: string]: Json };
type Path = (string | number)[];

const key = fc.constantFrom("a", "b", "c/d", "e~f");
const { json } = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom<Json>("x", 7, null),
    fc.array(tie("json"), { maxLength: 4 }),
    fc.dictionary(key, tie("json"), { maxKeys: 4 }) as fc.Arbitrary<Json>,
  ),
}));
const document = fc.oneof(
  fc.array(json, { minLength: 1, maxLength: 4 }),
  fc.dictionary(key, json, { minKeys: 1 }),
) as fc.Arbitrary<Json>;

/** Writes a value with layout taken from a stream of choices: spaces, new lines, comments, trailing commas. */
function written(value: Json, choices: number[], depth = 0): string {
  const choose = (): number => choices.shift() ?? 0;
  const gap = (): string => ["", " ", "\n" + "  ".repeat(depth), " // note\n", " /* note */ "][choose() % 5]!;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Array.isArray(value)
    ? value.map((item) => written(item, choices, depth + 1))
    : Object.entries(value).map(([name, item]) => `${JSON.stringify(name)}:${written(item, choices, depth + 1)}`);
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  const trailing = members.length > 0 && choose() % 3 === 0 ? "," : "";
  return `${open}${gap()}${members.map((member) => member + gap()).join(`,${gap()}`)}${trailing}${gap()}${close}`;
}

/** Every place of the value, the root aside. */
function places(value: Json, path: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [];
  const entries: [string | number, Json][] = Array.isArray(value)
    ? value.map((item, index) => [index, item])
    : Object.entries(value);
  return entries.flatMap(([step, item]) => [[...path, step], ...places(item, [...path, step])]);
}

/** The same edit on the value itself. */
function edited(value: Json, path: Path, edit: (holder: Json & object, step: string | number) => void): Json {
  const copy = structuredClone(value);
  const holder = path.slice(0, -1).reduce((here, step) => (here as Record<string | number, Json>)[step] as Json, copy);
  edit(holder as Json & object, path.at(-1)!);
  return copy;
}

const anywhere = fc
  .record({ value: document, choices: fc.array(fc.nat({ max: 14 }), { maxLength: 60 }), pick: fc.nat() })
  .map(({ value, choices, pick }) => {
    const all = places(value);
    return { value, text: written(value, [...choices]), path: all[pick % all.length]! };
  });

const whole = (text: string): unknown => {
  const { value, broken } = read(text);
  expect(broken, text).toBe(false);
  return value;
};
const notes = (text: string): number => text.match(/note/g)?.length ?? 0;

describe("an edit of any document", () => {
  it("sets a value", () => {
    fc.assert(
      fc.property(anywhere, json, ({ value, text, path }, put) => {
        const after = setAt(text, toPointer(path), put);
        expect(whole(after)).toEqual(
          edited(value, path, (holder, step) => ((holder as Record<string | number, Json>)[step] = put)),
        );
      }),
      { numRuns: 500 },
    );
  });

  it("removes a member", () => {
    fc.assert(
      fc.property(anywhere, ({ value, text, path }) => {
        const after = removeAt(text, toPointer(path));
        const wanted = edited(value, path, (holder, step) => {
          if (Array.isArray(holder)) holder.splice(Number(step), 1);
          else delete holder[step as string];
        });
        expect(whole(after), `${text} at ${toPointer(path)}`).toEqual(wanted);
      }),
      { numRuns: 1000 },
    );
  });

  it("inserts a member before another, or at the end, and loses no comment", () => {
    fc.assert(
      fc.property(anywhere, fc.boolean(), ({ value, text, path }, atEnd) => {
        const array = typeof path.at(-1) === "number";
        const step = array ? (atEnd ? "-" : path.at(-1)!) : "new";
        const after = applyPatch(text, [{ op: "add", path: toPointer([...path.slice(0, -1), step]), value: "put" }]);
        const wanted = edited(value, path, (holder, at) => {
          if (!Array.isArray(holder)) holder["new"] = "put";
          else if (atEnd) holder.push("put");
          else holder.splice(Number(at), 0, "put");
        });
        expect(whole(after), text).toEqual(wanted);
        expect(notes(after)).toBe(notes(text));
      }),
      { numRuns: 1000 },
    );
  });
});
