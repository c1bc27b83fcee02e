// Starting the engine again after it failed.

import type { Action } from "./action.ts";

export const restartEngine: Action = {
  id: "restart-engine",
  label: "Start the engine again",
  group: "Help",
  enabled: ({ engine }) => engine.phase === "failed",
  // A new revision asks anew, and the first question starts a worker.
  run: (store) => store.setState(({ revision }) => ({ engine: { phase: "starting" }, revision: revision + 1 })),
};
