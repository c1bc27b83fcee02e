// The dialog that is open, if any.

import type { ReactNode } from "react";
import { useDesigner } from "../state/store.ts";
import { AddDialog } from "./AddDialog.tsx";
import { CommandsDialog } from "./CommandsDialog.tsx";
import { HelpDialog } from "./HelpDialog.tsx";
import { SuppressDialog } from "./SuppressDialog.tsx";

export function Dialogs(): ReactNode {
  const dialog = useDesigner((state) => state.dialog);
  switch (dialog?.name) {
    case "add":
      return <AddDialog request={dialog} />;
    case "commands":
      return <CommandsDialog />;
    case "suppress":
      return <SuppressDialog request={dialog} />;
    case "help":
      return <HelpDialog />;
    default:
      return null;
  }
}
