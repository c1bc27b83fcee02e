// What the user can do, as data: menus, shortcuts, the command list and the help all read this.

import type { Store } from "../state/store.ts";
import type { DesignerState } from "../state/state.ts";

export interface Action {
  readonly id: string;
  readonly label: string;
  /** Section of the command list. */
  readonly group: "File" | "Edit" | "Add" | "View" | "Path" | "Help";
  /** `Mod` is Control, or Command on a Mac. */
  readonly shortcut?: string;
  /** Works while text is being typed, too. */
  readonly inText?: boolean;
  enabled?(state: DesignerState): boolean;
  run(store: Store): void | Promise<void>;
}
