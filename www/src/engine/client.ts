// The page's side of the worker: one document is compiled at a time, one that was overtaken is
// never started, and an answer about an older document is dropped.

import type { ServiceTags } from "./answers.ts";
import type { Answer, AnswerOf, AskOf, QuestionKind, Reply, Request } from "./messages.ts";

/** A question that no longer matters: the document has changed since it was asked. */
export class StaleError extends Error {}
/** A question that the design cannot answer. */
export class RefusedError extends Error {}
/** The engine failed; it is started again with the next document. */
export class EngineError extends Error {}

/** The part of a Worker that is used, so that tests can put another in its place. */
export interface Port {
  postMessage(request: Request): void;
  terminate(): void;
  onmessage: ((event: { data: Reply }) => void) | null;
  onerror: ((event: { message: string }) => void) | null;
}

interface Waiting {
  resolve(answer: AnswerOf<QuestionKind>): void;
  reject(error: Error): void;
}

export class EngineClient {
  #port: Port | null = null;
  #waiting = new Map<number, Waiting>();
  #nextId = 0;
  #compiling = false;
  #next: { text: string; revision: number; serviceTags: ServiceTags | null; waiting: Waiting } | null = null;
  /** The service tags that the worker has: megabytes, which are sent once. */
  #told: ServiceTags | null = null;
  readonly #start: () => Port;

  constructor(start: () => Port) {
    this.#start = start;
  }

  /** Rejects with `StaleError` when a newer document came before this one was answered. */
  compile(revision: number, text: string, serviceTags: ServiceTags | null = null): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#next?.waiting.reject(new StaleError());
      this.#next = { text, revision, serviceTags, waiting: { resolve: resolve as Waiting["resolve"], reject } };
      this.#compileNext();
    });
  }

  routes(revision: number, subnet: string): Promise<AnswerOf<"routes">> {
    return this.#ask("routes", revision, { subnet });
  }

  trace(revision: number, query: AskOf<"trace">["query"]): Promise<AnswerOf<"trace">> {
    return this.#ask("trace", revision, { query });
  }

  #compileNext(): void {
    if (this.#compiling || this.#next === null) return;
    const { text, revision, serviceTags, waiting } = this.#next;
    this.#next = null;
    this.#compiling = true;
    this.#port ??= this.#open();
    const ask = serviceTags === this.#told ? { text } : { text, serviceTags };
    this.#told = serviceTags;
    this.#ask("compile", revision, ask)
      .finally(() => {
        this.#compiling = false;
      })
      .then(
        (answer) => (this.#next === null ? waiting.resolve(answer) : waiting.reject(new StaleError())),
        (error: Error) => waiting.reject(error),
      )
      .finally(() => this.#compileNext());
  }

  #ask<K extends QuestionKind>(kind: K, revision: number, ask: AskOf<K>): Promise<AnswerOf<K>> {
    return new Promise((resolve, reject) => {
      const id = this.#nextId++;
      this.#waiting.set(id, { resolve: resolve as Waiting["resolve"], reject });
      this.#port ??= this.#open();
      this.#port.postMessage({ id, kind, revision, ...ask } as unknown as Request);
    });
  }

  #open(): Port {
    const port = this.#start();
    this.#told = null;
    port.onmessage = ({ data }) => this.#receive(data);
    port.onerror = ({ message }) => this.#fail(message);
    return port;
  }

  #receive(reply: Reply): void {
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if (reply.outcome === "answer") waiting?.resolve(reply.answer);
    else if (reply.outcome === "refused") waiting?.reject(new RefusedError(reply.message));
    else if (reply.outcome === "stale") waiting?.reject(new StaleError());
    else {
      waiting?.reject(new EngineError(reply.message));
      this.#fail(reply.message);
    }
  }

  /** Ends the worker: everything that waits for it has failed, and the next question starts another. */
  #fail(message: string): void {
    this.#port?.terminate();
    this.#port = null;
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const each of waiting) each.reject(new EngineError(message));
  }
}

export function startEngine(): EngineClient {
  return new EngineClient(
    () => new Worker(new URL("./worker.ts", import.meta.url), { type: "module", name: "engine" }) as unknown as Port,
  );
}
