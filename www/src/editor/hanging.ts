// Wrapped lines keep their indentation: each visible line gets a class for how far it is indented.

import { RangeSetBuilder } from "@codemirror/state";
import { Decoration, ViewPlugin, type DecorationSet, type EditorView, type ViewUpdate } from "@codemirror/view";

/** Deeper lines hang like this one. */
export const INDENTS = 12;

const CLASSES = Array.from({ length: INDENTS + 1 }, (_, step) => Decoration.line({ class: `cm-indent-${step}` }));

export const hangingIndent = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;

    constructor(view: EditorView) {
      this.decorations = indents(view);
    }

    update(update: ViewUpdate): void {
      if (update.docChanged || update.viewportChanged) this.decorations = indents(update.view);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

function indents(view: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  for (const { from, to } of view.visibleRanges) {
    for (let at = from; at <= to;) {
      const line = view.state.doc.lineAt(at);
      const spaces = line.text.length - line.text.trimStart().length;
      const mark = CLASSES[Math.min(INDENTS, Math.floor(spaces / 2))];
      if (mark !== undefined) builder.add(line.from, line.from, mark);
      at = line.to + 1;
    }
  }
  return builder.finish();
}
