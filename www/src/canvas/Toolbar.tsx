// Over the drawing: adding objects, following a packet, and the zoom.

import { useReactFlow } from "@xyflow/react";
import { LayoutGrid, Maximize, Plus, Route, ZoomIn, ZoomOut } from "lucide-react";
import type { ReactNode } from "react";
import { exampleActions } from "../actions/files.ts";
import { addActions, askFor, tidyLayout } from "../actions/objects.ts";
import { startTrace } from "../actions/path.ts";
import { fitDrawing } from "../actions/view.ts";
import { useDesigner, useStoreApi, type Store } from "../state/store.ts";
import { Button, IconButton } from "../widgets/Button.tsx";
import { Empty } from "../widgets/Empty.tsx";
import { KIND_ICONS } from "../widgets/icons.ts";
import { Menu, type MenuEntry, type MenuSection } from "../widgets/Menu.tsx";
import { KIND_GROUPS } from "../objects/index.ts";
import type { ObjectKind } from "../objects/kind.ts";

function addSections(store: Store): MenuSection[] {
  return KIND_GROUPS.map((group) => ({ entries: group.flatMap((kind) => addEntry(store, kind)) }));
}

function addEntry(store: Store, { kind, label }: ObjectKind): MenuEntry[] {
  const action = addActions.find(({ id }) => id === `add-${kind}`);
  if (action === undefined) return [];
  const Icon = KIND_ICONS[kind];
  const disabled = action.enabled?.(store.getState()) === false;
  return [{ label, icon: <Icon size={16} />, disabled, run: () => void action.run(store) }];
}

export function Toolbar({ empty, broken }: { empty: boolean; broken: boolean }): ReactNode {
  const store = useStoreApi();
  const flow = useReactFlow();
  const tool = useDesigner((state) => state.tool);
  const traceFrom = useDesigner((state) => state.traceFrom);
  return (
    <>
      <div className="canvas-tools canvas-tools-left">
        <Menu
          trigger={
            <Button icon={Plus} className="floating">
              Add
            </Button>
          }
          sections={() => addSections(store)}
        />
        <Button
          icon={Route}
          className={`floating ${tool === "trace" ? "button-primary" : ""}`}
          aria-pressed={tool === "trace"}
          title="Pick where a packet starts, then where it goes (T)"
          onClick={() => void startTrace.run(store)}
        >
          Follow a packet
        </Button>
      </div>
      {tool === "trace" && (
        <p className="canvas-hint" role="status">
          {traceFrom === null ? "Pick where the packet starts" : `From ${traceFrom}. Pick where it goes`}
          <kbd>Esc</kbd>
        </p>
      )}
      {broken && tool !== "trace" && (
        <p className="canvas-hint canvas-hint-warning" role="status">
          The drawing waits until the code is whole JSON again
        </p>
      )}
      <div className="canvas-tools canvas-tools-right floating">
        <IconButton icon={ZoomOut} label="Zoom out" onClick={() => void flow.zoomOut()} />
        <IconButton icon={ZoomIn} label="Zoom in" onClick={() => void flow.zoomIn()} />
        <IconButton
          icon={Maximize}
          label={fitDrawing.label}
          shortcut={fitDrawing.shortcut}
          onClick={() => void fitDrawing.run(store)}
        />
        <IconButton icon={LayoutGrid} label={tidyLayout.label} onClick={() => void tidyLayout.run(store)} />
      </div>
      {empty && (
        <div className="canvas-empty">
          <Empty icon={KIND_ICONS.virtualNetwork} title="Nothing is drawn yet">
            <p>Start with a virtual network, or look at an example.</p>
            <div className="canvas-empty-buttons">
              <Button look="primary" icon={Plus} onClick={() => askFor(store, "virtualNetwork")}>
                Virtual network
              </Button>
              {exampleActions.map((action) => (
                <Button key={action.id} onClick={() => void action.run(store)}>
                  {action.id.slice("example-".length)}
                </Button>
              ))}
            </div>
          </Empty>
        </div>
      )}
    </>
  );
}
