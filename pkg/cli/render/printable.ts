// Text from a document, made safe for a terminal.

/**
 * Control characters (a terminal obeys them), formatting characters (they turn the
 * direction of text or hide it), line and paragraph separators, and halves of surrogate pairs.
 */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** Longest text shown in one piece. */
const LONGEST = 1000;

/** The text with everything that is not plain written as an escape: `\u{1b}`. */
export function printable(text: string): string {
  const shown = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  return shown.replace(UNSAFE, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}
