// Asking for new objects, deleting the selected one, and laying out the drawing.

import { KINDS, OFFERED_KINDS } from "../objects/index.ts";
import { inSentence, type Kind } from "../objects/kind.ts";
import type { DesignerState } from "../state/state.ts";
import type { Store } from "../state/store.ts";
import { changed, modelOf } from "../state/transitions.ts";
import type { Action } from "./action.ts";
import { perform } from "./edit.ts";
import { removeObject } from "./removeObject.ts";
import { selectObject } from "./select.ts";

/** Opens the form for a new object; `answers` fills it in as far as is known. */
export function askFor(
  store: Store,
  kind: Kind,
  answers: Readonly<Record<string, unknown>> = {},
  parent?: string,
): void {
  const holder = parent ?? holderOf(store.getState(), kind);
  store.setState({ dialog: { name: "add", kind, parent: holder, answers } });
}

/** The selected object, or what it stands in, if it can hold one; else the first that can. */
function holderOf(state: DesignerState, kind: Kind): string | null {
  const { parent } = KINDS[kind];
  if (parent === undefined) return null;
  const model = modelOf(state.document.text);
  for (let id = state.selection?.id ?? null; id !== null; id = model.byId.get(id)?.parent ?? null) {
    if (model.byId.get(id)?.kind === parent) return id;
  }
  return model.items.find((item) => item.kind === parent)?.id ?? null;
}

export const addActions: readonly Action[] = OFFERED_KINDS.map(({ kind, label, parent }) => ({
  id: `add-${kind}`,
  label: `Add ${inSentence(label)}`,
  group: "Add",
  enabled: (state) => parent === undefined || holderOf(state, kind) !== null,
  run: (store) => askFor(store, kind),
}));

export const deleteSelected: Action = {
  id: "delete",
  label: "Delete the selected object",
  group: "Edit",
  shortcut: "Delete",
  enabled: ({ selection, document }) => selection?.id != null && modelOf(document.text).byId.has(selection.id),
  run: (store) => {
    const id = store.getState().selection?.id;
    if (id != null) perform(store, removeObject, id);
  },
};

export const clearSelection: Action = {
  id: "clear",
  label: "Select nothing, stop following",
  group: "Edit",
  shortcut: "Escape",
  run: (store) => {
    const { tool, traceFrom, path } = store.getState();
    if (tool === "trace" || traceFrom !== null) store.setState({ tool: "select", traceFrom: null });
    else if (path !== null) store.setState({ path: null });
    else selectObject(store, null, "panel");
  },
};

export const tidyLayout: Action = {
  id: "tidy",
  label: "Lay out the drawing",
  group: "View",
  run: (store) =>
    store.setState((state) => ({
      ...changed(state, { ...state.document, positions: {} }, { label: "Lay out the drawing", now: Date.now() }),
      fitRequests: state.fitRequests + 1,
    })),
};
