// How large each box is and where its contents stand inside it. Text is cut by the box, never the
// other way round, so the drawing is known without measuring anything. All on a grid of 4.

import type { Badge, Box } from "./scene.ts";
import type { Point } from "../document/history.ts";

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Arranged {
  readonly box: Box;
  readonly size: Size;
  /** Relative to the box around it. */
  readonly at: Point;
  readonly children: readonly Arranged[];
}

const NETWORK = { padding: 12, header: 56, gap: 12, empty: 48 };
const SUBNET = { width: 224, header: 52, badges: 28, padding: 12, gap: 8 };
const DEVICE: Size = { width: SUBNET.width - 2 * SUBNET.padding, height: 44 };
const OUTSIDE: Size = { width: 200, height: 64 };

/** A virtual network grows to the right before it grows too long. */
const ROWS = 5;

export function arrange(box: Box): Arranged {
  switch (box.kind) {
    case "virtualNetwork":
    case "virtualHub":
      return arrangeNetwork(box);
    case "subnet":
      return arrangeSubnet(box, { x: 0, y: 0 });
    case "device":
      return leaf(box, DEVICE, { x: 0, y: 0 });
    default:
      return leaf(box, OUTSIDE, { x: 0, y: 0 });
  }
}

function leaf(box: Box, size: Size, at: Point): Arranged {
  return { box, size, at, children: [] };
}

/** The badges of a subnet by their indices: two in a row, but a workload, which has a long name, by itself. */
export function badgeRows(badges: readonly Badge[]): number[][] {
  const rows: number[][] = [];
  badges.forEach(({ kind }, index) => {
    const last = rows.at(-1);
    if (kind === "workload" || last === undefined || last.length === 2) rows.push([index]);
    else last.push(index);
  });
  return rows;
}

function arrangeSubnet(box: Box, at: Point): Arranged {
  const top = SUBNET.header + badgeRows(box.badges).length * SUBNET.badges;
  const children = box.children.map((device, index) =>
    leaf(device, DEVICE, { x: SUBNET.padding, y: top + index * (DEVICE.height + SUBNET.gap) }),
  );
  const inside = children.length * (DEVICE.height + SUBNET.gap);
  const height = top + (inside === 0 ? 0 : inside - SUBNET.gap + SUBNET.padding);
  return { box, size: { width: SUBNET.width, height }, at, children };
}

function arrangeNetwork(box: Box): Arranged {
  const columns = Math.max(1, Math.ceil(Math.sqrt(box.children.length / ROWS)));
  const heights: number[] = Array.from({ length: columns }, () => NETWORK.header);
  const children = box.children.map((child) => {
    const column = heights.indexOf(Math.min(...heights));
    const at = { x: NETWORK.padding + column * (SUBNET.width + NETWORK.gap), y: heights[column] ?? 0 };
    const arranged =
      child.kind === "subnet" ? arrangeSubnet(child, at) : leaf(child, { ...DEVICE, width: SUBNET.width }, at);
    heights[column] = at.y + arranged.size.height + NETWORK.gap;
    return arranged;
  });
  const bottom = children.length === 0 ? NETWORK.header + NETWORK.empty : Math.max(...heights) - NETWORK.gap;
  const width = 2 * NETWORK.padding + columns * SUBNET.width + (columns - 1) * NETWORK.gap;
  return { box, size: { width, height: bottom + NETWORK.padding }, at: { x: 0, y: 0 }, children };
}
