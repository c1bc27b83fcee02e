// JSON pointers to places in the text of the document.

import { createScanner } from "jsonc-parser";

/** Offsets into a text, in UTF-16 units; `end` is exclusive. */
export interface Range {
  start: number;
  end: number;
}

/** Where a value stands. */
export interface Place extends Range {
  /** The key before it, when it is a member of an object. */
  key: Range | undefined;
  /** Its own `name`, when it is an object that has one. */
  name: Range | undefined;
}

/** The asked pointers as a tree, one node for each token of a pointer. */
class Wanted {
  readonly children = new Map<string, Wanted>();
  place: Place | undefined;

  descend(pointer: string): Wanted {
    return tokensOf(pointer).reduce<Wanted>((node, token) => {
      const child = node.children.get(token) ?? new Wanted();
      node.children.set(token, child);
      return child;
    }, this);
  }
}

/** A wanted object or array that is open at this point of the scan. */
interface Open {
  wanted: Wanted;
  start: number;
  isArray: boolean;
  index: number;
  key: (Range & { text: string }) | undefined;
  name: Range | undefined;
}

/**
 * Finds the values that the pointers name. A pointer to something that the document does
 * not have (a missing property) gives the nearest value around it.
 *
 * One pass over the tokens, for all pointers at once. What is nested inside a value in which nothing
 * is wanted is only counted: documents may be nested deeper than any stack.
 */
export function locate(text: string, pointers: readonly string[]): Map<string, Place> {
  const root = new Wanted();
  for (const pointer of pointers) root.descend(pointer);
  scan(text, root);
  return new Map(pointers.map((pointer) => [pointer, nearest(root, pointer)]));
}

function scan(text: string, root: Wanted): void {
  const scanner = createScanner(text, true);
  const stack: Open[] = [];
  /** How deep the scan is inside a value in which nothing is wanted. */
  let skipped = 0;
  for (scanner.scan(); scanner.getTokenOffset() < text.length; scanner.scan()) {
    const start = scanner.getTokenOffset();
    const end = start + scanner.getTokenLength();
    const around = stack.at(-1);
    switch (text[start]) {
      case "{":
      case "[": {
        const wanted = skipped === 0 ? childOf(around, root) : undefined;
        if (!wanted) skipped += 1;
        else stack.push({ wanted, start, isArray: text[start] === "[", index: 0, key: undefined, name: undefined });
        break;
      }
      case "}":
      case "]":
        if (skipped > 0) skipped -= 1;
        else if (around) {
          stack.pop();
          around.wanted.place = { start: around.start, end, key: stack.at(-1)?.key, name: around.name };
        }
        break;
      case ",":
        if (around && skipped === 0) {
          around.index += 1;
          around.key = undefined;
        }
        break;
      case ":":
        break;
      default:
        if (skipped > 0) break;
        if (around && !around.isArray && !around.key) {
          around.key = { text: scanner.getTokenValue(), start, end };
        } else {
          const wanted = childOf(around, root);
          if (wanted) wanted.place = { start, end, key: around?.key, name: undefined };
          if (around?.key?.text === "name") around.name = { start, end };
        }
    }
  }
}

/** What is wanted of the value that starts now. */
function childOf(around: Open | undefined, root: Wanted): Wanted | undefined {
  if (!around) return root;
  const token = around.isArray ? String(around.index) : around.key?.text;
  return token === undefined ? undefined : around.wanted.children.get(token);
}

/** The place of the longest prefix of the pointer that the document has. */
function nearest(root: Wanted, pointer: string): Place {
  let place = root.place ?? { start: 0, end: 0, key: undefined, name: undefined };
  let node: Wanted | undefined = root;
  for (const token of tokensOf(pointer)) {
    node = node?.children.get(token);
    place = node?.place ?? place;
  }
  return place;
}

/** RFC 6901: `/a~1b/0` is the path `a/b`, `0`. */
function tokensOf(pointer: string): string[] {
  return pointer.split("/").slice(1).map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"));
}
