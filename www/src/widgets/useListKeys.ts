// Up and down move between the rows of a list.

import { useCallback, type KeyboardEvent } from "react";

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

export function useListKeys(): (event: KeyboardEvent<HTMLElement>) => void {
  return useCallback((event) => {
    const step = STEPS[event.key];
    if (step === undefined) return;
    const items = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-list-item]")];
    const here = items.findIndex((item) => item === document.activeElement);
    const next = items[Math.min(Math.max(here + step, 0), items.length - 1)];
    if (next === undefined) return;
    event.preventDefault();
    next.focus();
  }, []);
}
