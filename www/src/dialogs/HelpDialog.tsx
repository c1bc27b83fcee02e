// How the designer is used, and every shortcut.

import type { ReactNode } from "react";
import { ACTIONS } from "../actions/index.ts";
import { shortcutText } from "../actions/shortcuts.ts";
import { useStoreApi } from "../state/store.ts";
import { Modal } from "../widgets/Modal.tsx";
import "./dialogs.css";

const CANVAS_KEYS: readonly (readonly [string, string])[] = [
  ["Tab", "Next box or line of the drawing"],
  ["Enter", "Select it, or pick it as an end of a path"],
  ["Arrow keys", "Move the selected box"],
  ["Ctrl+Space", "In the code: what can stand here"],
];

export function HelpDialog(): ReactNode {
  const store = useStoreApi();
  return (
    <Modal title="Keyboard and help" onClose={() => store.setState({ dialog: null })} width={760}>
      <div className="modal-body help">
        <section>
          <p>
            The code is the design; the drawing and the forms change it in place, and keep its comments. Every change is
            checked by the engine in this page: nothing is sent anywhere.
          </p>
          <ul className="help-list">
            <li>Pick a subnet to see its effective routes.</li>
            <li>Follow a packet to see its path there and back, and the route that decides at each hop.</li>
            <li>Drag from the side of one network to another to peer them.</li>
            <li>Pick a violated intent to see the packet that breaks it.</li>
            <li>Open Microsoft's file of service tags from the design's menu: then what depends on their addresses is decided.</li>
            <li>A share link holds the whole design in the part of the address that browsers keep to themselves.</li>
          </ul>
        </section>
        <dl className="help-keys">
          {ACTIONS.filter(({ shortcut }) => shortcut !== undefined).map(({ id, label, shortcut }) => (
            <div key={id}>
              <dt>
                <kbd>{shortcutText(shortcut ?? "")}</kbd>
              </dt>
              <dd>{label.replace("…", "")}</dd>
            </div>
          ))}
          {CANVAS_KEYS.map(([key, meaning]) => (
            <div key={key}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{meaning}</dd>
            </div>
          ))}
        </dl>
      </div>
    </Modal>
  );
}
