// Opening, saving and sharing the document.

import { EXAMPLES, NEW_DOCUMENT, type Example } from "../document/examples.ts";
import { pickFile, saveFile, type OpenedFile } from "../document/file.ts";
import type { DesignDocument } from "../document/history.ts";
import { shareFragment } from "../document/share.ts";
import type { Store } from "../state/store.ts";
import { changed, noticed } from "../state/transitions.ts";
import type { Action } from "./action.ts";

/** Shows another document. The one before can be had back with undo. */
export function showDocument(store: Store, document: DesignDocument, label: string): void {
  store.setState((state) => ({
    ...changed(state, document, { label, now: Date.now() }),
    selection: null,
    path: null,
    routes: null,
    traceFrom: null,
    tool: "select",
    dock: "problems",
    side: "inspector",
    fitRequests: state.fitRequests + 1,
  }));
}

function showFile(store: Store, { name, text }: OpenedFile): void {
  showDocument(store, { text, positions: {}, fileName: name }, `Open ${name}`);
}

function showExample(store: Store, { name, document }: Example): void {
  showDocument(store, document, `Open example ${name}`);
}

export const newDesign: Action = {
  id: "new",
  label: "New design",
  group: "File",
  run: (store) => showDocument(store, NEW_DOCUMENT, "New design"),
};

export const openFile: Action = {
  id: "open",
  label: "Open…",
  group: "File",
  shortcut: "Mod+O",
  inText: true,
  run: async (store) => {
    try {
      const file = await pickFile();
      if (file !== null) showFile(store, file);
    } catch (error) {
      store.setState((state) => noticed(state, "error", error instanceof Error ? error.message : String(error)));
    }
  },
};

export const saveDocument: Action = {
  id: "save",
  label: "Save",
  group: "File",
  shortcut: "Mod+S",
  inText: true,
  run: (store) => {
    const { fileName, text } = store.getState().document;
    saveFile({ name: fileName, text });
    store.setState((state) => noticed(state, "info", `Saved as ${fileName}`));
  },
};

export const copyShareLink: Action = {
  id: "share",
  label: "Copy share link",
  group: "File",
  run: async (store) => {
    const link = new URL(shareFragment(store.getState().document), location.href).href;
    try {
      await navigator.clipboard.writeText(link);
      store.setState((state) => noticed(state, "info", "Link copied. It holds the whole design; nothing was sent."));
    } catch {
      history.replaceState(null, "", link);
      store.setState((state) =>
        noticed(state, "info", "The link is in the address bar: the browser kept the clipboard closed."),
      );
    }
  },
};

export const exampleActions: readonly Action[] = EXAMPLES.map((example) => ({
  id: `example-${example.name}`,
  label: `Open example ${example.name}`,
  group: "File",
  run: (store) => showExample(store, example),
}));
