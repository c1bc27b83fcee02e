// The bar at the top: the document, what is done with it as a whole, undo and redo, theme and help.

import {
  ChevronDown,
  CircleHelp,
  Command,
  FolderOpen,
  Link,
  Monitor,
  Moon,
  PanelLeft,
  Redo2,
  Save,
  Sun,
  Undo2,
} from "lucide-react";
import type { ReactNode } from "react";
import type { Action } from "../actions/action.ts";
import { copyShareLink, exampleActions, newDesign, openFile, saveDocument } from "../actions/files.ts";
import { showCommands, showHelp } from "../actions/help.ts";
import { redoAction, undoAction } from "../actions/history.ts";
import { forgetServiceTags, openServiceTags } from "../actions/serviceTags.ts";
import { setTheme, themeActions, toggleCode } from "../actions/view.ts";
import { text } from "../objects/kind.ts";
import type { ThemeChoice } from "../state/state.ts";
import { useDesigner, useModel, useStoreApi } from "../state/store.ts";
import { Button, IconButton } from "../widgets/Button.tsx";
import { Menu, type MenuEntry } from "../widgets/Menu.tsx";
import { Logo } from "./Logo.tsx";
import "./topbar.css";

const THEMES: readonly ThemeChoice[] = ["auto", "light", "dark"];

export function TopBar(): ReactNode {
  const store = useStoreApi();
  const model = useModel();
  const fileName = useDesigner((state) => state.document.fileName);
  const serviceTags = useDesigner((state) => state.serviceTags);
  const codeShown = useDesigner((state) => state.codeShown);
  const theme = useDesigner((state) => state.theme);
  const undoLabel = useDesigner((state) => state.history.past.at(-1)?.label);
  const redoLabel = useDesigner((state) => state.history.future.at(-1)?.label);
  const entry = (action: Action): MenuEntry => ({
    label: action.label,
    shortcut: action.shortcut,
    run: () => void action.run(store),
  });
  return (
    <header className="topbar">
      <Logo />
      <span className="topbar-product">Routewright</span>
      <span className="topbar-divider" aria-hidden />
      <Menu
        trigger={
          <Button look="quiet" className="topbar-document" title={fileName}>
            <span className="cut">{text(model.root, "name") || fileName}</span>
            <ChevronDown size={14} aria-hidden />
          </Button>
        }
        sections={() => [
          { entries: [entry(newDesign), entry(openFile), entry(saveDocument), entry(copyShareLink)] },
          {
            title: "Service tags",
            entries: [entry(openServiceTags), ...(serviceTags === null ? [] : [entry(forgetServiceTags)])],
          },
          {
            title: "Examples",
            entries: exampleActions.map((action) => ({
              label: action.id.slice("example-".length),
              run: () => void action.run(store),
            })),
          },
        ]}
      />
      <div className="topbar-group">
        <IconButton
          icon={Undo2}
          label={undoLabel === undefined ? "Nothing to undo" : `Undo: ${undoLabel}`}
          shortcut={undoAction.shortcut}
          disabled={undoLabel === undefined}
          onClick={() => void undoAction.run(store)}
        />
        <IconButton
          icon={Redo2}
          label={redoLabel === undefined ? "Nothing to redo" : `Redo: ${redoLabel}`}
          shortcut={redoAction.shortcut}
          disabled={redoLabel === undefined}
          onClick={() => void redoAction.run(store)}
        />
      </div>
      <span className="topbar-space" />
      <div className="topbar-group">
        <IconButton
          icon={FolderOpen}
          label="Open a file"
          shortcut={openFile.shortcut}
          onClick={() => void openFile.run(store)}
        />
        <IconButton
          icon={Save}
          label="Save to a file"
          shortcut={saveDocument.shortcut}
          onClick={() => void saveDocument.run(store)}
        />
        <IconButton icon={Link} label={copyShareLink.label} onClick={() => void copyShareLink.run(store)} />
      </div>
      <span className="topbar-divider" aria-hidden />
      <div className="topbar-group">
        <IconButton
          icon={PanelLeft}
          label={codeShown ? "Hide the code" : "Show the code"}
          shortcut={toggleCode.shortcut}
          pressed={codeShown}
          onClick={() => void toggleCode.run(store)}
        />
        <IconButton
          icon={Command}
          label={showCommands.label}
          shortcut={showCommands.shortcut}
          onClick={() => void showCommands.run(store)}
        />
        <Menu
          align="end"
          trigger={
            <button type="button" className="icon-button" aria-label="Theme">
              {theme === "light" ? <Sun size={16} /> : theme === "dark" ? <Moon size={16} /> : <Monitor size={16} />}
            </button>
          }
          sections={() => [
            {
              title: "Theme",
              entries: THEMES.map((choice, index) => ({
                label: themeActions[index]?.label.replace("Theme: ", "") ?? choice,
                checked: choice === theme,
                run: () => setTheme(store, choice),
              })),
            },
          ]}
        />
        <IconButton
          icon={CircleHelp}
          label={showHelp.label}
          shortcut={showHelp.shortcut}
          onClick={() => void showHelp.run(store)}
        />
      </div>
    </header>
  );
}
