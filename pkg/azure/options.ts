// What a deployment may be told, and what holds when it is not.

import { UsageError } from "../errors.js";

/** Gives tokens for Azure Resource Manager: any credential of `@azure/identity` is one. */
export interface Credential {
  getToken(scopes: string | string[], options?: object): Promise<{ token: string; expiresOnTimestamp: number } | null>;
}

/** How a write that Azure asks to repeat is repeated. */
export interface RetryPolicy {
  /** Tries of one write, the first included; 10 when absent. */
  attempts?: number;
  /** Milliseconds before the second try, doubled for each further one; 1000 when absent. */
  firstDelay?: number;
  /** The longest such wait, in milliseconds; 30000 when absent. A Retry-After header is obeyed instead. */
  longestDelay?: number;
}

/** How to reach Azure Resource Manager. */
export interface ClientOptions {
  credential: Credential;
  /** The subscription of everything that does not name another one. */
  subscriptionId: string;
  /** Azure's public cloud when absent. */
  endpoint?: string;
  /** Plain HTTP is allowed; only to loopback, so to a rehearsal. */
  allowInsecureConnection?: boolean;
  retry?: RetryPolicy;
}

/** What `plan` and `readBack` may be told. */
export interface ReadOptions extends ClientOptions {
  signal?: AbortSignal;
  /** Requests under way at once; 8 when absent. */
  maxParallel?: number;
}

/** Milliseconds, tries and numbers, none of them absent. */
export interface Limits {
  maxParallel: number;
  retry: Required<RetryPolicy>;
}

/** The limits of a deployment; throws for ones that cannot be meant. */
export function limitsOf({ maxParallel = 8, retry = {} }: { maxParallel?: number; retry?: RetryPolicy }): Limits {
  const { attempts = 10, firstDelay = 1000, longestDelay = 30_000 } = retry;
  for (const [name, value, least] of [["maxParallel", maxParallel, 1], ["retry.attempts", attempts, 1], ["retry.firstDelay", firstDelay, 0], ["retry.longestDelay", longestDelay, 0]] as const) {
    if (!(value >= least)) throw new UsageError(`${name} is ${value}: it must be at least ${least}`);
  }
  return { maxParallel, retry: { attempts, firstDelay, longestDelay } };
}
