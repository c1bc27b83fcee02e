// Repeats what Azure asks to repeat, and waits as it asks.

import { setTimeout as sleep } from "node:timers/promises";
import { WriteFailure } from "./arm.js";
import { isPassing, problemOf, type Problem } from "./failure.js";
import type { RetryPolicy } from "./options.js";

/** One repetition, before the wait. */
export interface Retry {
  code: string;
  /** The try that failed, from 1. */
  attempt: number;
  /** Milliseconds until the next one. */
  delay: number;
}

/** The longest Retry-After that is obeyed; what asks for more is an outage, not a wait. */
const LONGEST_RETRY_AFTER = 600_000;

/**
 * Performs `action`, again as long as Azure says that it may succeed later and there are tries left: after
 * the time that a Retry-After header names, else after a delay that doubles from try to try.
 */
export async function withRetries<T>(action: () => Promise<T>, policy: Required<RetryPolicy>, signal: AbortSignal | undefined, onRetry: (retry: Retry) => void): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await action();
    } catch (error) {
      const problem: Problem = error instanceof WriteFailure ? error.problem : problemOf(error);
      if (attempt >= policy.attempts || signal?.aborted || !isPassing(problem)) throw error;
      const backoff = Math.min(policy.firstDelay * 2 ** (attempt - 1), policy.longestDelay);
      const delay = Math.min(problem.retryAfter ?? backoff, LONGEST_RETRY_AFTER);
      onRetry({ code: problem.details.find((code) => code !== "") ?? problem.code, attempt, delay });
      // An abort during the wait is no new failure: the last one says why the wait was there.
      await sleep(delay, undefined, signal ? { signal } : {}).catch(() => Promise.reject(error));
    }
  }
}
