// An edit is a function from document to document; performing one is recorded, so it can be undone.

import type { DesignDocument } from "../document/history.ts";
import type { Model } from "../document/model.ts";
import type { Store } from "../state/store.ts";
import { changed, modelOf, noticed } from "../state/transitions.ts";
import { selectObject } from "./select.ts";

export interface Edit<A> {
  /** For the menus of undo and redo: "Add subnet gpu". */
  label(argument: A, before: Model): string;
  apply(document: DesignDocument, argument: A): DesignDocument;
  /** What is selected afterwards, where that changes. */
  select?(argument: A, after: Model): string | null;
}

export function perform<A>(store: Store, edit: Edit<A>, argument: A): void {
  const before = store.getState();
  const label = edit.label(argument, modelOf(before.document.text));
  let document: DesignDocument;
  try {
    document = edit.apply(before.document, argument);
  } catch {
    // The text cannot be edited in place while it is broken; the problem itself is in the list.
    store.setState((state) => noticed(state, "error", `${label}: the code has to be correct JSON first.`));
    return;
  }
  store.setState((state) => changed(state, document, { label, now: Date.now() }));
  if (edit.select !== undefined) selectObject(store, edit.select(argument, modelOf(document.text)), "panel");
}
