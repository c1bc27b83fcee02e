// A traced path as it is drawn: one arrow from each hop to the next, and how the walk ends. Pure.

import type { Hop, Trace, Walk } from "../engine/answers.ts";
import { outcomeOf, type Outcome } from "../engine/outcome.ts";
import type { Way } from "../state/state.ts";
import { INTERNET } from "../state/state.ts";
import { find, ofKind, type Model } from "../document/model.ts";
import { text, type JsonObject, type Kind } from "../objects/kind.ts";
import { strokeBetween, type Rect, type Stroke } from "./geometry.ts";
import { notesOf, type TrailNote } from "./trailNotes.ts";

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
  readonly outcome: Outcome;
}

export interface Trail {
  readonly arrows: readonly Arrow[];
  readonly notes: readonly TrailNote[];
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
  const notes: TrailNote[] = [];
  const boxes = new Set<string>();
  for (const [way, walk] of walks) {
    if (walk === null) continue;
    const stops = stopsOf(model, walk);
    notes.push(...notesOf(way, walk, stops));
    stops.forEach((stop, index) => {
      if (stop === null) return;
      boxes.add(stop);
      const next = stops[index + 1];
      if (next === undefined) ends.push({ way, box: stop, outcome: outcomeOf(walk) });
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
  return { arrows, notes, ends, boxes };
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
  const outer = [...ofKind(model, "virtualNetwork"), ...ofKind(model, "virtualHub"), ...ofKind(model, "site")].flatMap(
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

/** What stands for a hop on the drawing; Azure's own services are reached over public addresses. */
const KIND_OF_HOP: Readonly<Record<Hop["kind"], Kind | typeof INTERNET>> = {
  Internet: INTERNET,
  Service: INTERNET,
  Subnet: "subnet",
  Firewall: "firewall",
  Appliance: "appliance",
  LoadBalancer: "loadBalancer",
  Gateway: "gateway",
  VirtualHub: "virtualHub",
  OnPremises: "site",
  PrivateEndpoint: "privateEndpoint",
};

/** Id of the box at which the hop happens. */
function boxOfHop(model: Model, hop: Hop): string | null {
  const kind = KIND_OF_HOP[hop.kind];
  return kind === INTERNET ? INTERNET : (find(model, kind, hop.at)?.id ?? null);
}

/** The box of a machine that has the address, where a walk starts or ends at it; else that of the subnet. */
function boxOfEnd(model: Model, hop: Hop, address: string): string | null {
  const machine =
    hop.kind !== "Subnet"
      ? undefined
      : ofKind(model, "networkInterface").find(
          ({ value }) =>
            addressesOf(model, value).includes(address) &&
            text(value, "subnet").toLowerCase() === hop.at.toLowerCase(),
        );
  return machine?.id ?? boxOfHop(model, hop);
}

/** Its own address, and the public one under which the Internet knows it. */
function addressesOf(model: Model, machine: JsonObject): string[] {
  const shared = find(model, "publicIpAddress", text(machine, "publicIpAddress"));
  return [text(machine, "privateIpAddress"), shared === undefined ? "" : text(shared.value, "ipAddress")];
}

/** The boxes through which a walk goes, in order. */
function stopsOf(model: Model, { hops, packet }: Walk): (string | null)[] {
  return hops.map((hop, index) => {
    if (index === 0) return boxOfEnd(model, hop, packet.source);
    return index === hops.length - 1 ? boxOfEnd(model, hop, packet.destination) : boxOfHop(model, hop);
  });
}
