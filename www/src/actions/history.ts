// Undo and redo.

import { redo, undo, type Step } from "../document/history.ts";
import { withDocument } from "../state/transitions.ts";
import type { Store } from "../state/store.ts";
import type { Action } from "./action.ts";

export const undoAction: Action = {
  id: "undo",
  label: "Undo",
  group: "Edit",
  shortcut: "Mod+Z",
  inText: true,
  enabled: ({ history }) => history.past.length > 0,
  run: (store) => take(store, undo(store.getState().history, store.getState().document)),
};

export const redoAction: Action = {
  id: "redo",
  label: "Redo",
  group: "Edit",
  shortcut: "Mod+Shift+Z",
  inText: true,
  enabled: ({ history }) => history.future.length > 0,
  run: (store) => take(store, redo(store.getState().history, store.getState().document)),
};

function take(store: Store, step: Step | null): void {
  if (step !== null) store.setState((state) => ({ ...withDocument(state, step.document), history: step.history }));
}
