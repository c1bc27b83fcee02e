// What the editor is made of.

import {
  acceptCompletion,
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from "@codemirror/autocomplete";
import { defaultKeymap, indentWithTab } from "@codemirror/commands";
import { bracketMatching, foldGutter, foldKeymap, indentOnInput, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, lintKeymap } from "@codemirror/lint";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { Compartment, type Extension } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
  rectangularSelection,
} from "@codemirror/view";
import { json5Language } from "codemirror-json5";
import type { Store } from "../state/store.ts";
import { completeDesign } from "./completion.ts";
import { hangingIndent } from "./hanging.ts";
import { hoverDesign } from "./hover.ts";
import { startLanguage } from "./language/client.ts";
import { selectedObject } from "./reveal.ts";
import { CODE_COLOURS, EDITOR_LOOK } from "./look.ts";

/** Switched while the editor is open. */
export const wrapping = new Compartment();

export function wrappingOf(wrapped: boolean): Extension {
  return wrapped ? [EditorView.lineWrapping, hangingIndent] : [];
}

export function editorExtensions(store: Store): Extension {
  const language = startLanguage();
  return [
    lineNumbers(),
    lintGutter(),
    foldGutter({ markerDOM: foldMarker }),
    highlightActiveLineGutter(),
    highlightActiveLine(),
    drawSelection(),
    rectangularSelection(),
    indentOnInput(),
    bracketMatching(),
    closeBrackets(),
    highlightSelectionMatches(),
    search({ top: true }),
    // JSON with comments is inside JSON5; the engine refuses the rest of it. The language alone: the
    // package's whole support parses the document anew with each key.
    json5Language,
    autocompletion({ override: [completeDesign(store, language)], icons: false }),
    hoverDesign(language),
    selectedObject,
    syntaxHighlighting(CODE_COLOURS),
    EDITOR_LOOK,
    wrapping.of(wrappingOf(store.getState().linesWrapped)),
    EditorView.contentAttributes.of({ "aria-label": "Design as JSON", spellcheck: "false" }),
    // Undo and redo are the page's own: its history holds the drawing's edits too.
    keymap.of([
      { key: "Tab", run: acceptCompletion },
      ...closeBracketsKeymap,
      ...completionKeymap,
      ...searchKeymap,
      ...foldKeymap,
      ...lintKeymap,
      ...defaultKeymap,
      indentWithTab,
    ]),
  ];
}

function foldMarker(open: boolean): HTMLElement {
  const marker = document.createElement("span");
  marker.className = open ? "cm-fold cm-fold-open" : "cm-fold";
  marker.textContent = "›";
  return marker;
}
