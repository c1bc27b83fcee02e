// Light, dark, or as the system: one attribute on the document, read by tokens.css.

import type { ThemeChoice } from "../state/state.ts";
import type { Store } from "../state/store.ts";

const KEY = "routewright.theme";

export function savedTheme(storage: Storage): ThemeChoice {
  const saved = storage.getItem(KEY);
  return saved === "light" || saved === "dark" ? saved : "auto";
}

/** Keeps the page's theme what the state says, and remembers the choice. */
export function followTheme(store: Store, storage: Storage): void {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const apply = (): void => {
    const { theme } = store.getState();
    document.documentElement.dataset["theme"] = theme === "auto" ? (system.matches ? "dark" : "light") : theme;
  };
  system.addEventListener("change", apply);
  store.subscribe((state, before) => {
    if (state.theme === before.theme) return;
    storage.setItem(KEY, state.theme);
    apply();
  });
  apply();
}
