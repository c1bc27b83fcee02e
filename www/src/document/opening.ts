// What the page starts with: the design of a share link, else what was open last, else an example.

import { loadDraft, type Draft } from "./draft.ts";
import { EMPTY_DESIGN, EXAMPLES } from "./examples.ts";
import { documentOfFragment } from "./share.ts";

export interface Opening {
  readonly draft: Draft;
  /** Why the link could not be opened. */
  readonly problem: string | null;
}

export function openingDocument(fragment: string, storage: Storage): Opening {
  let problem: string | null = null;
  try {
    const shared = documentOfFragment(fragment);
    if (shared !== null) return { draft: { document: shared, fileName: "shared-design.json" }, problem };
  } catch (error) {
    problem = error instanceof Error ? error.message : String(error);
  }
  return { draft: loadDraft(storage) ?? firstDraft(), problem };
}

function firstDraft(): Draft {
  const [example] = EXAMPLES;
  return example === undefined
    ? { document: { text: EMPTY_DESIGN, positions: {} }, fileName: "design.json" }
    : { document: { text: example.text, positions: {} }, fileName: `${example.name}.json` };
}
