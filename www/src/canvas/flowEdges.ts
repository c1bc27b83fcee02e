// The lines between boxes as React Flow's edges, each with its course. Pure.

import type { Edge } from "@xyflow/react";
import type { Marks } from "../document/problems.ts";
import { strokeBetween, type Rect, type Stroke } from "./geometry.ts";
import type { Line, LineKind } from "./lines.ts";
import type { Scene } from "./scene.ts";

export interface LineData extends Record<string, unknown> {
  readonly line: Line;
  readonly stroke: Stroke;
  readonly marks: Marks | undefined;
  readonly dimmed: boolean;
}

export type LineEdge = Edge<LineData>;

/** Peerings meet networks at their title, so that paths between subnets have the middle for themselves. */
const AT_TITLE = 28;

const CROWD = 60;

const DEPTH: Readonly<Record<LineKind, number>> = { publicAddress: 1, connection: 2, connectedGroup: 3, peering: 3 };

/** What a line is called that has no label. */
const WORDS: Readonly<Record<LineKind, string>> = {
  publicAddress: "public address",
  connection: "connection",
  connectedGroup: "connected group",
  peering: "peering",
};

export function edgesOf(
  scene: Scene,
  rectangles: ReadonlyMap<string, Rect>,
  drawing: { readonly selected: string | null; readonly marks: ReadonlyMap<string, Marks>; readonly dimmed: boolean },
): LineEdge[] {
  /** Boxes that a peering should go around; among very many, it would find no way. */
  const others = (line: Line): Rect[] =>
    scene.boxes.length > CROWD
      ? []
      : scene.boxes.flatMap(({ id }) => (id === line.source || id === line.target ? [] : (rectangles.get(id) ?? [])));
  return scene.lines.flatMap((line) => {
    const from = rectangles.get(line.source);
    const to = rectangles.get(line.target);
    if (from === undefined || to === undefined) return [];
    return [
      {
        id: line.id,
        type: "line",
        source: line.source,
        target: line.target,
        selected: line.kind === "peering" && line.id === drawing.selected,
        selectable: line.kind === "peering",
        focusable: line.kind === "peering",
        zIndex: DEPTH[line.kind],
        ariaLabel: `${line.label || WORDS[line.kind]}: ${line.name}`,
        data: {
          line,
          stroke: strokeBetween(
            from,
            to,
            line.kind === "peering" || line.kind === "connectedGroup" ? { fromTop: AT_TITLE, obstacles: others(line) } : {},
          ),
          marks: line.kind === "peering" ? drawing.marks.get(line.id) : undefined,
          dimmed: drawing.dimmed,
        },
      },
    ];
  });
}
