// The engine's problems as marks in the code.

import { setDiagnostics, type Diagnostic as Mark } from "@codemirror/lint";
import type { EditorView } from "@codemirror/view";
import type { Node } from "jsonc-parser";
import { applyFix } from "../actions/applyFix.ts";
import { perform } from "../actions/edit.ts";
import { markOf, unitOfByte, type Range } from "../document/pointer.ts";
import type { Diagnostic } from "../engine/answers.ts";
import type { Store } from "../state/store.ts";
import { treeOfText } from "./places.ts";

export function showProblems(view: EditorView, store: Store): void {
  const { answer } = store.getState();
  const text = view.state.doc.toString();
  const tree = treeOfText(text);
  const marks = (answer?.diagnostics ?? []).map((diagnostic): Mark => {
    const { from, to } = rangeOfProblem(diagnostic, text, tree);
    const { severity, message, hint, code, fix } = diagnostic;
    return {
      from,
      to,
      severity,
      message: hint === undefined ? message : `${message}. ${hint}`,
      renderMessage: () => sentences(message, hint),
      source: code,
      ...(fix === undefined ? {} : { actions: [{ name: "Fix", apply: () => perform(store, applyFix, diagnostic) }] }),
    };
  });
  view.dispatch(
    setDiagnostics(
      view.state,
      marks.sort((left, right) => left.from - right.from),
    ),
  );
}

/** Names stand between backticks, and are set as code. */
function sentences(...texts: (string | undefined)[]): HTMLElement {
  const all = document.createElement("div");
  for (const text of texts) {
    if (text === undefined) continue;
    const sentence = all.appendChild(document.createElement("p"));
    text.split("`").forEach((part, index) => {
      const element = document.createElement(index % 2 === 1 ? "code" : "span");
      element.textContent = part;
      sentence.append(element);
    });
  }
  return all;
}

/** Where the problem is in the text; text that is not JSON has an offset, everything else a place. */
function rangeOfProblem({ offset, path }: Diagnostic, text: string, tree: Node | undefined): Range {
  if (offset !== undefined) {
    const at = Math.min(unitOfByte(text, offset), text.length);
    return { from: Math.max(0, at === text.length ? at - 1 : at), to: Math.min(at + 1, text.length) };
  }
  if (tree === undefined) return { from: 0, to: Math.min(1, text.length) };
  const { from, to } = markOf(tree, path);
  return { from: Math.min(from, text.length), to: Math.min(to, text.length) };
}
