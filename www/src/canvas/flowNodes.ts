// The scene as React Flow's nodes. Pure.

import { Position, type Node } from "@xyflow/react";
import type { Marks } from "../document/problems.ts";
import type { Point } from "../document/history.ts";
import { KINDS } from "../objects/index.ts";
import { inSentence } from "../objects/kind.ts";
import { INTERNET } from "../state/state.ts";
import type { Box } from "./scene.ts";
import type { Arranged } from "./sizes.ts";

export interface BoxData extends Record<string, unknown> {
  readonly box: Box;
  readonly marks: Marks | undefined;
  /** Marks of what the badges name, by id. */
  readonly badgeMarks: readonly (Marks | undefined)[];
  /** It takes no part in the path that is drawn. */
  readonly dimmed: boolean;
  readonly chosen: "from" | null;
  /** Clicking picks it as an end of a path. */
  readonly picking: boolean;
}

export type BoxNode = Node<BoxData>;

/** Where the handles of networks are: at their title. */
const HANDLE_Y = 28;

export interface Drawing {
  readonly selected: string | null;
  readonly marks: ReadonlyMap<string, Marks>;
  /** Boxes on the path; null when none is drawn. */
  readonly onPath: ReadonlySet<string> | null;
  readonly picking: boolean;
  /** The box where the path to be starts. */
  readonly chosen: string | null;
}

export function nodesOf(arranged: readonly Arranged[], at: Readonly<Record<string, Point>>, drawing: Drawing): BoxNode[] {
  const nodes: BoxNode[] = [];
  const visit = (inside: Arranged, position: Point, parentId: string | null): void => {
    const { box, size } = inside;
    nodes.push({
      id: box.id,
      type: box.kind,
      position,
      ...size,
      measured: size,
      ...(parentId === null ? {} : { parentId }),
      draggable: parentId === null,
      connectable: box.kind === "virtualNetwork",
      selected: drawing.selected === box.id,
      zIndex: parentId === null ? 0 : 1,
      // Lines are drawn by their own geometry; React Flow only asks that there are handles.
      handles: [
        { type: "source", position: Position.Right, x: size.width, y: HANDLE_Y },
        { type: "target", position: Position.Left, x: 0, y: HANDLE_Y },
      ],
      ariaLabel: labelOf(box),
      data: {
        box,
        marks: drawing.marks.get(box.id),
        badgeMarks: box.badges.map(({ id }) => (id === null ? undefined : drawing.marks.get(id))),
        dimmed: drawing.onPath !== null && !takesPart(inside, drawing.onPath),
        chosen: drawing.chosen === box.id ? "from" : null,
        picking: drawing.picking,
      },
    });
    for (const child of inside.children) visit(child, child.at, box.id);
  };
  for (const each of arranged) visit(each, at[each.box.id] ?? { x: 0, y: 0 }, null);
  return nodes;
}

function takesPart({ box, children }: Arranged, onPath: ReadonlySet<string>): boolean {
  return onPath.has(box.id) || children.some((child) => takesPart(child, onPath));
}

function labelOf(box: Box): string {
  const kind = box.id === INTERNET || box.item === null ? "" : `${KINDS[box.item.kind].label} `;
  const badges = box.badges.map((badge) => `${inSentence(KINDS[badge.kind].label)} ${badge.name}`);
  return [`${kind}${box.title}`, box.subtitle, ...badges].filter(Boolean).join(", ");
}
