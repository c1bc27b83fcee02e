// The one owner of the page's state, and how components read it.

import { createContext, useContext, useDeferredValue } from "react";
import { useStore } from "zustand";
import { createStore, type StoreApi } from "zustand/vanilla";
import type { Model } from "../document/model.ts";
import { initialState, type DesignerState } from "./state.ts";
import { modelOf } from "./transitions.ts";

export type Store = StoreApi<DesignerState>;

export function createDesignerStore(start: Parameters<typeof initialState>[0]): Store {
  return createStore<DesignerState>(() => initialState(start));
}

export const StoreContext = createContext<Store | null>(null);

export function useStoreApi(): Store {
  const store = useContext(StoreContext);
  if (store === null) throw new Error("there is no store above this component");
  return store;
}

export function useDesigner<T>(select: (state: DesignerState) => T): T {
  return useStore(useStoreApi(), select);
}

/** The objects of the document. */
export function useModel(): Model {
  return modelOf(useDesigner((state) => state.document.text));
}

/** The same for the drawing: typing goes first, it follows as soon as there is time. */
export function useDeferredModel(): Model {
  return modelOf(useDeferredValue(useDesigner((state) => state.document.text)));
}
