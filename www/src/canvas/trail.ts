// A traced path as it is drawn: one arrow from each hop to the next, and how the walk ends. Pure.

import type { Hop, Trace, Walk } from "../engine/answers.ts";
import type { Way } from "../state/state.ts";
import { INTERNET } from "../state/state.ts";
import { find, ofKind, type Model } from "../document/model.ts";
import { strokeBetween, type Rect, type Stroke } from "./geometry.ts";

export interface Arrow {
  readonly way: Way;
  /** Index of the hop whose route decides it. */
  readonly index: number;
  /** Its number; a range where hops before it stayed in the same box. */
  readonly label: string;
  readonly stroke: Stroke;
}

export interface TrailEnd {
  readonly way: Way;
  readonly box: string;
  readonly delivered: boolean;
}

export interface Trail {
  readonly arrows: readonly Arrow[];
  readonly ends: readonly TrailEnd[];
  /** Ids of the boxes that take part. */
  readonly boxes: ReadonlySet<string>;
}

/** Half the distance between the way there and the way back. */
const LANE = 7;

export function trailOf(model: Model, trace: Trace, rectangles: ReadonlyMap<string, Rect>): Trail {
  const walks: [Way, Walk | null][] = [
    ["forward", trace.forward],
    ["reply", trace.reply],
  ];
  const arrows: Arrow[] = [];
  const ends: TrailEnd[] = [];
  const boxes = new Set<string>();
  for (const [way, walk] of walks) {
    if (walk === null) continue;
    const stops = walk.hops.map((hop) => boxOfHop(model, hop));
    stops.forEach((stop, index) => {
      if (stop === null) return;
      boxes.add(stop);
      const next = stops[index + 1];
      if (next === undefined) ends.push({ way, box: stop, delivered: walk.delivered });
      else if (next !== null && next !== stop) {
        const from = rectangles.get(stop);
        const to = rectangles.get(next);
        if (from === undefined || to === undefined) return;
        const obstacles = between(stop, next, model, rectangles);
        const stroke = clearOf(arrows, (labelAt) => {
          const side = way === "forward" ? -1 : 1;
          return strokeBetween(from, to, {
            shift: side * (LANE + passedBefore(stops, index) * 2 * LANE),
            bulge: way === "forward" ? "right" : "left",
            labelAt,
            obstacles,
          });
        });
        arrows.push({ way, index, label: labelOf(stops, index), stroke });
      }
    });
  }
  return { arrows, ends, boxes };
}

/** Where along its arrow a badge goes: before the middle, or the next place where no other badge is. */
const BADGES_AT = [0.4, 0.28, 0.55, 0.68, 0.18];
const BADGE = { width: 36, height: 24 };

function clearOf(others: readonly Arrow[], draw: (labelAt: number) => Stroke): Stroke {
  const clear = ({ label: { x, y } }: Stroke): boolean =>
    others.every(
      ({ stroke: { label } }) => Math.abs(label.x - x) >= BADGE.width || Math.abs(label.y - y) >= BADGE.height,
    );
  const strokes = BADGES_AT.map(draw);
  return strokes.find(clear) ?? draw(0.4);
}

/** The top-level boxes that hold neither end. */
function between(stop: string, next: string, model: Model, rectangles: ReadonlyMap<string, Rect>): Rect[] {
  const ends = [rectangles.get(stop), rectangles.get(next)];
  const outer = [...ofKind(model, "virtualNetwork"), ...ofKind(model, "site")].flatMap(
    ({ id }) => rectangles.get(id) ?? [],
  );
  return outer.filter((rect) => !ends.some((end) => end !== undefined && holds(rect, end)));
}

function holds(outer: Rect, { x, y }: Rect): boolean {
  return x >= outer.x && x <= outer.x + outer.width && y >= outer.y && y <= outer.y + outer.height;
}

function labelOf(stops: readonly (string | null)[], index: number): string {
  let first = index;
  while (first > 0 && stops[first - 1] === stops[index]) first -= 1;
  return first === index ? `${index + 1}` : `${first + 1}–${index + 1}`;
}

/** How often the same step was taken before: a packet in a loop passes the same line again. */
function passedBefore(stops: readonly (string | null)[], index: number): number {
  let turns = 0;
  for (let earlier = 0; earlier < index; earlier += 1) {
    if (stops[earlier] === stops[index] && stops[earlier + 1] === stops[index + 1]) turns += 1;
  }
  return Math.min(turns, 2);
}

/** Id of the box at which the hop happens. */
function boxOfHop(model: Model, hop: Hop): string | null {
  switch (hop.kind) {
    case "Internet":
      return INTERNET;
    case "Subnet":
      return find(model, "subnet", hop.at)?.id ?? null;
    case "Firewall":
      return find(model, "firewall", hop.at)?.id ?? null;
    case "Appliance":
      return find(model, "appliance", hop.at)?.id ?? null;
    case "Gateway":
      return find(model, "gateway", hop.at)?.id ?? null;
    case "OnPremises":
      return find(model, "site", hop.at)?.id ?? null;
    case "PrivateEndpoint":
      return find(model, "privateEndpoint", hop.at)?.id ?? null;
  }
}
