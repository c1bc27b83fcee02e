// Undo and redo over the whole document: its text, its file's name and where its boxes stand. The
// editor, the canvas and the forms all record here, so there is one order of events to go back through.

import { applyChange, changeBetween, invertChange, joinChanges, type Change } from "./change.ts";

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where the user put the top-level boxes, by object id; absent ones are laid out. */
export type Positions = Readonly<Record<string, Point>>;

export interface DesignDocument {
  /** The design as JSON with comments: the truth, from which everything else is derived. */
  readonly text: string;
  readonly positions: Positions;
  readonly fileName: string;
}

/** All of a document but its text, of which only the change is remembered. */
type Rest = Omit<DesignDocument, "text">;

interface Entry {
  readonly label: string;
  readonly change: Change | null;
  readonly rest: { readonly before: Rest; readonly after: Rest } | null;
  readonly at: number;
  readonly typing: boolean;
}

export interface History {
  readonly past: readonly Entry[];
  readonly future: readonly Entry[];
}

export interface Step {
  readonly document: DesignDocument;
  readonly history: History;
  readonly label: string;
}

/** Keystrokes closer together than this are one step. */
const TYPING_PAUSE = 800;
const LIMIT = 500;

export const NO_HISTORY: History = { past: [], future: [] };

/** Adds the step from `before` to `after`; `typing` steps in quick succession become one. */
export function record(
  history: History,
  before: DesignDocument,
  after: DesignDocument,
  step: { label: string; now: number; typing?: boolean },
): History {
  const change = changeBetween(before.text, after.text);
  const restChanged = before.positions !== after.positions || before.fileName !== after.fileName;
  if (change === null && !restChanged) return history;
  const entry: Entry = {
    label: step.label,
    change,
    rest: restChanged ? { before: restOf(before), after: restOf(after) } : null,
    at: step.now,
    typing: step.typing ?? false,
  };
  const last = history.past.at(-1);
  if (last !== undefined && last.typing && entry.typing && entry.at - last.at < TYPING_PAUSE && last.change && change) {
    const joined = joinChanges(last.change, change);
    if (joined !== null) return { past: [...history.past.slice(0, -1), { ...entry, change: joined }], future: [] };
  }
  return { past: [...history.past, entry].slice(-LIMIT), future: [] };
}

function restOf({ positions, fileName }: DesignDocument): Rest {
  return { positions, fileName };
}

export function undo(history: History, document: DesignDocument): Step | null {
  const entry = history.past.at(-1);
  if (entry === undefined) return null;
  return {
    document: {
      text: entry.change === null ? document.text : applyChange(document.text, invertChange(entry.change)),
      ...(entry.rest === null ? restOf(document) : entry.rest.before),
    },
    history: { past: history.past.slice(0, -1), future: [...history.future, entry] },
    label: entry.label,
  };
}

export function redo(history: History, document: DesignDocument): Step | null {
  const entry = history.future.at(-1);
  if (entry === undefined) return null;
  return {
    document: {
      text: entry.change === null ? document.text : applyChange(document.text, entry.change),
      ...(entry.rest === null ? restOf(document) : entry.rest.after),
    },
    history: { past: [...history.past, entry], future: history.future.slice(0, -1) },
    label: entry.label,
  };
}
