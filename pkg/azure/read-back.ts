// Reads what is deployed.

import { Arm, type Live } from "./arm.js";
import { limitsOf, type ReadOptions } from "./options.js";
import { ReadFailure } from "./plan.js";
import { withRetries } from "./retry.js";
import { mapParallel } from "./schedule.js";

/** Reads every resource of `ids`, by the same keys; one that does not exist is `undefined`. */
export async function readBack(ids: Readonly<Record<string, string>>, options: ReadOptions & { apiVersion?: string }): Promise<Record<string, Live | undefined>> {
  const { maxParallel, retry } = limitsOf(options);
  const { signal, apiVersion = "2025-07-01" } = options;
  const arm = new Arm(options);
  const entries = await mapParallel(Object.entries(ids), maxParallel, async ([key, id]) => {
    try {
      return [key, await withRetries(() => arm.get(id, apiVersion, signal), retry, signal, () => undefined)] as const;
    } catch (error) {
      throw new ReadFailure(key, id, error);
    }
  });
  return Object.fromEntries(entries);
}
