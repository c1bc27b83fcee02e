// Shows in the code what is selected: scrolls to it and tints its lines.

import { StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, type DecorationSet } from "@codemirror/view";
import { rangeOf } from "../document/pointer.ts";
import type { DesignerState } from "../state/state.ts";
import { INTERNET } from "../state/state.ts";
import { treeOfText } from "./places.ts";

const tint = StateEffect.define<{ from: number; to: number } | null>();
const line = Decoration.line({ class: "cm-selected-object" });

export const selectedObject = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(shown, transaction) {
    const effect = transaction.effects.find((each) => each.is(tint));
    if (effect === undefined) return shown.map(transaction.changes);
    if (effect.value === null) return Decoration.none;
    const { doc } = transaction.state;
    const first = doc.lineAt(effect.value.from).number;
    const last = doc.lineAt(effect.value.to).number;
    const lines = Array.from({ length: last - first + 1 }, (_, index) => line.range(doc.line(first + index).from));
    return Decoration.set(lines);
  },
  provide: (field) => EditorView.decorations.from(field),
});

export function revealSelection(view: EditorView, state: DesignerState): void {
  const { selection } = state;
  const text = view.state.doc.toString();
  const tree = selection === null || selection.id === INTERNET ? undefined : treeOfText(text);
  if (selection === null || tree === undefined || selection.pointer === "") {
    view.dispatch({ effects: tint.of(null) });
    return;
  }
  const range = rangeOf(tree, selection.pointer);
  if (range.to > text.length) return;
  // Where the cursor led, nothing has to scroll.
  const scroll =
    selection.origin === "editor" ? [] : [EditorView.scrollIntoView(range.from, { y: "start", yMargin: 96 })];
  view.dispatch({ effects: [tint.of(range), ...scroll] });
}
