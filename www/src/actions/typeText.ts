// What was typed into the editor.

import type { Store } from "../state/store.ts";
import { changed } from "../state/transitions.ts";

export function typeText(store: Store, text: string): void {
  store.setState((state) =>
    changed(state, { ...state.document, text }, { label: "Typing", now: Date.now(), typing: true }),
  );
}
