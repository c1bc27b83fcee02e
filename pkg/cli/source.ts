// The text of a document as lines: where an offset, a pointer or a diagnostic stands.

import type { Document } from "./document.js";
import type { Diagnostic } from "./engine.js";
import { locate, type Place, type Range } from "./locate.js";

/** A position for people: both count from 1, columns in characters. */
export interface Position {
  line: number;
  column: number;
}

/** What to underline for one pointer: a piece of one line. */
export interface Mark extends Range {
  position: Position;
}

/** Findings about a member as such, whatever its value: these underline its key. */
const ABOUT_THE_KEY = new Set(["duplicate-property", "unknown-property"]);

/** The text of a document with the places of a set of diagnostics. */
export class Source {
  readonly #text: string;
  /** Where each line feed is. */
  readonly #lineFeeds: Uint32Array;
  /** Where the second half of each surrogate pair is: a pair is one character. */
  readonly #seconds: Uint32Array;
  readonly #places: Map<string, Place>;

  constructor(readonly document: Document, diagnostics: readonly Diagnostic[]) {
    this.#text = decode(document.source);
    this.#lineFeeds = offsets(this.#text, (unit) => unit === 0x0a);
    this.#seconds = offsets(this.#text, (unit) => (unit & 0xfc00) === 0xdc00);
    const pointers = diagnostics.flatMap(({ path, related }) => [path, ...related]);
    this.#places = locate(this.#text, [...new Set(pointers)]);
  }

  /** Where a diagnostic stands: at its byte offset where the document is not JSON, else at its pointer. */
  markOf(diagnostic: Diagnostic): Mark {
    if (diagnostic.offset !== undefined) return this.#at(diagnostic.offset);
    const key = ABOUT_THE_KEY.has(diagnostic.code) ? this.#places.get(diagnostic.path)?.key : undefined;
    return key ? this.#mark(key) : this.mark(diagnostic.path);
  }

  /**
   * The piece to underline for a pointer: the value where it stands on one line; of an object
   * over several lines its name, of any other its key, or else where it begins.
   */
  mark(pointer: string): Mark {
    const place = this.#places.get(pointer);
    if (!place) return this.#mark({ start: 0, end: 1 });
    if (this.#isOnOneLine(place)) return this.#mark(place);
    return this.#mark(place.name ?? place.key ?? { start: place.start, end: place.start + 1 });
  }

  /** Where one line, counted from 1, starts and ends, without what ends it. */
  line(number: number): Range {
    const start = this.#startOf(number);
    const end = this.#lineFeeds[number - 1] ?? this.#text.length;
    return { start, end: end > start && this.#text[end - 1] === "\r" ? end - 1 : end };
  }

  slice({ start, end }: Range): string {
    return this.#text.slice(start, end);
  }

  #at(byteOffset: number): Mark {
    const start = decode(this.document.source.subarray(0, byteOffset)).length;
    return this.#mark({ start, end: start + 1 });
  }

  #mark({ start, end }: Range): Mark {
    const line = this.#lineOf(start);
    const from = this.#startOf(line);
    const pairs = below(this.#seconds, start) - below(this.#seconds, from);
    return { start, end, position: { line, column: start - from - pairs + 1 } };
  }

  #isOnOneLine({ start, end }: Range): boolean {
    return this.#lineOf(start) === this.#lineOf(Math.max(start, end - 1));
  }

  /** The line that an offset is in, counted from 1; a line feed ends its own line. */
  #lineOf(offset: number): number {
    return below(this.#lineFeeds, offset) + 1;
  }

  #startOf(line: number): number {
    return line === 1 ? 0 : (this.#lineFeeds[line - 2] ?? this.#text.length) + 1;
  }
}

/** Bytes that are not UTF-8 become U+FFFD: the engine reports them, this only shows them. */
function decode(bytes: Uint8Array): string {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
}

/** Where the UTF-16 units are that satisfy a condition: there may be as many as the text is long. */
function offsets(text: string, condition: (unit: number) => boolean): Uint32Array {
  let count = 0;
  for (let at = 0; at < text.length; at += 1) if (condition(text.charCodeAt(at))) count += 1;
  const found = new Uint32Array(count);
  for (let at = 0, index = 0; index < count; at += 1) if (condition(text.charCodeAt(at))) found[index++] = at;
  return found;
}

/** How many of the numbers, which ascend, are below a bound. */
function below(numbers: Uint32Array, bound: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? bound) < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}
