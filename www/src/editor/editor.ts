// CodeMirror bound to the store: typing goes in, every other change comes out.

import { Annotation, EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { selectPlace } from "../actions/select.ts";
import { typeText } from "../actions/typeText.ts";
import { changeBetween } from "../document/change.ts";
import type { Store } from "../state/store.ts";
import { editorExtensions, wrapping, wrappingOf } from "./extensions.ts";
import { pointerAtOffset } from "./places.ts";
import { showProblems } from "./problems.ts";
import { revealSelection } from "./reveal.ts";

export interface Editor {
  focus(): void;
  close(): void;
}

/** Marks a change that came from the store, so that it is not sent back. */
const fromStore = Annotation.define<boolean>();

export function openEditor(store: Store, root: ShadowRoot): Editor {
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: store.getState().document.text,
      extensions: [
        editorExtensions(store),
        EditorView.updateListener.of((update) => {
          if (update.docChanged && !update.transactions.some((each) => each.annotation(fromStore) === true)) {
            typeText(store, update.state.doc.toString());
          }
          // A click or the arrow keys, not typing and not a selection that came from elsewhere.
          const walked = update.transactions.some((each) => each.isUserEvent("select"));
          if (walked && update.selectionSet && !update.docChanged) followCursor(store, update.view);
        }),
      ],
    }),
  });

  const unsubscribe = store.subscribe((state, before) => {
    if (state.document.text !== before.document.text) takeText(view, state.document.text);
    if (state.linesWrapped !== before.linesWrapped)
      view.dispatch({ effects: wrapping.reconfigure(wrappingOf(state.linesWrapped)) });
    if (state.answer !== before.answer) showProblems(view, store);
    if (state.selection !== before.selection) revealSelection(view, state);
  });
  showProblems(view, store);
  revealSelection(view, store.getState());

  return {
    focus: () => view.focus(),
    close: () => {
      unsubscribe();
      view.destroy();
    },
  };
}

function takeText(view: EditorView, text: string): void {
  const change = changeBetween(view.state.doc.toString(), text);
  if (change === null) return;
  view.dispatch({
    changes: { from: change.at, to: change.at + change.removed.length, insert: change.inserted },
    annotations: fromStore.of(true),
  });
}

function followCursor(store: Store, view: EditorView): void {
  const pointer = pointerAtOffset(view.state.doc.toString(), view.state.selection.main.head);
  if (pointer !== store.getState().selection?.pointer) selectPlace(store, pointer, "editor");
}
