// One replaced stretch of the document's text: the smallest thing that turns one text into another.

export interface Change {
  /** Where it starts, in UTF-16 units. */
  readonly at: number;
  readonly removed: string;
  readonly inserted: string;
}

/** The one stretch in which the texts differ, or null when they are equal. */
export function changeBetween(before: string, after: string): Change | null {
  if (before === after) return null;
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before.charCodeAt(head) === after.charCodeAt(head)) head += 1;
  let tail = 0;
  while (
    tail < shorter - head &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  ) {
    tail += 1;
  }
  return {
    at: head,
    removed: before.slice(head, before.length - tail),
    inserted: after.slice(head, after.length - tail),
  };
}

export function applyChange(text: string, change: Change): string {
  return text.slice(0, change.at) + change.inserted + text.slice(change.at + change.removed.length);
}

export function invertChange(change: Change): Change {
  return { at: change.at, removed: change.inserted, inserted: change.removed };
}

/** Joins a keystroke to the one before it, or returns null when they are not neighbours. */
export function joinChanges(first: Change, second: Change): Change | null {
  const end = first.at + first.inserted.length;
  const typedOn = second.removed === "" && second.at === end;
  if (typedOn) return { ...first, inserted: first.inserted + second.inserted };
  const erasedInside = second.inserted === "" && second.at >= first.at && second.at + second.removed.length === end;
  if (erasedInside) return { ...first, inserted: first.inserted.slice(0, second.at - first.at) };
  const erasedBefore =
    first.inserted === "" && second.inserted === "" && second.at + second.removed.length === first.at;
  if (erasedBefore) return { at: second.at, removed: second.removed + first.removed, inserted: "" };
  return null;
}
