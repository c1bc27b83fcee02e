// Every command, found by typing part of its name.

import { useMemo, useState, type KeyboardEvent, type ReactNode } from "react";
import type { Action } from "../actions/action.ts";
import { ACTIONS } from "../actions/index.ts";
import { shortcutText } from "../actions/shortcuts.ts";
import { useStoreApi } from "../state/store.ts";
import { Modal } from "../widgets/Modal.tsx";
import "./dialogs.css";

export function CommandsDialog(): ReactNode {
  const store = useStoreApi();
  const [sought, setSought] = useState("");
  const [chosen, setChosen] = useState(0);
  const found = useMemo(() => {
    const words = sought.toLowerCase().split(/\s+/).filter(Boolean);
    return ACTIONS.filter(
      (action) =>
        action.enabled?.(store.getState()) !== false &&
        words.every((word) => `${action.group} ${action.label}`.toLowerCase().includes(word)),
    );
  }, [sought, store]);
  const close = (): void => store.setState({ dialog: null });
  const run = (action: Action | undefined): void => {
    if (action === undefined) return;
    close();
    void action.run(store);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "Enter") run(found[chosen]);
    else if (event.key === "ArrowDown") setChosen(Math.min(chosen + 1, found.length - 1));
    else if (event.key === "ArrowUp") setChosen(Math.max(chosen - 1, 0));
    else return;
    event.preventDefault();
  };
  return (
    <Modal title="Commands" onClose={close} width={520}>
      <div className="commands-search">
        <input
          className="control"
          type="text"
          role="combobox"
          aria-label="Find a command"
          aria-expanded
          aria-controls="commands-list"
          aria-activedescendant={found[chosen] === undefined ? undefined : `command-${found[chosen].id}`}
          placeholder="What do you want to do?"
          value={sought}
          onChange={(event) => {
            setSought(event.target.value);
            setChosen(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <ul id="commands-list" role="listbox" className="commands">
        {found.map((action, index) => (
          <li
            key={action.id}
            id={`command-${action.id}`}
            role="option"
            aria-selected={index === chosen}
            ref={index === chosen ? (element) => element?.scrollIntoView({ block: "nearest" }) : undefined}
            className={`command ${index === chosen ? "command-chosen" : ""}`}
            onClick={() => run(action)}
          >
            <span className="command-group">{action.group}</span>
            <span className="command-label">{action.label}</span>
            {action.shortcut !== undefined && <kbd>{shortcutText(action.shortcut)}</kbd>}
          </li>
        ))}
        {found.length === 0 && <li className="command muted">No command has these words</li>}
      </ul>
    </Modal>
  );
}
