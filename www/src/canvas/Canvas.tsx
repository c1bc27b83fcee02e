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
import { useCallback, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { connectNetworks } from "../actions/connectNetworks.ts";
import { perform } from "../actions/edit.ts";
import { moveBoxes } from "../actions/moveBoxes.ts";
import { pickEnd } from "../actions/path.ts";
import { selectObject } from "../actions/select.ts";
import { PANEL } from "../actions/view.ts";
import type { Positions } from "../document/history.ts";
import { marksOf } from "../document/problems.ts";
import type { Model } from "../document/model.ts";
import { useDesigner, useModel, useStoreApi } from "../state/store.ts";
import { boxOfEndpoint } from "./endpoints.ts";
import { LineEdge } from "./edges/LineEdge.tsx";
import { edgesOf, type LineEdge as LineEdgeType } from "./flowEdges.ts";
import { nodesOf, type BoxNode } from "./flowNodes.ts";
import { layOut, networkAt, rectangles } from "./layout.ts";
import { DeviceNode } from "./nodes/DeviceNode.tsx";
import { NetworkNode } from "./nodes/NetworkNode.tsx";
import { OutsideNode } from "./nodes/OutsideNode.tsx";
import { SubnetNode } from "./nodes/SubnetNode.tsx";
import { sceneOf } from "./scene.ts";
import { arrange } from "./sizes.ts";
import { Toolbar } from "./Toolbar.tsx";
import { trailOf } from "./trail.ts";
import { TrailOverlay } from "./TrailOverlay.tsx";
import { useFit } from "./useFit.ts";
import "./canvas.css";
import "./boxes.css";

const NODE_TYPES = {
  virtualNetwork: NetworkNode,
  subnet: SubnetNode,
  device: DeviceNode,
  site: OutsideNode,
  internet: OutsideNode,
};
const EDGE_TYPES = { line: LineEdge };

export function Canvas(): ReactNode {
  const store = useStoreApi();
  const model = useWholeModel();
  const own = useDesigner((state) => state.document.positions);
  const selected = useDesigner((state) => state.selection?.id ?? null);
  const diagnostics = useDesigner((state) => state.answer?.diagnostics);
  const tool = useDesigner((state) => state.tool);
  const traceFrom = useDesigner((state) => state.traceFrom);
  const path = useDesigner((state) => state.path);
  const [dragged, setDragged] = useState<Positions | null>(null);
  const fit = useFit();
  const flow = useReactFlow();

  const scene = useMemo(() => sceneOf(model), [model]);
  const arranged = useMemo(() => scene.boxes.map(arrange), [scene]);
  const laidOut = useMemo(() => layOut(scene, arranged, own), [scene, arranged, own]);
  const at = dragged === null ? laidOut : { ...laidOut, ...dragged };
  const rects = useMemo(() => rectangles(arranged, at), [arranged, at]);
  const marks = useMemo(() => marksOf(model, diagnostics ?? []), [model, diagnostics]);
  const trail = useMemo(
    () => (path?.trace.status === "answered" ? trailOf(model, path.trace.value, rects) : null),
    [model, path?.trace, rects],
  );

  const nodes = useMemo(
    () =>
      nodesOf(arranged, at, {
        selected,
        marks,
        onPath: trail?.boxes ?? null,
        picking: tool === "trace",
        chosen: traceFrom === null ? null : boxOfEndpoint(model, traceFrom),
      }),
    [arranged, at, selected, marks, trail, tool, traceFrom, model],
  );
  const edges = useMemo(
    () => edgesOf(scene, rects, { selected, marks, dimmed: trail !== null }),
    [scene, rects, selected, marks, trail],
  );

  const onNodesChange = useCallback(
    (changes: NodeChange<BoxNode>[]) => {
      for (const change of changes) {
        if (change.type === "select" && change.selected && store.getState().tool === "select") {
          selectObject(store, change.id, "canvas");
        } else if (change.type === "position" && change.position !== undefined) {
          const { id, position } = change;
          if (change.dragging === true) setDragged({ [id]: position });
          else {
            setDragged(null);
            if (laidOut[id]?.x !== position.x || laidOut[id].y !== position.y) {
              perform(store, moveBoxes, { ...laidOut, [id]: position });
            }
          }
        }
      }
    },
    [store, laidOut],
  );
  const onEdgesChange = useCallback(
    (changes: EdgeChange<LineEdgeType>[]) => {
      for (const change of changes) {
        if (change.type === "select" && change.selected) selectObject(store, change.id, "canvas");
      }
    },
    [store],
  );
  // Dropped anywhere on another network, a line from a network's handle peers the two.
  const onConnectEnd = useCallback(
    (event: MouseEvent | TouchEvent, { fromNode }: FinalConnectionState) => {
      const { clientX, clientY } = "changedTouches" in event ? (event.changedTouches[0] ?? { clientX: 0, clientY: 0 }) : event;
      const to = networkAt(scene, rects, flow.screenToFlowPosition({ x: clientX, y: clientY }));
      if (fromNode !== null && to !== null && to !== fromNode.id) perform(store, connectNetworks, { from: fromNode.id, to });
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
    <section className={`canvas ${tool === "trace" ? "canvas-picking" : ""}`} aria-label="Drawing" onKeyDownCapture={onKeyDown} {...{ [PANEL]: "canvas" }} tabIndex={-1}>
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={NODE_TYPES}
        edgeTypes={EDGE_TYPES}
        onNodesChange={onNodesChange}
        onEdgesChange={onEdgesChange}
        onNodeClick={(_, { id }) => {
          if (tool === "trace") pickEnd(store, id);
        }}
        onPaneClick={() => {
          if (tool === "select") selectObject(store, null, "canvas");
        }}
        onConnectEnd={onConnectEnd}
        autoPanOnConnect={false}
        onMoveStart={(event) => {
          if (event !== null) fit.userMoved();
        }}
        connectionMode={ConnectionMode.Loose}
        deleteKeyCode={null}
        selectionKeyCode={null}
        multiSelectionKeyCode={null}
        elevateNodesOnSelect={false}
        zoomOnDoubleClick={false}
        minZoom={0.05}
        maxZoom={2}
        onlyRenderVisibleElements={nodes.length > 300}
        proOptions={{ hideAttribution: true }}
      >
        <Background variant={BackgroundVariant.Dots} gap={24} size={1.5} color="var(--dots)" />
        {trail !== null && <TrailOverlay trail={trail} rectangles={rects} hop={path?.hop ?? null} />}
      </ReactFlow>
      <Toolbar empty={scene.boxes.length <= 1} broken={model.broken} />
    </section>
  );
}

/** While the text is half typed, the drawing stays what the last whole text said. */
function useWholeModel(): Model {
  const model = useModel();
  const whole = useRef(model);
  if (!model.broken) whole.current = model;
  return model.broken && whole.current.items.length > 0 ? { ...whole.current, broken: true } : model;
}
