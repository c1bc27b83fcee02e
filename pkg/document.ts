// From what a caller has - an object, JSON text or bytes - to the bytes that the engine reads.

import type { Design } from "./design.js";
import { findObstacle } from "./obstacle.js";
import type { Diagnostic } from "./types.js";

/** The largest document that is read: 64 MiB, five times an estate of a thousand virtual networks. */
export const MAX_BYTES: number = 64 * 1024 * 1024;

/** The document as bytes, or the reason why it cannot be one. */
export function encode(design: Design | string | Uint8Array): Uint8Array | Diagnostic {
  if (ArrayBuffer.isView(design)) return withinBound(new Uint8Array(design.buffer, design.byteOffset, design.byteLength));
  return typeof design === "string" ? encodeText(design) : encodeValue(design);
}

/** The engine reads UTF-8, in which half of a surrogate pair has no form: it is refused, never replaced. */
function encodeText(text: string): Uint8Array | Diagnostic {
  if (text.length > MAX_BYTES) return tooLarge();
  const index = text.search(/\p{Surrogate}/u);
  if (index < 0) return withinBound(new TextEncoder().encode(text));
  const half = text.charCodeAt(index).toString(16).toUpperCase();
  return {
    ...notJson("", `the text has half of a surrogate pair (U+${half}), which is not a character`),
    offset: new TextEncoder().encode(text.slice(0, index)).length,
  };
}

function encodeValue(value: unknown): Uint8Array | Diagnostic {
  let text: string | undefined;
  try {
    text = JSON.stringify(value);
  } catch (error) {
    const obstacle = findObstacle(value);
    if (obstacle) return notJson(obstacle.path, obstacle.because);
    // V8 says so of a text that is longer than any string can be.
    if (error instanceof RangeError) return tooLarge();
    return notJson("", error instanceof Error ? error.message : String(error));
  }
  if (text === undefined) return notJson("", `a value of type ${typeof value} is not a design`);
  // JSON.stringify writes half of a surrogate pair, and nothing else, as an escape that begins like this.
  const obstacle = text.includes("\\ud") ? findObstacle(value) : undefined;
  return obstacle ? notJson(obstacle.path, obstacle.because) : encodeText(text);
}

function withinBound(bytes: Uint8Array): Uint8Array | Diagnostic {
  return bytes.byteLength > MAX_BYTES ? tooLarge() : bytes;
}

function notJson(path: string, message: string): Diagnostic {
  return { code: "document-not-json", severity: "error", message, path, related: [] };
}

function tooLarge(): Diagnostic {
  return {
    code: "document-too-large",
    severity: "error",
    message: `the document is larger than ${MAX_BYTES / 1024 / 1024} MiB, the most that is read`,
    path: "",
    related: [],
    hint: "split the estate into designs that can be judged by themselves",
  };
}
