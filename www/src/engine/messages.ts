// What the page and the worker say to each other. Every question names the revision of the
// document it is about, so that an answer about an older one is recognised.

import type { Diagnostic, ServiceTags, SubnetRoutes, Summary, Trace, TraceQuery, Verdict } from "./answers.ts";

/** What is known of every document as soon as it is compiled. */
export interface Answer {
  readonly revision: number;
  readonly ok: boolean;
  readonly summary: Summary;
  readonly diagnostics: readonly Diagnostic[];
  /** What the design's options take back, each with its reason. */
  readonly suppressed: readonly Diagnostic[];
  readonly verdicts: readonly Verdict[];
  /** How long the engine took, in milliseconds. */
  readonly elapsed: number;
}

interface Questions {
  /** `serviceTags` where they are others than in the question before; null takes them back. */
  compile: { ask: { text: string; serviceTags?: ServiceTags | null }; answer: Answer };
  routes: { ask: { subnet: string }; answer: SubnetRoutes };
  trace: { ask: { query: TraceQuery }; answer: Trace };
}

export type QuestionKind = keyof Questions;
export type AskOf<K extends QuestionKind> = Questions[K]["ask"];
export type AnswerOf<K extends QuestionKind> = Questions[K]["answer"];

export type Request = {
  [K in QuestionKind]: { readonly id: number; readonly kind: K; readonly revision: number } & AskOf<K>;
}[QuestionKind];

export type Reply =
  | { readonly id: number; readonly outcome: "answer"; readonly answer: AnswerOf<QuestionKind> }
  /** The question does not fit the design: an endpoint that it does not have. */
  | { readonly id: number; readonly outcome: "refused"; readonly message: string }
  /** The worker holds another revision. */
  | { readonly id: number; readonly outcome: "stale" }
  /** The engine itself failed; the worker is of no more use. */
  | { readonly id: number; readonly outcome: "failed"; readonly message: string };
