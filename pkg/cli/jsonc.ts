// JSON with comments and trailing commas becomes plain JSON of the same length: what is
// not JSON turns into spaces, so that every byte offset stays what it was.

const TAB = 0x09, LINE_FEED = 0x0a, RETURN = 0x0d, SPACE = 0x20;
const QUOTE = 0x22, BACKSLASH = 0x5c, SLASH = 0x2f, STAR = 0x2a, COMMA = 0x2c;
const COLON = 0x3a, OPEN_BRACKET = 0x5b, CLOSE_BRACKET = 0x5d, OPEN_BRACE = 0x7b, CLOSE_BRACE = 0x7d;

/** After these a value must come, so that a comma there is a mistake and not a trailing one. */
const NO_VALUE = new Set([COMMA, COLON, OPEN_BRACKET, OPEN_BRACE]);

/**
 * The document without comments and trailing commas. Anything else that is not JSON
 * stays (an unterminated comment, a comma with nothing before it): the engine says where.
 */
export function toJson(source: Uint8Array): Uint8Array {
  const json = Uint8Array.from(source);
  /** The last byte that was neither white space nor comment, and where it stood. */
  let last = 0, lastAt = -1;
  /** Whether `last` is a comma with a value before it, which a closing bracket makes a trailing one. */
  let afterValue = false;
  /** Whether a block comment never ends: then no later one does, and none is looked for. */
  let endless = false;
  let at = 0;
  while (at < source.length) {
    const byte = source[at];
    if (byte === SLASH && !endless) {
      const end = commentEnd(source, at);
      if (end !== undefined) {
        blank(json, at, end);
        at = end;
        continue;
      }
      endless = source[at + 1] === STAR;
    }
    if (byte !== SPACE && byte !== TAB && byte !== LINE_FEED && byte !== RETURN) {
      if ((byte === CLOSE_BRACKET || byte === CLOSE_BRACE) && last === COMMA && afterValue) {
        json[lastAt] = SPACE;
      }
      afterValue = byte === COMMA && lastAt >= 0 && !NO_VALUE.has(last);
      last = byte ?? 0;
      lastAt = at;
      if (byte === QUOTE) at = stringEnd(source, at) - 1;
    }
    at += 1;
  }
  return json;
}

/** Where the comment that starts here ends; undefined if none starts, or it never ends. */
function commentEnd(source: Uint8Array, at: number): number | undefined {
  if (source[at + 1] === SLASH) {
    const end = source.indexOf(LINE_FEED, at);
    return end < 0 ? source.length : end;
  }
  if (source[at + 1] !== STAR) return undefined;
  for (let star = source.indexOf(STAR, at + 2); star >= 0; star = source.indexOf(STAR, star + 1)) {
    if (source[star + 1] === SLASH) return star + 2;
  }
  return undefined;
}

/** The offset after the closing quote of the string that starts here. */
function stringEnd(source: Uint8Array, start: number): number {
  let at = start + 1;
  while (at < source.length && source[at] !== QUOTE) at += source[at] === BACKSLASH ? 2 : 1;
  return Math.min(at + 1, source.length);
}

function blank(json: Uint8Array, from: number, to: number): void {
  for (let at = from; at < to; at += 1) {
    if (json[at] !== LINE_FEED && json[at] !== RETURN) json[at] = SPACE;
  }
}
