// Between offsets of the text and places of the document. One text is parsed once.

import { getLocation, type Node } from "jsonc-parser";
import { treeOf } from "../document/parse.ts";
import { toPointer } from "../document/pointer.ts";

let parsed: { text: string; tree: Node | undefined } | null = null;

export function treeOfText(text: string): Node | undefined {
  if (parsed?.text !== text) parsed = { text, tree: treeOf(text) };
  return parsed.tree;
}

export function pointerAtOffset(text: string, offset: number): string {
  return toPointer(getLocation(text, offset).path);
}
