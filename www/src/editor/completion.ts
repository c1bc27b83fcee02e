// What can be typed here: keys and values from the schema, and the names of the design's own objects.

import {
  snippet,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  type CompletionSource,
} from "@codemirror/autocomplete";
import { getLocation } from "jsonc-parser";
import { ofKind, type Model } from "../document/model.ts";
import { kindsNamedAt } from "../document/references.ts";
import type { Store } from "../state/store.ts";
import { modelOf } from "../state/transitions.ts";
import type { Language } from "./language/client.ts";
import type { Suggestion } from "./language/messages.ts";

export function completeDesign(store: Store, language: Language): CompletionSource {
  return async (context: CompletionContext): Promise<CompletionResult | null> => {
    const text = context.state.doc.toString();
    const before = context.matchBefore(/["\w$./#-]*/);
    if (!context.explicit && (before === null || before.from === before.to)) return null;
    const names = nameCompletions(modelOf(store.getState().document.text), text, context.pos);
    if (names.length > 0) {
      const word = context.matchBefore(/"[^"]*/) ?? { from: context.pos };
      return { from: word.from, options: names, validFor: /^"[^"]*$/ };
    }
    const suggestions = await language.complete(text, context.pos);
    const [first] = suggestions;
    if (first === undefined || context.aborted) return null;
    return { from: first.from, options: suggestions.map(toCompletion), validFor: /^"?[\w$.-]*$/ };
  };
}

/** The names that this string may have, when it is one that names an object. */
function nameCompletions(model: Model, text: string, offset: number): Completion[] {
  const location = getLocation(text, offset);
  if (location.isAtPropertyKey) return [];
  const kinds = kindsNamedAt(location.path);
  return kinds.flatMap((kind) =>
    ofKind(model, kind).map(({ reference }) => ({
      label: JSON.stringify(reference),
      displayLabel: reference,
      detail: kind,
      apply: (view, _completion, from, to) => {
        // The quote that closes the string may be there already.
        const end = view.state.sliceDoc(to, to + 1) === '"' ? to + 1 : to;
        const insert = JSON.stringify(reference);
        view.dispatch({
          changes: { from, to: end, insert },
          selection: { anchor: from + insert.length },
          userEvent: "input.complete",
        });
      },
    })),
  );
}

function toCompletion({ label, insert, documentation, detail, to }: Suggestion): Completion {
  return {
    label: insert.startsWith('"') ? JSON.stringify(label) : label,
    displayLabel: label,
    ...(detail === "" ? {} : { detail }),
    ...(documentation === "" ? {} : { info: documentation }),
    apply: (view, completion, from, cursor) => snippet(insert)(view, completion, from, Math.max(to, cursor)),
  };
}
