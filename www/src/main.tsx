// Wires the parts together, and nothing else.

import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { followAddress } from "./actions/address.ts";
import { ACTIONS } from "./actions/index.ts";
import { listenForShortcuts } from "./actions/shortcuts.ts";
import { App } from "./App.tsx";
import { openingDocument } from "./document/opening.ts";
import { keepDraft } from "./document/draft.ts";
import { startEngine } from "./engine/client.ts";
import { connectEngine } from "./engine/session.ts";
import { createDesignerStore, StoreContext } from "./state/store.ts";
import { noticed } from "./state/transitions.ts";
import { followTheme, savedTheme } from "./theme/theme.ts";

const opening = openingDocument(location.hash, localStorage);
const store = createDesignerStore({ document: opening.document, theme: savedTheme(localStorage) });
const { problem } = opening;
if (problem !== null) store.setState((state) => noticed(state, "error", problem));

followAddress(store);
followTheme(store, localStorage);
keepDraft(store, localStorage);
connectEngine(store, startEngine());
listenForShortcuts(store, ACTIONS);

const root = document.getElementById("root");
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <StoreContext value={store}>
        <App />
      </StoreContext>
    </StrictMode>,
  );
}
