// JSON pointers (RFC 6901), and the stretch of text that each one names.

import type { Node } from "jsonc-parser";

export interface Range {
  readonly from: number;
  readonly to: number;
}

export function pointerSegments(pointer: string): string[] {
  if (pointer === "") return [];
  return pointer
    .slice(1)
    .split("/")
    .map((segment) => segment.replaceAll("~1", "/").replaceAll("~0", "~"));
}

export function toPointer(path: readonly (string | number)[]): string {
  return path.map((segment) => "/" + String(segment).replaceAll("~", "~0").replaceAll("/", "~1")).join("");
}

/** The node at the pointer or, where there is none, at its deepest ancestor that exists. */
export function nodeAt(tree: Node, pointer: string): { node: Node; exact: boolean } {
  let node = tree;
  for (const segment of pointerSegments(pointer)) {
    const next = childOf(node, segment);
    if (next === undefined) return { node, exact: false };
    node = next;
  }
  return { node, exact: true };
}

function childOf(node: Node, segment: string): Node | undefined {
  if (node.type === "array") return node.children?.[Number(segment)];
  if (node.type !== "object") return undefined;
  return node.children?.findLast((property) => property.children?.[0]?.value === segment)?.children?.[1];
}

/** The whole of what the pointer names; a property includes its key. */
export function rangeOf(tree: Node, pointer: string): Range {
  const { node } = nodeAt(tree, pointer);
  const whole = node.parent?.type === "property" ? node.parent : node;
  return { from: whole.offset, to: whole.offset + whole.length };
}

/** What to underline for the pointer: short, so for an object its name and for an array its key. */
export function markOf(tree: Node, pointer: string): Range {
  const { node } = nodeAt(tree, pointer);
  if (node.type === "object" || node.type === "array") {
    const name = childOf(node, "name");
    if (name !== undefined && name.type === "string") return span(name);
    const key = node.parent?.type === "property" ? node.parent.children?.[0] : undefined;
    return key === undefined ? { from: node.offset, to: node.offset + 1 } : span(key);
  }
  return span(node);
}

function span(node: Node): Range {
  return { from: node.offset, to: node.offset + Math.max(1, node.length) };
}

/** The engine counts bytes of UTF-8; editors count UTF-16 units. */
export function unitOfByte(text: string, byte: number): number {
  let bytes = 0;
  let unit = 0;
  while (unit < text.length && bytes < byte) {
    const code = text.codePointAt(unit) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    unit += code >= 0x10000 ? 2 : 1;
  }
  return unit;
}
