// How a walk ends, in one word: arrived, lost, or not to be told from the design.

import type { Walk } from "./answers.ts";

export type Outcome = "delivered" | "dropped" | "unknown";

/** Ends that depend on what the design does not say. */
const OPEN = /^Undecided/;

export function outcomeOf({ delivered, disposition }: Pick<Walk, "delivered" | "disposition">): Outcome {
  return delivered ? "delivered" : OPEN.test(disposition) ? "unknown" : "dropped";
}
