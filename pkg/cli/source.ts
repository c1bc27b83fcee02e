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

/** The text of a document with the places of a set of diagnostics. */
export class Source {
  readonly #text: string;
  readonly #lines: number[];
  readonly #places: Map<string, Place>;

  constructor(readonly document: Document, diagnostics: readonly Diagnostic[]) {
    this.#text = decode(document.source);
    this.#lines = lineStarts(this.#text);
    const pointers = diagnostics.flatMap(({ path, related }) => [path, ...related]);
    this.#places = locate(this.#text, [...new Set(pointers)]);
  }

  /** Where a diagnostic stands: at its byte offset where the document is not JSON, else at its pointer. */
  markOf(diagnostic: Diagnostic): Mark {
    return diagnostic.offset === undefined ? this.mark(diagnostic.path) : this.#at(diagnostic.offset);
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

  /** One line of the document, counted from 1, with the offset at which it starts. */
  line(number: number): { text: string; start: number } {
    const start = this.#lines[number - 1] ?? this.#text.length;
    const next = this.#lines[number] ?? this.#text.length + 1;
    return { text: this.#text.slice(start, next - 1).replace(/\r$/, ""), start };
  }

  #at(byteOffset: number): Mark {
    const start = decode(this.document.source.subarray(0, byteOffset)).length;
    return this.#mark({ start, end: start + 1 });
  }

  #mark({ start, end }: Range): Mark {
    const line = this.#lineOf(start);
    return { start, end, position: { line, column: this.#characters(this.#lines[line - 1] ?? 0, start) + 1 } };
  }

  /** Characters between two offsets: UTF-16 units without the second halves of pairs. */
  #characters(from: number, to: number): number {
    let count = 0;
    for (let at = from; at < to; at += 1) {
      if ((this.#text.charCodeAt(at) & 0xfc00) !== 0xdc00) count += 1;
    }
    return count;
  }

  #isOnOneLine({ start, end }: Range): boolean {
    return this.#lineOf(start) === this.#lineOf(Math.max(start, end - 1));
  }

  /** The last line that starts at or before the offset, counted from 1. */
  #lineOf(offset: number): number {
    let low = 0, high = this.#lines.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.#lines[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  }
}

/** Bytes that are not UTF-8 become U+FFFD: the engine reports them, this only shows them. */
function decode(bytes: Uint8Array): string {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}
