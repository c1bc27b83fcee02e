// A design document as it was read: plain JSON for the engine, the text as written for people.

import { createReadStream } from "node:fs";
import { MAX_BYTES } from "../document.js";
import { Misuse } from "./exit.js";
import { toJson } from "./jsonc.js";
import { printable } from "./render/printable.js";

export interface Document {
  /** As the user named it; `<stdin>` for `-`. */
  file: string;
  /** As it was written, without the byte order mark. */
  source: Uint8Array;
  /** The same without comments and trailing commas: byte offsets agree with `source`. */
  json: Uint8Array;
}

/** Reads FILE, or standard input when it is `-`. */
export async function readDocument(file: string, stdin: AsyncIterable<Uint8Array>): Promise<Document> {
  try {
    const source = withoutMark(await readStart(file === "-" ? stdin : createReadStream(file)));
    return { file: file === "-" ? "<stdin>" : file, source, json: toJson(source) };
  } catch (error) {
    throw new Misuse(`cannot read \`${printable(file)}\`: ${reason(error)}`);
  }
}

/** Stops soon after the most that the engine takes: the engine then refuses the document, with its bound. */
async function readStart(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > MAX_BYTES + MARK.length) break;
  }
  return Buffer.concat(chunks);
}

/** The byte order mark that Windows editors put before UTF-8 is not part of the document. */
const MARK = [0xef, 0xbb, 0xbf];

function withoutMark(bytes: Uint8Array): Uint8Array {
  return MARK.every((byte, index) => bytes[index] === byte) ? bytes.subarray(MARK.length) : bytes;
}

/** Why the file system refused, in words. */
export function reason(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  switch (code) {
    case "ENOENT": return "no such file or directory";
    case "EISDIR": return "it is a directory";
    case "EACCES": case "EPERM": return "permission denied";
    default: return code || String(error);
  }
}
