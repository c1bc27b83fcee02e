// Edits to the document's text. Each touches only the text it must, so comments and the
// user's own layout survive.

import { applyEdits, modify, type JSONPath } from "jsonc-parser";
import type { JsonPatchOperation } from "../engine/answers.ts";
import { valueOf } from "./parse.ts";
import { pathOf } from "./pointer.ts";

const FORMAT = { formattingOptions: { tabSize: 2, insertSpaces: true, eol: "\n" } };

/** Sets a value; `undefined` removes the property. */
export function setAt(text: string, pointer: string, value: unknown): string {
  return change(text, pathOf(pointer, valueOf(text)), value);
}

/** Removes a property or an array item. */
export function removeAt(text: string, pointer: string): string {
  return change(text, pathOf(pointer, valueOf(text)), undefined);
}

/** Appends to the array at the pointer, which is made if the document has none. */
export function appendTo(text: string, pointer: string, item: unknown): string {
  const document = text.trim() === "" ? "{}" : text;
  const path = pathOf(pointer, valueOf(document));
  const array = at(valueOf(document), path);
  if (!Array.isArray(array)) return change(document, path, [item]);
  return change(document, [...path, array.length], item, true);
}

export function applyPatch(text: string, operations: readonly JsonPatchOperation[]): string {
  return operations.reduce((before, operation) => {
    const path = pathOf(operation.path, valueOf(before));
    if (operation.op === "remove") return change(before, path, undefined);
    const last = path.at(-1);
    const inserts = operation.op === "add" && typeof last === "number" && Array.isArray(at(valueOf(before), path.slice(0, -1)));
    return change(before, path, operation.value, inserts);
  }, text);
}

function change(text: string, path: JSONPath, value: unknown, isArrayInsertion = false): string {
  return applyEdits(text, modify(text, path, value, { ...FORMAT, isArrayInsertion }));
}

function at(value: unknown, path: JSONPath): unknown {
  let here = value;
  for (const segment of path) {
    if (typeof here !== "object" || here === null) return undefined;
    here = (here as Record<string | number, unknown>)[segment];
  }
  return here;
}
