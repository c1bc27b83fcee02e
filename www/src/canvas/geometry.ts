// Lines between rectangles. Pure: numbers in, numbers and SVG path text out.

import type { Point } from "../document/history.ts";

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A cubic curve. */
export interface Curve {
  readonly start: Point;
  readonly first: Point;
  readonly second: Point;
  readonly end: Point;
}

export interface Anchoring {
  /** Moves both ends down by so much, so that two lines between the same boxes lie side by side. */
  readonly shift?: number;
  /** Where the ends meet the sides: this far from the top, or the middle. */
  readonly fromTop?: number;
  /** The side on which a line between boxes that stand above each other bulges. */
  readonly bulge?: "left" | "right";
}

/** Room that a curve needs to leave one box and meet another. */
const CLEARANCE = 24;

/** A curve from side to side: an S between boxes beside each other, a C between boxes above each other. */
export function curveBetween(from: Rect, to: Rect, { shift = 0, fromTop, bulge = "right" }: Anchoring = {}): Curve {
  const startY = from.y + (fromTop ?? from.height / 2) + shift;
  const endY = to.y + (fromTop ?? to.height / 2) + shift;
  if (from.x + from.width + CLEARANCE <= to.x) {
    return bent({ x: from.x + from.width, y: startY }, { x: to.x, y: endY }, 1, 1);
  }
  if (to.x + to.width + CLEARANCE <= from.x) {
    return bent({ x: from.x, y: startY }, { x: to.x + to.width, y: endY }, -1, -1);
  }
  const side = bulge === "right" ? 1 : -1;
  const edge = (rect: Rect): number => (side === 1 ? rect.x + rect.width : rect.x);
  const outer = side === 1 ? Math.max(edge(from), edge(to)) : Math.min(edge(from), edge(to));
  const reach = outer + side * (CLEARANCE + Math.min(48, Math.abs(endY - startY) / 4));
  const start = { x: edge(from), y: startY };
  const end = { x: edge(to), y: endY };
  return { start, first: { x: reach, y: startY }, second: { x: reach, y: endY }, end };
}

function bent(start: Point, end: Point, leave: 1 | -1, meet: 1 | -1): Curve {
  const pull = Math.max(40, Math.abs(end.x - start.x) / 2);
  return {
    start,
    first: { x: start.x + leave * pull, y: start.y },
    second: { x: end.x - meet * pull, y: end.y },
    end,
  };
}

export function pathOfCurve({ start, first, second, end }: Curve): string {
  return `M${start.x},${start.y} C${first.x},${first.y} ${second.x},${second.y} ${end.x},${end.y}`;
}

/** The point at `t` of the way, 0 to 1. */
export function pointOn({ start, first, second, end }: Curve, t: number): Point {
  const u = 1 - t;
  const mix = (a: number, b: number, c: number, d: number): number =>
    u * u * u * a + 3 * u * u * t * b + 3 * u * t * t * c + t * t * t * d;
  return {
    x: mix(start.x, first.x, second.x, end.x),
    y: mix(start.y, first.y, second.y, end.y),
  };
}
