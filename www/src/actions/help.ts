// The list of commands and the help.

import type { Action } from "./action.ts";

export const showCommands: Action = {
  id: "commands",
  label: "All commands…",
  group: "Help",
  shortcut: "Mod+K",
  inText: true,
  run: (store) => store.setState({ dialog: { name: "commands" } }),
};

export const showHelp: Action = {
  id: "help",
  label: "Keyboard and help",
  group: "Help",
  shortcut: "?",
  run: (store) => store.setState({ dialog: { name: "help" } }),
};
