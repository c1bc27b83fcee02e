// Following packets.

import { witnessPath } from "../engine/session.ts";
import type { TypedQuery, Verdict } from "../engine/answers.ts";
import { endpointOf } from "../document/ends.ts";
import { INTERNET, type PathState } from "../state/state.ts";
import type { Store } from "../state/store.ts";
import { modelOf, noticed } from "../state/transitions.ts";
import type { Action } from "./action.ts";

export const startTrace: Action = {
  id: "trace",
  label: "Follow a packet",
  group: "Path",
  shortcut: "T",
  run: (store) =>
    store.setState(({ tool }) =>
      tool === "trace" ? { tool: "select", traceFrom: null } : { tool: "trace", traceFrom: null, side: "path" },
    ),
};

export const clearPath: Action = {
  id: "clear-path",
  label: "Clear the path",
  group: "Path",
  enabled: ({ path, tool }) => path !== null || tool === "trace",
  run: (store) => store.setState({ path: null, tool: "select", traceFrom: null }),
};

export function followPath(store: Store, query: TypedQuery): void {
  store.setState({
    path: { query, trace: { status: "asking" }, witnessOf: null, hop: null },
    side: "path",
    tool: "select",
    traceFrom: null,
  });
}

/** Draws the packet that breaks the expectation. */
export function showWitness(store: Store, verdict: Verdict): void {
  const path = witnessPath(verdict);
  store.setState(path === null ? { path: null } : { path, side: "path", tool: "select", traceFrom: null });
}

export function focusHop(store: Store, hop: PathState["hop"]): void {
  store.setState(({ path }) => (path === null ? {} : { path: { ...path, hop } }));
}

/** While following: the first object picked is where the packet starts, the second where it goes. */
export function pickEnd(store: Store, id: string): void {
  const { document, traceFrom } = store.getState();
  const item = modelOf(document.text).byId.get(id);
  const end = id === INTERNET ? "Internet" : item === undefined ? null : endpointOf(item);
  if (end === null) {
    store.setState((state) => noticed(state, "info", "Pick a subnet, something that stands in one, a site or the Internet."));
  } else if (traceFrom === null) store.setState({ traceFrom: end, side: "path" });
  else followPath(store, { from: traceFrom, to: end });
}
