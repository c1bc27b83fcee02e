// Every action, in the order in which the command list shows them.

import type { Action } from "./action.ts";
import { copyShareLink, exampleActions, newDesign, openFile, saveDocument } from "./files.ts";
import { restartEngine } from "./engine.ts";
import { showCommands, showHelp } from "./help.ts";
import { redoAction, undoAction } from "./history.ts";
import { addActions, clearSelection, deleteSelected, tidyLayout } from "./objects.ts";
import { forgetServiceTags, openServiceTags } from "./serviceTags.ts";
import { clearPath, startTrace } from "./path.ts";
import { fitDrawing, panelActions, themeActions, toggleCode, wrapLines } from "./view.ts";

export const ACTIONS: readonly Action[] = [
  newDesign,
  openFile,
  saveDocument,
  copyShareLink,
  openServiceTags,
  forgetServiceTags,
  ...exampleActions,
  undoAction,
  redoAction,
  deleteSelected,
  clearSelection,
  ...addActions,
  startTrace,
  clearPath,
  fitDrawing,
  tidyLayout,
  toggleCode,
  wrapLines,
  ...panelActions,
  ...themeActions,
  restartEngine,
  showCommands,
  showHelp,
];
