// The form of a refusal's test: what is there, what Azure refuses, and the nearest write that it takes.

import { expect, test } from "vitest";
import { id, withRehearsal, type Http, type Reply } from "./http.js";

/** A write: path below the provider, and body; without a body, a deletion. */
export type Step = [path: string, body?: object];

export interface Refusal {
  code: string;
  /** What makes Azure refuse. */
  when: string;
  given?: Step[];
  refused: Step;
  /** Differs from `refused` in the one thing that matters. Steps before the last prepare it. */
  accepted: Step | Step[];
  status?: number;
}

function perform(http: Http, [path, body]: Step): Promise<Reply> {
  return body === undefined ? http.remove(id(path)) : http.put(id(path), body);
}

/** One test a refusal: it fires, it leaves no trace, and its near miss is taken. */
export function testRefusals(refusals: Refusal[]): void {
  test.each(refusals)("$code: $when", async ({ code, given = [], refused, accepted, status = 400 }) => {
    await withRehearsal(async (http) => {
      for (const step of given) expectTaken(await perform(http, step), step);
      const before = http.rehearsal.snapshot();
      const refusal = await perform(http, refused);
      expect(refusal.body.error?.code, JSON.stringify(refusal.body)).toBe(code);
      expect(refusal.status).toBe(status);
      expect(http.rehearsal.snapshot()).toEqual(before);
      const steps = (Array.isArray(accepted[0]) ? accepted : [accepted]) as Step[];
      for (const step of steps) expectTaken(await perform(http, step), step);
    });
  });
}

function expectTaken(reply: Reply, step: Step): void {
  expect(reply.body.error, `${step[0]}: ${JSON.stringify(reply.body.error)}`).toBeUndefined();
}
