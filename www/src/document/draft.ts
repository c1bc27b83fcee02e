// The document survives a reload in the browser's own storage; nothing leaves the machine.

import type { DesignDocument } from "./history.ts";
import { readDocument, writeDocument } from "./share.ts";

const KEY = "routewright.draft";
/** Storing is put off until nothing has changed for this long. */
const PAUSE = 500;

/** The part of the store that is used. */
interface Drafts {
  getState(): { document: DesignDocument };
  subscribe(listener: (state: { document: DesignDocument }, before: { document: DesignDocument }) => void): unknown;
}

export function keepDraft(store: Drafts, storage: Storage): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  store.subscribe((state, before) => {
    if (state.document === before.document) return;
    clearTimeout(timer);
    timer = setTimeout(() => saveDraft(storage, store.getState().document), PAUSE);
  });
}

function saveDraft(storage: Storage, document: DesignDocument): void {
  try {
    storage.setItem(KEY, writeDocument(document));
  } catch {
    // The storage is full or forbidden: the draft is a convenience, the file is the work.
    storage.removeItem(KEY);
  }
}

export function loadDraft(storage: Storage): DesignDocument | null {
  try {
    return readDocument(JSON.parse(storage.getItem(KEY) ?? "null"));
  } catch {
    // There is none, or an older designer wrote it.
    return null;
  }
}
