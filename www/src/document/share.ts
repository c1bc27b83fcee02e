// A share link: the document, deflated, in the fragment of the address. A browser does not send
// the fragment, so the design reaches nobody but whoever opens the link.

import { deflateSync, Inflate, strFromU8, strToU8 } from "fflate";
import type { DesignDocument, Point, Positions } from "./history.ts";

const KEY = "design";
const VERSION = 1;
/** Of a document that has no name of its own. */
const FILE_NAME = "design.json";
/** A longer document is refused, so that a small link cannot fill the memory. */
const LIMIT = 32 * 1024 * 1024;

export class LinkError extends Error {}

export function shareFragment(document: DesignDocument): string {
  return `#${KEY}=${toBase64Url(deflateSync(strToU8(writeDocument(document)), { level: 9 }))}`;
}

/** The document that the fragment holds; null when the fragment is about something else. */
export function documentOfFragment(fragment: string): DesignDocument | null {
  const prefix = `#${KEY}=`;
  if (!fragment.startsWith(prefix)) return null;
  let content: unknown;
  try {
    content = JSON.parse(strFromU8(inflate(fromBase64Url(fragment.slice(prefix.length)))));
  } catch (error) {
    if (error instanceof LinkError) throw error;
    throw new LinkError("The link is damaged: what it holds cannot be read.");
  }
  return readDocument(content);
}

/** A document as text, for a link or for the browser's storage. */
export function writeDocument(document: DesignDocument): string {
  return JSON.stringify({ version: VERSION, ...document });
}

/** Checks what a link or the browser's storage holds. */
export function readDocument(content: unknown): DesignDocument {
  if (typeof content !== "object" || content === null) throw new LinkError("The link holds no design.");
  const { version, text, positions, fileName } = content as Record<string, unknown>;
  if (version !== VERSION) throw new LinkError("The link was made by a newer designer.");
  if (typeof text !== "string") throw new LinkError("The link holds no design.");
  return { text, positions: readPositions(positions), fileName: typeof fileName === "string" ? fileName : FILE_NAME };
}

function readPositions(value: unknown): Positions {
  if (typeof value !== "object" || value === null) return {};
  return Object.fromEntries(
    Object.entries(value)
      .filter((entry): entry is [string, Point] => isPoint(entry[1]))
      .map(([id, { x, y }]) => [id, { x, y }]),
  );
}

function isPoint(value: unknown): value is Point {
  if (typeof value !== "object" || value === null) return false;
  const { x, y } = value as Record<string, unknown>;
  return Number.isFinite(x) && Number.isFinite(y);
}

function inflate(bytes: Uint8Array): Uint8Array {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const stream = new Inflate((chunk) => {
    length += chunk.length;
    if (length > LIMIT) throw new LinkError("The link holds more than a design of 32 MB.");
    chunks.push(chunk);
  });
  // Small steps, so that the limit is met before the memory is.
  for (let at = 0; at < bytes.length; at += 4096) stream.push(bytes.subarray(at, at + 4096), at + 4096 >= bytes.length);
  const whole = new Uint8Array(length);
  chunks.reduce((at, chunk) => (whole.set(chunk, at), at + chunk.length), 0);
  return whole;
}

function toBase64Url(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function fromBase64Url(text: string): Uint8Array {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
}
