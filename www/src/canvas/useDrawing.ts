// From the page's state to what React Flow draws: each step is a pure function, kept while its
// inputs are the same.

import { useMemo, useRef } from "react";
import type { Positions } from "../document/history.ts";
import type { Model } from "../document/model.ts";
import { marksOf, type Marks } from "../document/problems.ts";
import type { Diagnostic } from "../engine/answers.ts";
import { useDeferredModel, useDesigner } from "../state/store.ts";
import { boxOfEndpoint } from "./endpoints.ts";
import { edgesOf, type LineEdge } from "./flowEdges.ts";
import { nodesOf, reuse, type BoxNode } from "./flowNodes.ts";
import type { Rect } from "./geometry.ts";
import { layOut, rectangles } from "./layout.ts";
import { sceneOf, type Scene } from "./scene.ts";
import { arrange } from "./sizes.ts";
import { trailOf, type Trail } from "./trail.ts";

export interface Drawing {
  readonly model: Model;
  readonly scene: Scene;
  readonly nodes: BoxNode[];
  readonly edges: LineEdge[];
  readonly trail: Trail | null;
  /** Where every box is. */
  readonly rects: ReadonlyMap<string, Rect>;
  /** Where the top-level boxes are when none is being dragged. */
  readonly laidOut: Positions;
}

/** Problems come with each answer; mostly they are the same ones. */
function useMarks(model: Model, diagnostics: readonly Diagnostic[] | undefined): ReadonlyMap<string, Marks> {
  const kept = useRef({ marks: new Map() as ReadonlyMap<string, Marks>, text: "[]" });
  return useMemo(() => {
    const marks = marksOf(model, diagnostics ?? []);
    const text = JSON.stringify([...marks]);
    if (text !== kept.current.text) kept.current = { marks, text };
    return kept.current.marks;
  }, [model, diagnostics]);
}

export function useDrawing(dragged: Positions | null): Drawing {
  const model = useWholeModel();
  const own = useDesigner((state) => state.document.positions);
  const selected = useDesigner((state) => state.selection?.id ?? null);
  const diagnostics = useDesigner((state) => state.answer?.diagnostics);
  const picking = useDesigner((state) => state.tool === "trace");
  const traceFrom = useDesigner((state) => state.traceFrom);
  const trace = useDesigner((state) => (state.path?.trace.status === "answered" ? state.path.trace.value : null));

  const scene = useSame(useMemo(() => sceneOf(model), [model]));
  const arranged = useMemo(() => scene.boxes.map(arrange), [scene]);
  const laidOut = useMemo(() => layOut(scene, arranged, own), [scene, arranged, own]);
  const at = useMemo(() => (dragged === null ? laidOut : { ...laidOut, ...dragged }), [laidOut, dragged]);
  const rects = useMemo(() => rectangles(arranged, at), [arranged, at]);
  const marks = useMarks(model, diagnostics);
  const trail = useMemo(() => (trace === null ? null : trailOf(model, trace, rects)), [model, trace, rects]);

  const drawn = useRef<BoxNode[]>([]);
  const chosen = traceFrom === null ? null : boxOfEndpoint(model, traceFrom);
  const nodes = useMemo(() => {
    const fresh = nodesOf(arranged, at, { selected, marks, onPath: trail?.boxes ?? null, picking, chosen });
    drawn.current = reuse(drawn.current, fresh);
    return drawn.current;
  }, [arranged, at, selected, marks, trail, picking, chosen]);
  const edges = useMemo(
    () => edgesOf(scene, rects, { selected, marks, dimmed: trail !== null }),
    [scene, rects, selected, marks, trail],
  );
  return { model, scene, nodes, edges, trail, rects, laidOut };
}

/** The scene of before where the new one looks the same: then nothing is drawn again. */
function useSame(scene: Scene): Scene {
  const kept = useRef({ scene, text: "" });
  return useMemo(() => {
    const text = JSON.stringify(scene);
    if (text !== kept.current.text) kept.current = { scene, text };
    return kept.current.scene;
  }, [scene]);
}

/** While the text is half typed, the drawing stays what the last whole text said. */
function useWholeModel(): Model {
  const model = useDeferredModel();
  const whole = useRef(model);
  if (!model.broken) whole.current = model;
  const last = whole.current;
  return useMemo(() => (model.broken && last.items.length > 0 ? { ...last, broken: true } : model), [model, last]);
}
