// Parsing without failing: a half-typed document gives what can be read of it, and one nested
// deeper than the stack gives nothing. Whether it is correct JSON is for the engine to say.

import { parse, parseTree, type Node, type ParseError } from "jsonc-parser";

const OPTIONS = { allowTrailingComma: true };

/** What can be read, and whether something could not. */
export function read(text: string): { value: unknown; broken: boolean } {
  const errors: ParseError[] = [];
  const value = shallow(() => parse(text, errors, OPTIONS) as unknown);
  return { value, broken: value === undefined || errors.length > 0 };
}

export function treeOf(text: string): Node | undefined {
  return shallow(() => parseTree(text, [], OPTIONS));
}

function shallow<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
