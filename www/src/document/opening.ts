// What the page starts with: the design of a share link, else what was open last, else an example.

import { loadDraft } from "./draft.ts";
import { EXAMPLES, NEW_DOCUMENT } from "./examples.ts";
import type { DesignDocument } from "./history.ts";
import { documentOfFragment } from "./share.ts";

export interface Opening {
  readonly document: DesignDocument;
  /** Why the link could not be opened. */
  readonly problem: string | null;
}

export function openingDocument(fragment: string, storage: Storage): Opening {
  let problem: string | null = null;
  try {
    const shared = documentOfFragment(fragment);
    if (shared !== null) return { document: shared, problem };
  } catch (error) {
    problem = error instanceof Error ? error.message : String(error);
  }
  return { document: loadDraft(storage) ?? EXAMPLES[0]?.document ?? NEW_DOCUMENT, problem };
}
