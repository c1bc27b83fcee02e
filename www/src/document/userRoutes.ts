// From an effective route back to the route of the design that it comes from.

import type { EffectiveRoute } from "../engine/answers.ts";
import { childItems, find, type Model } from "./model.ts";

/** Where the design declares a user-defined route. */
export function userRoutePointer(model: Model, route: EffectiveRoute): string | null {
  if (route.routeTable === undefined || route.name === undefined) return null;
  const table = find(model, "routeTable", route.routeTable);
  const declared =
    table && childItems(model, table).find(({ name }) => name.toLowerCase() === route.name?.toLowerCase());
  return declared?.pointer ?? null;
}
