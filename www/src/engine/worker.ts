// The engine's thread: holds the newest compiled design and answers questions about it.
// The only file that uses the package.

import { compile, init, UsageError, type Compiled, type ServiceTags } from "routewright/web";
import { toJson } from "../../../pkg/cli/jsonc.ts";
import type { Answer, Reply, Request } from "./messages.ts";

const ready = init();
let compiled: Compiled | null = null;
let revision = -1;
let serviceTags: ServiceTags | null = null;

addEventListener("message", (event: MessageEvent<Request>) => {
  void answer(event.data).then((reply) => postMessage(reply));
});

async function answer(request: Request): Promise<Reply> {
  const { id } = request;
  try {
    await ready;
    if (request.kind === "compile") return { id, outcome: "answer", answer: take(request) };
    if (compiled === null || request.revision !== revision) return { id, outcome: "stale" };
    const value = request.kind === "routes" ? compiled.routes(request.subnet) : compiled.trace(request.query);
    return { id, outcome: "answer", answer: value };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { id, outcome: error instanceof UsageError ? "refused" : "failed", message };
  }
}

function take(request: Extract<Request, { kind: "compile" }>): Answer {
  if (request.serviceTags !== undefined) serviceTags = request.serviceTags;
  compiled?.free();
  compiled = null;
  const start = performance.now();
  compiled = compile(withoutComments(request.text), serviceTags === null ? {} : { serviceTags });
  revision = request.revision;
  const { ok, summary, diagnostics, suppressed, verdicts } = compiled;
  return { revision, ok, summary, diagnostics, suppressed, verdicts, elapsed: performance.now() - start };
}

/** The engine reads JSON alone. Half of a surrogate pair has no bytes: it stays text, for the package to refuse. */
function withoutComments(text: string): Uint8Array | string {
  return /\p{Surrogate}/u.test(text) ? text : toJson(new TextEncoder().encode(text));
}
