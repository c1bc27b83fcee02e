// Effective routes for people: the table of `az network nic show-effective-route-table`,
// with what makes a route lose, and below it the routes that Azure does not list.

import type { Style, Terminal } from "../context.js";
import type { EffectiveRoute, FilteredRoute, SubnetRoutes } from "../engine.js";
import { printable } from "./printable.js";
import { type Cell, grid, indent, table } from "./table.js";

const HEADER = ["Source", "State", "Address Prefix", "Next Hop Type", "Next Hop IP", "Name"];

export function renderRoutes({ subnet, routeTable, routes, filtered }: SubnetRoutes, { style, columns }: Terminal): string {
  const through = routeTable === undefined ? "no route table" : `route table ${printable(routeTable)}`;
  const dropped = routes.filter(isDropped);
  const isFolded = dropped.length >= FOLDED_FROM;
  const shown = isFolded ? routes.filter((route) => !isDropped(route)) : routes;
  const folded = isFolded ? renderDropped(dropped, columns) : "";
  return `${style.bold(printable(subnet))} (${through})\n\n${indent(renderTable(shown, style), "  ")}${folded}${renderFiltered(filtered, style)}`;
}

function renderTable(routes: readonly EffectiveRoute[], style: Style): string {
  if (routes.length === 0) return "no routes\n";
  const hasLosers = routes.some(({ state }) => state === "Invalid");
  const rows = routes.map((route) => [...cells(route, style), ...(hasLosers ? [whyNot(route)] : [])]);
  return table(hasLosers ? [...HEADER, "Why"] : HEADER, rows, style);
}

function cells(route: EffectiveRoute, style: Style): Cell[] {
  const { source, state, addressPrefix, nextHopType, nextHopIpAddress } = route;
  const row = [source, state, addressPrefix, nextHopType, nextHopIpAddress.join(", "), nameOf(route)].map(printable);
  return state === "Invalid" ? row.map((text) => ({ text, paint: style.dim })) : row;
}

/** The route's own name; of a route that Azure makes, what the design calls its next hop. */
function nameOf({ name, nextHopName }: EffectiveRoute): string {
  if (name === undefined) return nextHopName ?? "";
  return nextHopName === undefined ? name : `${name} (${nextHopName})`;
}

function whyNot({ because, beatenBy }: EffectiveRoute): string {
  return printable(because ?? (beatenBy === undefined ? "" : `beaten by ${beatenBy}`));
}

/** Azure's own routes to nowhere: some twenty rows that say the same, which a subnet has or has not. */
function isDropped({ source, state, nextHopType }: EffectiveRoute): boolean {
  return source === "Default" && state === "Active" && nextHopType === "None";
}

/** So many rows to nowhere become a list. */
const FOLDED_FROM = 4;

function renderDropped(routes: readonly EffectiveRoute[], columns: number): string {
  const prefixes = routes.map(({ addressPrefix }) => printable(addressPrefix));
  return `\n  Also Default and Active, with next hop None:\n\n${indent(grid(prefixes, columns - 2), "  ")}`;
}

function renderFiltered(filtered: readonly FilteredRoute[], style: Style): string {
  if (filtered.length === 0) return "";
  const rows = filtered.map(({ source, addressPrefix, nextHopType, nextHopName, because }) =>
    [source, addressPrefix, nextHopType, nextHopName ?? "", because].map(printable));
  const body = table(["Source", "Address Prefix", "Next Hop Type", "Name", "Why"], rows, style);
  return `\n  Not programmed by Azure, and so not listed by it:\n\n${indent(body, "  ")}`;
}
