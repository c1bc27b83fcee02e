// Where the top-level boxes stand when the user has not moved them: sites and the Internet on the
// left, the networks they reach next, and spokes to the right. Pure.

import { graphlib, layout as dagre } from "@dagrejs/dagre";
import type { Point, Positions } from "../document/history.ts";
import type { Rect } from "./geometry.ts";
import type { Arranged } from "./sizes.ts";
import type { Line } from "./lines.ts";
import type { Scene } from "./scene.ts";

const BETWEEN_RANKS = 104;
const BETWEEN_BOXES = 48;
/** Above this a layered drawing is neither quick nor readable. */
const LAYERED_LIMIT = 80;

/** Positions of all top-level boxes: the user's own where given, else laid out. */
export function layOut(scene: Scene, arranged: readonly Arranged[], own: Positions): Readonly<Record<string, Point>> {
  const computed = remembered(scene, arranged, () =>
    arranged.length > LAYERED_LIMIT ? inRows(arranged) : inLayers(scene.lines, arranged),
  );
  const free = arranged.filter(({ box }) => own[box.id] === undefined);
  if (free.length === arranged.length) return computed;
  const kept = Object.fromEntries(arranged.flatMap(({ box }) => (own[box.id] ? [[box.id, own[box.id] as Point]] : [])));
  return { ...kept, ...beside(free, arranged, kept) };
}

let last: { key: string; at: Record<string, Point> } | null = null;

/** Most edits change neither the boxes nor what connects them: then the layout of before is the layout. */
function remembered(
  scene: Scene,
  arranged: readonly Arranged[],
  compute: () => Record<string, Point>,
): Record<string, Point> {
  const boxes = arranged.map(({ box, size }) => [box.id, size.width, size.height]);
  const key = JSON.stringify([boxes, scene.lines.map(({ kind, source, target }) => [kind, source, target])]);
  if (last?.key !== key) last = { key, at: compute() };
  return last.at;
}

function inLayers(lines: readonly Line[], arranged: readonly Arranged[]): Record<string, Point> {
  const graph = new graphlib.Graph();
  graph.setGraph({ rankdir: "LR", ranksep: BETWEEN_RANKS, nodesep: BETWEEN_BOXES, ranker: "network-simplex" });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { box, size } of arranged) graph.setNode(box.id, { ...size });
  const top = topOf(arranged);
  const central = centrality(lines, top);
  for (const line of lines) {
    const source = top.get(line.source);
    const target = top.get(line.target);
    if (source === undefined || target === undefined || source === target) continue;
    const [first, second] = outerFirst(line, source, target, central);
    graph.setEdge(first, second);
  }
  dagre(graph);
  return Object.fromEntries(
    arranged.map(({ box, size }) => {
      const { x, y } = graph.node(box.id) as Point;
      return [box.id, { x: Math.round(x - size.width / 2), y: Math.round(y - size.height / 2) }];
    }),
  );
}

/** Sites and the Internet stand left of networks; a network with more neighbours left of its spokes. */
function outerFirst(
  line: Line,
  source: string,
  target: string,
  central: ReadonlyMap<string, number>,
): [string, string] {
  if (line.kind === "publicAddress" || line.kind === "connectedGroup") return [source, target];
  if (line.kind === "connection") return [target, source];
  return (central.get(source) ?? 0) >= (central.get(target) ?? 0) ? [source, target] : [target, source];
}

function centrality(lines: readonly Line[], top: ReadonlyMap<string, string>): Map<string, number> {
  const count = new Map<string, number>();
  for (const line of lines) {
    for (const end of [line.source, line.target]) {
      const box = top.get(end);
      if (box !== undefined) count.set(box, (count.get(box) ?? 0) + 1);
    }
  }
  return count;
}

/** The top-level box around each box. */
function topOf(arranged: readonly Arranged[]): Map<string, string> {
  const top = new Map<string, string>();
  const visit = (inside: Arranged, outer: string): void => {
    top.set(inside.box.id, outer);
    for (const child of inside.children) visit(child, outer);
  };
  for (const each of arranged) visit(each, each.box.id);
  return top;
}

/** Rows of boxes, about as wide as they are high together. */
function inRows(arranged: readonly Arranged[]): Record<string, Point> {
  const area = arranged.reduce(
    (sum, { size }) => sum + (size.width + BETWEEN_BOXES) * (size.height + BETWEEN_BOXES),
    0,
  );
  const width = Math.sqrt(area) * 1.4;
  const at: Record<string, Point> = {};
  let x = 0;
  let y = 0;
  let row = 0;
  for (const { box, size } of arranged) {
    if (x > 0 && x + size.width > width) {
      x = 0;
      y += row + BETWEEN_BOXES;
      row = 0;
    }
    at[box.id] = { x, y };
    x += size.width + BETWEEN_BOXES;
    row = Math.max(row, size.height);
  }
  return at;
}

/** New boxes stand in a column right of those that have their place. */
function beside(
  free: readonly Arranged[],
  arranged: readonly Arranged[],
  kept: Readonly<Record<string, Point>>,
): Record<string, Point> {
  const placed: Rect[] = arranged.flatMap(({ box, size }) =>
    kept[box.id] ? [{ ...(kept[box.id] as Point), ...size }] : [],
  );
  const x = Math.max(...placed.map((rect) => rect.x + rect.width)) + BETWEEN_RANKS;
  let y = Math.min(...placed.map((rect) => rect.y));
  const at: Record<string, Point> = {};
  for (const { box, size } of free) {
    at[box.id] = { x, y };
    y += size.height + BETWEEN_BOXES;
  }
  return at;
}

/** The rectangle of every box on the drawing. */
export function rectangles(arranged: readonly Arranged[], at: Readonly<Record<string, Point>>): Map<string, Rect> {
  const all = new Map<string, Rect>();
  const visit = (inside: Arranged, origin: Point): void => {
    all.set(inside.box.id, { ...origin, ...inside.size });
    for (const child of inside.children) visit(child, { x: origin.x + child.at.x, y: origin.y + child.at.y });
  };
  for (const each of arranged) visit(each, at[each.box.id] ?? { x: 0, y: 0 });
  return all;
}

/** The virtual network at a point of the drawing. */
export function networkAt(scene: Scene, all: ReadonlyMap<string, Rect>, { x, y }: Point): string | null {
  const found = scene.boxes.find(({ id, kind }) => {
    const rect = all.get(id);
    if (kind !== "virtualNetwork" || rect === undefined) return false;
    return x >= rect.x && x <= rect.x + rect.width && y >= rect.y && y <= rect.y + rect.height;
  });
  return found?.id ?? null;
}
