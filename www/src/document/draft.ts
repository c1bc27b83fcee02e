// The document survives a reload in the browser's own storage; nothing leaves the machine.

import type { DesignDocument } from "./history.ts";
import { readDocument, writeDocument } from "./share.ts";

const KEY = "routewright.draft";
/** Storing is put off until nothing has changed for this long. */
const PAUSE = 500;

export interface Draft {
  readonly document: DesignDocument;
  readonly fileName: string;
}

/** The part of the store that is used. */
interface Drafts {
  getState(): Draft;
  subscribe(listener: (state: Draft, before: Draft) => void): unknown;
}

export function keepDraft(store: Drafts, storage: Storage): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  store.subscribe((state, before) => {
    if (state.document === before.document) return;
    clearTimeout(timer);
    timer = setTimeout(() => saveDraft(storage, store.getState()), PAUSE);
  });
}

export function saveDraft(storage: Storage, { document, fileName }: Draft): void {
  try {
    storage.setItem(KEY, JSON.stringify({ ...writeDocument(document), fileName }));
  } catch {
    // The storage is full or forbidden: the draft is a convenience, the file is the work.
    storage.removeItem(KEY);
  }
}

export function loadDraft(storage: Storage): Draft | null {
  try {
    const content = JSON.parse(storage.getItem(KEY) ?? "null") as { fileName?: unknown } | null;
    if (content === null) return null;
    return {
      document: readDocument(content),
      fileName: typeof content.fileName === "string" ? content.fileName : "design.json",
    };
  } catch {
    return null;
  }
}
