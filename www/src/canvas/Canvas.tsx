// The drawing: the design's boxes and lines, and a packet's path over them.

import {
  Background,
  BackgroundVariant,
  ConnectionMode,
  ReactFlow,
  useReactFlow,
  type EdgeChange,
  type FinalConnectionState,
  type NodeChange,
} from "@xyflow/react";
import "@xyflow/react/dist/style.css";
import { useCallback, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { connectNetworks } from "../actions/connectNetworks.ts";
import { perform } from "../actions/edit.ts";
import { moveBoxes } from "../actions/moveBoxes.ts";
import { pickEnd } from "../actions/path.ts";
import { selectObject } from "../actions/select.ts";
import { PANEL } from "../actions/view.ts";
import type { Positions } from "../document/history.ts";
import { useDesigner, useStoreApi } from "../state/store.ts";
import { LineEdge } from "./edges/LineEdge.tsx";
import type { LineEdge as LineEdgeType } from "./flowEdges.ts";
import type { BoxNode } from "./flowNodes.ts";
import { networkAt } from "./layout.ts";
import { DeviceNode } from "./nodes/DeviceNode.tsx";
import { HubNode } from "./nodes/HubNode.tsx";
import { NetworkNode } from "./nodes/NetworkNode.tsx";
import { OutsideNode } from "./nodes/OutsideNode.tsx";
import { SubnetNode } from "./nodes/SubnetNode.tsx";
import { Toolbar } from "./Toolbar.tsx";
import { TrailOverlay } from "./TrailOverlay.tsx";
import { useDrawing } from "./useDrawing.ts";
import { useFit } from "./useFit.ts";
import "./canvas.css";
import "./boxes.css";

const NODE_TYPES = {
  virtualNetwork: NetworkNode,
  virtualHub: HubNode,
  subnet: SubnetNode,
  device: DeviceNode,
  site: OutsideNode,
  connectedGroup: OutsideNode,
  internet: OutsideNode,
};
const EDGE_TYPES = { line: LineEdge };
const PRO_OPTIONS = { hideAttribution: true };

export function Canvas(): ReactNode {
  const store = useStoreApi();
  const tool = useDesigner((state) => state.tool);
  const hop = useDesigner((state) => state.path?.hop ?? null);
  const [dragged, setDragged] = useState<Positions | null>(null);
  const { model, scene, nodes, edges, trail, rects, laidOut } = useDrawing(dragged);
  const room = useRef<HTMLElement>(null);
  const fit = useFit(scene, room);
  const flow = useReactFlow();

  const onNodesChange = useCallback(
    (changes: NodeChange<BoxNode>[]) => {
      for (const change of changes) {
        if (change.type === "select" && change.selected && store.getState().tool === "select") {
          selectObject(store, change.id, "canvas");
        } else if (change.type === "position" && change.position !== undefined) {
          const { id, position } = change;
          if (change.dragging === true) {
            fit.userMoved();
            setDragged({ [id]: position });
          } else {
            setDragged(null);
            if (laidOut[id]?.x !== position.x || laidOut[id].y !== position.y) {
              perform(store, moveBoxes, { ...laidOut, [id]: position });
            }
          }
        }
      }
    },
    [store, laidOut, fit],
  );
  const onEdgesChange = useCallback(
    (changes: EdgeChange<LineEdgeType>[]) => {
      for (const change of changes) {
        if (change.type === "select" && change.selected) selectObject(store, change.id, "canvas");
      }
    },
    [store],
  );
  const onNodeClick = useCallback(
    (_: unknown, { id }: BoxNode) => {
      if (store.getState().tool === "trace") pickEnd(store, id);
    },
    [store],
  );
  const onPaneClick = useCallback(() => {
    if (store.getState().tool === "select") selectObject(store, null, "canvas");
  }, [store]);
  // Not when a gesture starts: a click on a subnet is the start of one.
  const onMove = useCallback(
    (event: unknown) => {
      if (event !== null) fit.userMoved();
    },
    [fit],
  );
  // Dropped anywhere on another network, a line from a network's handle peers the two.
  const onConnectEnd = useCallback(
    (event: MouseEvent | TouchEvent, { fromNode }: FinalConnectionState) => {
      const { clientX, clientY } =
        "changedTouches" in event ? (event.changedTouches[0] ?? { clientX: 0, clientY: 0 }) : event;
      const to = networkAt(scene, rects, flow.screenToFlowPosition({ x: clientX, y: clientY }));
      if (fromNode !== null && to !== null && to !== fromNode.id)
        perform(store, connectNetworks, { from: fromNode.id, to });
    },
    [store, scene, rects, flow],
  );
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (tool !== "trace" || (event.key !== "Enter" && event.key !== " ")) return;
    const id = (event.target as HTMLElement).closest<HTMLElement>(".react-flow__node")?.dataset["id"];
    if (id === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    pickEnd(store, id);
  };

  return (
    <section
      ref={room}
      className={`canvas ${tool === "trace" ? "canvas-picking" : ""}`}
      aria-label="Drawing"
      onKeyDownCapture={onKeyDown}
      {...{ [PANEL]: "canvas" }}
      tabIndex={-1}
    >
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={NODE_TYPES}
        edgeTypes={EDGE_TYPES}
        onNodesChange={onNodesChange}
        onEdgesChange={onEdgesChange}
        onNodeClick={onNodeClick}
        onPaneClick={onPaneClick}
        onConnectEnd={onConnectEnd}
        autoPanOnConnect={false}
        onMove={onMove}
        connectionMode={ConnectionMode.Loose}
        deleteKeyCode={null}
        selectionKeyCode={null}
        multiSelectionKeyCode={null}
        elevateNodesOnSelect={false}
        zoomOnDoubleClick={false}
        minZoom={0.05}
        maxZoom={2}
        onlyRenderVisibleElements={nodes.length > 300}
        proOptions={PRO_OPTIONS}
      >
        <Background variant={BackgroundVariant.Dots} gap={24} size={1.5} color="var(--dots)" />
        {trail !== null && <TrailOverlay trail={trail} rectangles={rects} hop={hop} />}
      </ReactFlow>
      <Toolbar empty={scene.boxes.length === 0} broken={model.broken} />
    </section>
  );
}
