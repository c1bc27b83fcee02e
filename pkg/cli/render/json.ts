// Answers for machines.

import { indent } from "./table.js";

/** Indented JSON with a line feed at the end. */
export function renderJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** The same for an object whose last member is a list that may be too long for one string, piece by piece. */
export function* renderJsonList(head: object, name: string, items: Iterable<unknown>): Generator<string> {
  const empty = JSON.stringify({ ...head, [name]: [] }, null, 2);
  yield empty.slice(0, empty.lastIndexOf("]"));
  let count = 0;
  for (const item of items) {
    yield (count === 0 ? "\n" : ",\n") + indent(JSON.stringify(item, null, 2), "    ");
    count += 1;
  }
  yield count === 0 ? "]\n}\n" : "\n  ]\n}\n";
}
