// Selecting an object or a place, and what that shows elsewhere.

import type { Origin } from "../state/state.ts";
import type { Store } from "../state/store.ts";
import { modelOf, selected, selectedPlace } from "../state/transitions.ts";

export function selectObject(store: Store, id: string | null, origin: Origin): void {
  store.setState((state) => selected(state, id, origin));
  afterwards(store, origin);
}

export function selectPlace(store: Store, pointer: string, origin: Origin): void {
  store.setState((state) => selectedPlace(state, pointer, origin));
  afterwards(store, origin);
}

/** A subnet that is picked on the drawing shows its effective routes. */
function afterwards(store: Store, origin: Origin): void {
  const state = store.getState();
  const id = state.selection?.id ?? null;
  const item = id === null ? undefined : modelOf(state.document.text).byId.get(id);
  if (item?.kind === "subnet" && state.routes?.subnet !== item.reference) {
    store.setState({ routes: { subnet: item.reference, answer: { status: "asking" } } });
  }
  if (origin === "canvas" && id !== null) {
    store.setState({ side: "inspector", ...(item?.kind === "subnet" ? { dock: "routes" } : {}) });
  }
}
