// From a key press to the action that it means.

import type { Store } from "../state/store.ts";
import type { Action } from "./action.ts";

/** The part of a key press that matters. */
export interface Press {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

export function matches(shortcut: string, press: Press): boolean {
  const parts = shortcut.split("+");
  const key = parts.at(-1) ?? "";
  const mod = parts.includes("Mod");
  if (mod !== (press.ctrlKey || press.metaKey) || parts.includes("Alt") !== press.altKey) return false;
  // Shift is part of how some signs are typed ("?"), so only letters and named keys look at it.
  const named = key.length > 1 || /[A-Z0-9]/.test(key);
  if (named && parts.includes("Shift") !== press.shiftKey) return false;
  // A Mac's keyboard has Delete under the name of Backspace.
  if (key === "Delete" && press.key === "Backspace") return true;
  // With Alt, some systems type another sign: there the place on the keyboard counts.
  return (
    press.key.toUpperCase() === key.toUpperCase() ||
    (press.altKey && /^(Digit|Key)/.test(press.code) && press.code.endsWith(key))
  );
}

export function actionFor(actions: readonly Action[], press: Press, typing: boolean): Action | undefined {
  return actions.find(
    ({ shortcut, inText }) => shortcut !== undefined && (inText === true || !typing) && matches(shortcut, press),
  );
}

/** Listens on the whole page. */
export function listenForShortcuts(store: Store, actions: readonly Action[]): void {
  window.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || store.getState().dialog !== null) return;
    const action = actionFor(actions, event, isTyping(event));
    if (action === undefined) return;
    if (action.enabled?.(store.getState()) === false) return;
    event.preventDefault();
    void action.run(store);
  });
}

function isTyping(event: KeyboardEvent): boolean {
  const target = event.composedPath()[0];
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

/** The shortcut as it is printed: `Ctrl+Z`, or `⌘Z` on a Mac. */
export function shortcutText(shortcut: string, mac = navigator.platform.startsWith("Mac")): string {
  return mac
    ? shortcut.replace("Mod+", "⌘").replace("Shift+", "⇧").replace("Alt+", "⌥")
    : shortcut.replace("Mod", "Ctrl").replace("Escape", "Esc");
}
