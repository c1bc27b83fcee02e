// A packet's way there and back, one numbered line a hop.

import type { Style } from "../context.js";
import type { Packet, Trace, Walk } from "../engine.js";
import { printable } from "./printable.js";

export function renderTrace({ forward, reply, answered, symmetric }: Trace, style: Style): string {
  const back = reply === null ? `${style.bold("back")}: no reply, because the request does not arrive\n` : renderWalk("back", reply, style);
  const summary = [
    answered ? style.green("answered") : style.red("not answered"),
    ...(reply === null ? [] : [symmetric ? "symmetric" : style.yellow("not symmetric")]),
  ].join(", ");
  return `${renderWalk("there", forward, style)}\n${back}\n${summary}\n`;
}

export function renderWalk(title: string, { packet, hops, disposition, delivered, passes, egressAs }: Walk, style: Style): string {
  const numberWidth = String(hops.length).length;
  const lines = hops.map(({ at, because }, index) =>
    `${String(index + 1).padStart(numberWidth)}  ${style.bold(printable(at))}: ${printable(because)}`);
  const end = [
    endPaint(delivered, disposition, style)(disposition),
    ...(passes.length > 0 ? [`passes ${passes.map(printable).join(", ")}`] : []),
    ...(egressAs === undefined ? [] : [`leaves as ${printable(egressAs)}`]),
  ].join(", ");
  const body = [...lines, `${" ".repeat(numberWidth)}  ${end}`];
  return `${style.bold(title)}: ${renderPacket(packet)}\n${body.map((line) => `  ${line}\n`).join("")}`;
}

/** What the design leaves open is no loss. */
function endPaint(delivered: boolean, disposition: Walk["disposition"], style: Style): (text: string) => string {
  if (delivered) return style.green;
  return /^Undecided/.test(disposition) ? style.yellow : style.red;
}

export function renderPacket({ source, destination, protocol, destinationPort }: Packet): string {
  const kind = destinationPort === undefined ? protocol : `${protocol}/${destinationPort}`;
  return `${printable(source)} -> ${printable(destination)} ${protocol === "Any" && destinationPort === undefined ? "(any protocol)" : kind}`;
}
