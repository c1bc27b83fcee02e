// Effective routes for people: the table of `az network nic show-effective-route-table`,
// with what makes a route lose, and below it the routes that Azure does not list.

import type { Style } from "../context.js";
import type { EffectiveRoute, FilteredRoute, SubnetRoutes } from "../engine.js";
import { printable } from "./printable.js";
import { indent, table } from "./table.js";

const HEADER = ["Source", "State", "AddressPrefix", "NextHopType", "NextHopIp", "Name"];

export function renderRoutes({ subnet, routeTable, routes, filtered }: SubnetRoutes, style: Style): string {
  const through = routeTable === undefined ? "no route table" : `route table ${printable(routeTable)}`;
  const hasLosers = routes.some(({ state }) => state === "Invalid");
  const rows = routes.map((route) => [...cells(route, style), ...(hasLosers ? [whyNot(route)] : [])]);
  const main = rows.length === 0 ? "no routes\n" : table(hasLosers ? [...HEADER, "Why"] : HEADER, rows, style);
  return `${style.bold(printable(subnet))} (${through})\n\n${indent(main, "  ")}${renderFiltered(filtered, style)}`;
}

function cells(route: EffectiveRoute, style: Style): string[] {
  const { source, state, addressPrefix, nextHopType, nextHopIpAddress } = route;
  const row = [source, state, addressPrefix, nextHopType, nextHopIpAddress.join(", "), nameOf(route)].map(printable);
  return state === "Invalid" ? row.map((cell) => style.dim(cell)) : row;
}

/** The route's own name; of a route that Azure makes, what the design calls its next hop. */
function nameOf({ name, nextHopName }: EffectiveRoute): string {
  if (name === undefined) return nextHopName ?? "";
  return nextHopName === undefined ? name : `${name} (${nextHopName})`;
}

function whyNot({ because, beatenBy }: EffectiveRoute): string {
  return printable(because ?? (beatenBy === undefined ? "" : `beaten by ${beatenBy}`));
}

function renderFiltered(filtered: readonly FilteredRoute[], style: Style): string {
  if (filtered.length === 0) return "";
  const rows = filtered.map(({ source, addressPrefix, nextHopType, nextHopName, because }) =>
    [source, addressPrefix, nextHopType, nextHopName ?? "", because].map(printable));
  const body = table(["Source", "AddressPrefix", "NextHopType", "Name", "Why"], rows, style);
  return `\n  Not programmed by Azure, and so not listed by it:\n\n${indent(body, "  ")}`;
}
