// What a key or a value means, from the schema, when the pointer rests on it.

import { hoverTooltip } from "@codemirror/view";
import type { Extension } from "@codemirror/state";
import type { Language } from "./language/client.ts";

export function hoverDesign(language: Language): Extension {
  return hoverTooltip(async (view, offset) => {
    const explanation = await language.explain(view.state.doc.toString(), offset);
    if (explanation === null) return null;
    return {
      pos: explanation.from,
      end: explanation.to,
      create: () => {
        const dom = document.createElement("div");
        dom.className = "cm-schema-hover";
        dom.textContent = explanation.text;
        return { dom };
      },
    };
  });
}
