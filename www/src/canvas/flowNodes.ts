// The scene as React Flow's nodes. Pure.

import type { Node } from "@xyflow/react";
import type { Marks } from "../document/problems.ts";
import type { Point } from "../document/history.ts";
import { KINDS } from "../objects/index.ts";
import { inSentence } from "../objects/kind.ts";
import type { Badge, Box } from "./scene.ts";
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

export interface NodeState {
  readonly selected: string | null;
  readonly marks: ReadonlyMap<string, Marks>;
  /** Boxes on the path; null when none is drawn. */
  readonly onPath: ReadonlySet<string> | null;
  readonly picking: boolean;
  /** The box where the path to be starts. */
  readonly chosen: string | null;
}

export function nodesOf(
  arranged: readonly Arranged[],
  at: Readonly<Record<string, Point>>,
  state: NodeState,
): BoxNode[] {
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
      selected: state.selected === box.id,
      zIndex: parentId === null ? 0 : 1,
      ariaLabel: labelOf(box),
      data: {
        box,
        marks: state.marks.get(box.id),
        badgeMarks: box.badges.map(({ kind, id }) => (id === null || kind === "workload" ? undefined : state.marks.get(id))),
        dimmed: state.onPath !== null && !takesPart(inside, state.onPath),
        chosen: state.chosen === box.id ? "from" : null,
        picking: state.picking,
      },
    });
    for (const child of inside.children) visit(child, child.at, box.id);
  };
  for (const each of arranged) visit(each, at[each.box.id] ?? { x: 0, y: 0 }, null);
  return nodes;
}

/** The nodes of before where nothing of them changed, so that React Flow draws only the others again. */
export function reuse(before: readonly BoxNode[], after: readonly BoxNode[]): BoxNode[] {
  const known = new Map(before.map((node) => [node.id, node]));
  const nodes = after.map((node) => {
    const old = known.get(node.id);
    return old !== undefined && signature(old) === signature(node) ? old : node;
  });
  return nodes.length === before.length && nodes.every((node, index) => node === before[index])
    ? (before as BoxNode[])
    : nodes;
}

const signatures = new WeakMap<BoxNode, string>();

/** Everything that is drawn of a node, as text. */
function signature(node: BoxNode): string {
  const known = signatures.get(node);
  if (known !== undefined) return known;
  const { box, ...rest } = node.data;
  const shown = {
    kind: box.kind,
    title: box.title,
    subtitle: box.subtitle,
    badges: box.badges,
    hints: box.hints,
    empty: box.children.length === 0,
  };
  const text = JSON.stringify([
    shown,
    box.object,
    rest,
    node.position,
    node.width,
    node.height,
    node.parentId,
    node.selected,
  ]);
  signatures.set(node, text);
  return text;
}

export function badgeLabel(kind: Badge["kind"]): string {
  return kind === "workload" ? "Workload" : KINDS[kind].label;
}

function takesPart({ box, children }: Arranged, onPath: ReadonlySet<string>): boolean {
  return onPath.has(box.id) || children.some((child) => takesPart(child, onPath));
}

function labelOf(box: Box): string {
  const kind = box.object === null ? "" : `${KINDS[box.object].label} `;
  const badges = box.badges.map((badge) => `${inSentence(badgeLabel(badge.kind))} ${badge.name}`);
  const hints = box.hints.map(({ title }) => title);
  return [`${kind}${box.title}`, box.subtitle, ...hints, ...badges].filter(Boolean).join(", ");
}
