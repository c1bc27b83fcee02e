// From a path's end, as it is typed, to the box on the drawing.

import { endpointOf } from "../document/ends.ts";
import { find, type Model } from "../document/model.ts";
import { INTERNET } from "../state/state.ts";

export function boxOfEndpoint(model: Model, end: string): string | null {
  if (end === "Internet") return INTERNET;
  const named = find(model, "subnet", end) ?? find(model, "site", end);
  return named?.id ?? model.items.find((item) => endpointOf(item)?.toLowerCase() === end.toLowerCase())?.id ?? null;
}
