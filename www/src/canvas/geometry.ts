// Lines between rectangles. Pure: numbers in, numbers and SVG path text out.

import type { Point } from "../document/history.ts";

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A line as it is drawn, and where a label on it goes. */
export interface Stroke {
  readonly path: string;
  readonly start: Point;
  readonly end: Point;
  readonly label: Point;
}

export interface Anchoring {
  /** Moves the line down by so much, so that two lines between the same boxes lie side by side. */
  readonly shift?: number;
  /** Where the ends meet the sides: this far from the top, or the middle. */
  readonly fromTop?: number;
  /** The side on which a line between boxes that stand above each other bulges. */
  readonly bulge?: "left" | "right";
  /** How far along the label goes, 0 to 1. */
  readonly labelAt?: number;
  /** What the line should not run across. */
  readonly obstacles?: readonly Rect[];
}

/** A cubic curve. */
interface Curve {
  readonly start: Point;
  readonly first: Point;
  readonly second: Point;
  readonly end: Point;
}

/** Room that a line needs to leave one box and meet another. */
const CLEARANCE = 24;
const CORNER = 16;

/**
 * A line from side to side: an S between boxes beside each other, a C between boxes above each
 * other, and around what stands between them.
 */
export function strokeBetween(from: Rect, to: Rect, anchoring: Anchoring = {}): Stroke {
  const { shift = 0, fromTop, bulge = "right", labelAt = 0.5, obstacles = [] } = anchoring;
  const startY = from.y + (fromTop ?? from.height / 2) + shift;
  const endY = to.y + (fromTop ?? to.height / 2) + shift;
  const way = from.x + from.width + CLEARANCE <= to.x ? 1 : to.x + to.width + CLEARANCE <= from.x ? -1 : 0;
  if (way === 0) return strokeOf(bow(from, to, startY, endY, bulge), labelAt);
  const start = { x: way === 1 ? from.x + from.width : from.x, y: startY };
  const end = { x: way === 1 ? to.x : to.x + to.width, y: endY };
  const curve = bent(start, end, way);
  const crossed = obstacles.filter((rect) => crosses(curve, rect));
  return crossed.length === 0 ? strokeOf(curve, labelAt) : around(start, end, way, crossed, shift);
}

/** A C from side to same side. */
function bow(from: Rect, to: Rect, startY: number, endY: number, bulge: "left" | "right"): Curve {
  const side = bulge === "right" ? 1 : -1;
  const edge = (rect: Rect): number => (side === 1 ? rect.x + rect.width : rect.x);
  const outer = side === 1 ? Math.max(edge(from), edge(to)) : Math.min(edge(from), edge(to));
  const reach = outer + side * (CLEARANCE + Math.min(48, Math.abs(endY - startY) / 4));
  return {
    start: { x: edge(from), y: startY },
    first: { x: reach, y: startY },
    second: { x: reach, y: endY },
    end: { x: edge(to), y: endY },
  };
}

/** An S that leaves and arrives level. */
function bent(start: Point, end: Point, way: 1 | -1): Curve {
  const pull = Math.max(40, Math.abs(end.x - start.x) / 2);
  return { start, first: { x: start.x + way * pull, y: start.y }, second: { x: end.x - way * pull, y: end.y }, end };
}

function strokeOf(curve: Curve, labelAt: number): Stroke {
  const { start, first, second, end } = curve;
  const path = `M${start.x},${start.y} C${first.x},${first.y} ${second.x},${second.y} ${end.x},${end.y}`;
  return { path, start, end, label: pointOn(curve, labelAt) };
}

function pointOn({ start, first, second, end }: Curve, t: number): Point {
  const u = 1 - t;
  const mix = (a: number, b: number, c: number, d: number): number =>
    u * u * u * a + 3 * u * u * t * b + 3 * u * t * t * c + t * t * t * d;
  return { x: mix(start.x, first.x, second.x, end.x), y: mix(start.y, first.y, second.y, end.y) };
}

const SAMPLES = 24;

function crosses(curve: Curve, rect: Rect): boolean {
  for (let sample = 0; sample <= SAMPLES; sample += 1) {
    const { x, y } = pointOn(curve, sample / SAMPLES);
    if (x > rect.x && x < rect.x + rect.width && y > rect.y && y < rect.y + rect.height) return true;
  }
  return false;
}

/** Level lines above or below what stands between, whichever is the shorter way. */
function around(start: Point, end: Point, way: 1 | -1, crossed: readonly Rect[], shift: number): Stroke {
  const above = Math.min(...crossed.map((rect) => rect.y)) - CLEARANCE + shift;
  const below = Math.max(...crossed.map((rect) => rect.y + rect.height)) + CLEARANCE + shift;
  const detour = (level: number): number => Math.abs(level - start.y) + Math.abs(level - end.y);
  const level = detour(above) < detour(below) ? above : below;
  // The upright parts stand a little apart too, so that the lines there and back do not touch.
  const out = start.x + way * (CLEARANCE + CORNER) + shift;
  const back = end.x - way * (CLEARANCE + CORNER) + shift;
  const corners = [
    start,
    { x: out, y: start.y },
    { x: out, y: level },
    { x: back, y: level },
    { x: back, y: end.y },
    end,
  ];
  return { path: rounded(corners), start, end, label: { x: (out + back) / 2 + 20 * Math.sign(shift), y: level } };
}

/** A line through the points with its corners rounded. */
function rounded(points: readonly Point[]): string {
  const middle = points.slice(1, -1).map((corner, index) => {
    const before = towards(corner, points[index] ?? corner);
    const after = towards(corner, points[index + 2] ?? corner);
    return `L${before.x},${before.y} Q${corner.x},${corner.y} ${after.x},${after.y}`;
  });
  const [start, end] = [points[0], points.at(-1)];
  return `M${start?.x},${start?.y} ${middle.join(" ")} L${end?.x},${end?.y}`;
}

/** The point on the way to another where a corner begins. */
function towards(corner: Point, other: Point): Point {
  const length = Math.hypot(other.x - corner.x, other.y - corner.y);
  const part = length === 0 ? 0 : Math.min(CORNER, length / 2) / length;
  return { x: corner.x + (other.x - corner.x) * part, y: corner.y + (other.y - corner.y) * part };
}
