// What is answered about a document that never reached the engine: one diagnostic, and an empty network.

import type { Engine } from "./engine.js";
import { UsageError } from "./errors.js";
import type { Diagnostic } from "./types.js";

export function refuse(diagnostic: Diagnostic): Engine {
  const nothing = (): never => {
    throw new UsageError("the document could not be read, so there is no network to ask about");
  };
  return {
    summary: () => ({ name: "", errors: 1, warnings: 0, infos: 0, suppressed: 0, holds: 0, violated: 0, undecided: 0, subnets: [] }),
    diagnostics: () => [diagnostic],
    suppressed: () => [],
    verdicts: () => [],
    routes: nothing,
    trace: nothing,
    emission: nothing,
    template: nothing,
    free: () => {},
  };
}
