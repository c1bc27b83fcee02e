// Remembers where the user put the boxes. Once one was moved, the others stay where they are too.

import type { Positions } from "../document/history.ts";
import type { Edit } from "./edit.ts";

export const moveBoxes: Edit<Positions> = {
  label: () => "Move",
  apply: (document, positions) => ({ ...document, positions: { ...document.positions, ...positions } }),
};
