// Keeps the answers in the state true to the document in the state: asks the engine whenever
// what was asked about has changed.

import { readEnd } from "../../../pkg/ends.ts";
import type { Verdict } from "./answers.ts";
import { RefusedError, StaleError, type EngineClient } from "./client.ts";
import type { Answer } from "./messages.ts";
import type { Asked, DesignerState, PathState } from "../state/state.ts";
import type { Store } from "../state/store.ts";
import { modelOf, noticed } from "../state/transitions.ts";

/** A pause in typing shorter than this is not worth an answer. */
const TYPING_PAUSE = 60;

export function connectEngine(store: Store, client: EngineClient): void {
  let timer: ReturnType<typeof setTimeout> | undefined;

  const compile = (): void => {
    const { revision, document, serviceTags } = store.getState();
    store.setState((state) => ({ engine: state.engine.phase === "starting" ? state.engine : { phase: "working" } }));
    client.compile(revision, document.text, serviceTags?.tags).then(
      (answer) => store.setState((state) => answered(state, answer)),
      (error: Error) => {
        if (!(error instanceof StaleError))
          store.setState({ answer: null, engine: { phase: "failed", message: error.message } });
      },
    );
  };

  const askRoutes = (): void => {
    const { routes, revision } = store.getState();
    if (routes === null) return;
    const { subnet } = routes;
    settle(client.routes(revision, subnet), (answer) =>
      store.setState((state) => (state.routes?.subnet === subnet ? { routes: { subnet, answer } } : {})),
    );
  };

  const askTrace = (): void => {
    const { path, revision } = store.getState();
    if (path === null || path.witnessOf !== null) return;
    const { query } = path;
    const asked = { ...query, from: readEnd(query.from), to: readEnd(query.to) };
    settle(client.trace(revision, asked), (trace) =>
      store.setState((state) => (state.path?.query === query ? { path: { ...state.path, trace } } : {})),
    );
  };

  store.subscribe((state, before) => {
    if (state.revision !== before.revision) {
      clearTimeout(timer);
      timer = setTimeout(compile, TYPING_PAUSE);
    }
    if (state.answer === null || state.answer.revision !== state.revision) return;
    // Half-typed text has no subnets: what was last known stays on the screen.
    if (modelOf(state.document.text).broken) return;
    const fresh = state.answer !== before.answer;
    if (fresh || state.routes?.subnet !== before.routes?.subnet) askRoutes();
    if (fresh || state.path?.query !== before.path?.query) askTrace();
  });
  compile();
}

/** A stale answer changes nothing: the newer document is on its way. */
function settle<T>(question: Promise<T>, put: (asked: Asked<T>) => void): void {
  question.then(
    (value) => put({ status: "answered", value }),
    (error: Error) => {
      if (error instanceof StaleError) return;
      put({
        status: "refused",
        message: error instanceof RefusedError ? error.message : `The engine failed: ${error.message}`,
      });
    },
  );
}

function answered(state: DesignerState, answer: Answer): DesignerState {
  const next: DesignerState = { ...state, answer, engine: { phase: "ready" } };
  if (state.path?.witnessOf == null) return next;
  const { intent, expectation } = state.path.witnessOf;
  const verdict = answer.verdicts.find((each) => each.intent === intent && each.expectation === expectation);
  const path = verdict === undefined ? null : witnessPath(verdict);
  if (path !== null) return { ...next, path };
  return noticed({ ...next, path: null }, "info", `${intent} · ${expectation}: no packet breaks it any more.`);
}

/** The path of the packet that breaks the expectation; null where none does. */
export function witnessPath(verdict: Verdict): PathState | null {
  const { witness } = verdict;
  if (witness === undefined) return null;
  const { source, destination, protocol, destinationPort } = witness.packet;
  return {
    query: {
      from: source,
      to: destination,
      // A protocol that has no name of its own cannot be asked for.
      protocol: protocol === "Other" ? "Any" : protocol,
      ...(destinationPort === undefined ? {} : { port: destinationPort }),
    },
    trace: { status: "answered", value: witness.trace },
    witnessOf: { intent: verdict.intent, expectation: verdict.expectation },
    hop: null,
  };
}
