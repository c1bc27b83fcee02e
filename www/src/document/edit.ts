// Edits to the document's text, by JSON pointer. Each touches only the text it must.

import { applyEdits, parseTree, type Edit, type Node, type ParseError } from "jsonc-parser";
import type { JsonPatchOperation } from "../engine/answers.ts";
import { indentAt, insertMember, removeMember, type Member } from "./members.ts";
import { nodeAt, pointerSegments } from "./pointer.ts";
import { render, renderMember } from "./render.ts";

/** The text is not whole JSON, so that there is no telling what an edit would do to it. */
export class BrokenTextError extends Error {}

/** Sets a value; `undefined` removes the property. */
export function setAt(text: string, pointer: string, value: unknown): string {
  if (value === undefined) return removeAt(text, pointer);
  const tree = treeFor(text);
  if (tree === null) return `${render(nested(pointerSegments(pointer), value), "")}\n`;
  const { node, exact } = nodeAt(tree, pointer);
  if (exact) {
    return applyEdits(text, [
      { offset: node.offset, length: node.length, content: render(value, indentAt(text, node.offset)) },
    ]);
  }
  const [step = "", ...rest] = pointerSegments(pointer).slice(depthOf(node));
  return applyEdits(text, insertAt(text, node, step, nested(rest, value)));
}

/** Removes a property or an array item; nothing happens when there is none. */
export function removeAt(text: string, pointer: string): string {
  const tree = treeFor(text);
  if (tree === null) return text;
  const { node, exact } = nodeAt(tree, pointer);
  const member = node.parent?.type === "property" ? node.parent : node;
  const container = member.parent;
  if (!exact || container === undefined) return text;
  return applyEdits(text, removeMember(text, container, container.children?.indexOf(member) ?? -1));
}

/** Appends to the array at the pointer, which is made if the document has none. */
export function appendTo(text: string, pointer: string, item: unknown): string {
  const tree = treeFor(text);
  const found = tree === null ? null : nodeAt(tree, pointer);
  return found?.exact === true && found.node.type === "array"
    ? setAt(text, `${pointer}/-`, item)
    : setAt(text, pointer, [item]);
}

export function applyPatch(text: string, operations: readonly JsonPatchOperation[]): string {
  return operations.reduce((before, { op, path, value }) => {
    if (op === "remove") return removeAt(before, path);
    return op === "add" ? addAt(before, path, value) : setAt(before, path, value);
  }, text);
}

/** As JSON Patch adds: into an array before the item that is there, into an object in place of it. */
function addAt(text: string, pointer: string, value: unknown): string {
  const tree = treeFor(text);
  if (tree === null) return setAt(text, pointer, value);
  const { node, exact } = nodeAt(tree, pointer);
  const index = node.parent?.type === "array" ? (node.parent.children?.indexOf(node) ?? -1) : -1;
  if (!exact || index < 0 || node.parent === undefined) return setAt(text, pointer, value);
  return applyEdits(
    text,
    insertMember(text, node.parent, index, (indent) => render(value, indent)),
  );
}

function insertAt(text: string, container: Node, step: string, value: unknown): Edit[] {
  if (container.type !== "object" && container.type !== "array")
    throw new BrokenTextError(`${step} has no place to go`);
  const member: Member =
    container.type === "object" ? (indent) => renderMember(step, value, indent) : (indent) => render(value, indent);
  return insertMember(text, container, container.children?.length ?? 0, member);
}

function nested(steps: readonly string[], value: unknown): unknown {
  return steps.reduceRight(
    (inside: unknown, step) => (step === "-" || /^\d+$/.test(step) ? [inside] : { [step]: inside }),
    value,
  );
}

/** How many steps of a pointer lead to the node. */
function depthOf(node: Node): number {
  let depth = 0;
  for (let here = node; here.parent !== undefined; here = here.parent) if (here.type !== "property") depth += 1;
  return depth;
}

/** Null for a text without any value. */
function treeFor(text: string): Node | null {
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: true });
  if (tree === undefined && !/\S/.test(text)) return null;
  if (tree === undefined || errors.length > 0) throw new BrokenTextError("the text is not whole JSON");
  return tree;
}
