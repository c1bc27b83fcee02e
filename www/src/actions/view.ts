// What is shown, and where the keyboard is.

import type { DockTab, SideTab, ThemeChoice } from "../state/state.ts";
import type { Store } from "../state/store.ts";
import type { Action } from "./action.ts";

/** Panels carry this attribute; what is inside takes the focus. */
export const PANEL = "data-panel";

/** How long a panel may take until it is drawn: the editor is a file of its own, which the network brings. */
const PATIENCE_MS = 10_000;

let wanted: string | null = null;

function focusPanel(name: string): void {
  wanted = name;
  const giveUp = performance.now() + PATIENCE_MS;
  // After React has drawn the panel; not any more where another one is wanted by then.
  const whenDrawn = (now: number): void => {
    if (wanted !== name || now > giveUp) return;
    const panel = document.querySelector<HTMLElement>(`[${PANEL}="${name}"]`);
    if (panel === null) {
      requestAnimationFrame(whenDrawn);
      return;
    }
    wanted = null;
    (panel.querySelector<HTMLElement>("[data-focus-first]") ?? panel).focus();
  };
  requestAnimationFrame(whenDrawn);
}

function panelAction(name: string, label: string, shortcut: string, show: (store: Store) => void = () => {}): Action {
  return {
    id: `focus-${name}`,
    label,
    group: "View",
    shortcut,
    inText: true,
    run: (store) => {
      show(store);
      focusPanel(name);
    },
  };
}

const dock = (tab: DockTab) => (store: Store) => store.setState({ dock: tab });
const side = (tab: SideTab) => (store: Store) => store.setState({ side: tab });

export const panelActions: readonly Action[] = [
  panelAction("code", "Go to the code", "Alt+1", (store) => store.setState({ codeShown: true })),
  panelAction("canvas", "Go to the drawing", "Alt+2"),
  panelAction("inspector", "Go to the inspector", "Alt+3", side("inspector")),
  panelAction("path", "Go to the path", "Alt+4", side("path")),
  panelAction("problems", "Go to the problems", "Alt+5", dock("problems")),
  panelAction("intents", "Go to the intents", "Alt+6", dock("intents")),
  panelAction("routes", "Go to the effective routes", "Alt+7", dock("routes")),
];

export const toggleCode: Action = {
  id: "toggle-code",
  label: "Show or hide the code",
  group: "View",
  shortcut: "Mod+B",
  inText: true,
  run: (store) => store.setState(({ codeShown }) => ({ codeShown: !codeShown })),
};

export const wrapLines: Action = {
  id: "wrap",
  label: "Wrap long lines of the code, or not",
  group: "View",
  shortcut: "Alt+Z",
  inText: true,
  run: (store) => store.setState(({ linesWrapped }) => ({ linesWrapped: !linesWrapped })),
};

export const fitDrawing: Action = {
  id: "fit",
  label: "Show the whole drawing",
  group: "View",
  shortcut: "F",
  run: (store) => store.setState(({ fitRequests }) => ({ fitRequests: fitRequests + 1 })),
};

export function setTheme(store: Store, theme: ThemeChoice): void {
  store.setState({ theme });
}

export const themeActions: readonly Action[] = (["auto", "light", "dark"] as const).map((theme) => ({
  id: `theme-${theme}`,
  label: theme === "auto" ? "Theme: as the system" : `Theme: ${theme}`,
  group: "View",
  run: (store) => setTheme(store, theme),
}));
