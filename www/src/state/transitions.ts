// The steps from one state to the next that several actions share. Pure.

import { readModel, itemAt, type Model } from "../document/model.ts";
import { record, type DesignDocument } from "../document/history.ts";
import { INTERNET, type DesignerState, type Notice, type Origin } from "./state.ts";

/** The newest text and the one before, which is still on the screen. */
let lastRead: { text: string; model: Model }[] = [];

/** The objects of the document; reading one text twice costs nothing. */
export function modelOf(text: string): Model {
  const known = lastRead.find((each) => each.text === text);
  if (known !== undefined) return known.model;
  const model = readModel(text);
  lastRead = [{ text, model }, ...lastRead].slice(0, 2);
  return model;
}

/** Replaces the document, and remembers how to go back. */
export function changed(
  state: DesignerState,
  document: DesignDocument,
  step: { label: string; now: number; typing?: boolean },
): DesignerState {
  return {
    ...withDocument(state, document),
    history: record(state.history, state.document, document, step),
  };
}

/** Replaces the document; the selection stays on its object, wherever that moved to. */
export function withDocument(state: DesignerState, document: DesignDocument): DesignerState {
  if (document.text === state.document.text) return { ...state, document };
  const { selection } = state;
  const item = selection?.id ? modelOf(document.text).byId.get(selection.id) : undefined;
  const kept =
    selection?.id === INTERNET ? selection : item && selection ? { ...selection, pointer: item.pointer } : null;
  return { ...state, document, revision: state.revision + 1, selection: kept };
}

export function selected(state: DesignerState, id: string | null, origin: Origin): DesignerState {
  if (id === null) return { ...state, selection: null };
  if (id === INTERNET) return { ...state, selection: { id, pointer: "", origin } };
  const item = modelOf(state.document.text).byId.get(id);
  if (item === undefined) return state;
  return { ...state, selection: { id, pointer: item.pointer, origin } };
}

/** Selects the place that the pointer names, and the object around it. */
export function selectedPlace(state: DesignerState, pointer: string, origin: Origin): DesignerState {
  const item = itemAt(modelOf(state.document.text), pointer);
  return { ...state, selection: { id: item?.id ?? null, pointer, origin } };
}

export function noticed(state: DesignerState, tone: Notice["tone"], text: string): DesignerState {
  return { ...state, notice: { tone, text, serial: (state.notice?.serial ?? 0) + 1 } };
}
