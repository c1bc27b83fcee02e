// The address bar: a share link opened in this page, and a link that is no longer true.

import { documentOfFragment } from "../document/share.ts";
import type { Store } from "../state/store.ts";
import { noticed } from "../state/transitions.ts";
import { showDocument } from "./files.ts";

export function followAddress(store: Store): void {
  window.addEventListener("hashchange", () => {
    try {
      const shared = documentOfFragment(location.hash);
      if (shared !== null) showDocument(store, shared, "Open share link");
    } catch (error) {
      store.setState((state) => noticed(state, "error", error instanceof Error ? error.message : String(error)));
    }
  });
  store.subscribe((state, before) => {
    // Once the design is changed, the link is about an older one; a reload must not go back to it.
    if (state.document === before.document || location.hash === "") return;
    history.replaceState(null, "", location.pathname + location.search);
  });
}
