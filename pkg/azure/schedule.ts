// Runs tasks in the order of their dependencies, in parallel where neither order nor locks forbid it.

import { UsageError } from "../errors.js";

/** One thing to do. */
export interface Task {
  key: string;
  /** Keys of tasks that must be done first. */
  dependsOn: readonly string[];
  /** Locks that no two running tasks share. */
  locks: readonly string[];
}

/** Throws for dependencies that can never be met. */
export function checkOrder(tasks: readonly Task[], known: ReadonlySet<string>): void {
  const done = new Set(known);
  let waiting = [...tasks];
  while (waiting.length > 0) {
    const ready = waiting.filter((task) => task.dependsOn.every((key) => done.has(key)));
    if (ready.length === 0) throw new UsageError(`these wait for each other, or for what is not there: ${waiting.map(({ key }) => key).join(", ")}`);
    for (const { key } of ready) done.add(key);
    waiting = waiting.filter((task) => !done.has(task.key));
  }
}

/**
 * Performs the tasks. `perform` tells whether a task is done; after the first that is not, or once `stopped`
 * says so, no further task is started, but those that run are waited for. Returns the tasks not started.
 */
export async function runTasks<T extends Task>(tasks: readonly T[], maxParallel: number, perform: (task: T) => Promise<boolean>, stopped: () => boolean): Promise<T[]> {
  const names = new Set(tasks.map(({ key }) => key));
  const done = new Set<string>();
  const locked = new Set<string>();
  const running = new Map<string, Promise<void>>();
  let waiting = [...tasks];
  let failed = false;

  const isReady = (task: T) => task.dependsOn.every((key) => done.has(key) || !names.has(key)) && !task.locks.some((lock) => locked.has(lock));
  const start = (task: T) => {
    for (const lock of task.locks) locked.add(lock);
    const run = async () => {
      if (await perform(task)) done.add(task.key);
      else failed = true;
      for (const lock of task.locks) locked.delete(lock);
      running.delete(task.key);
    };
    running.set(task.key, run());
  };

  for (;;) {
    while (!failed && !stopped() && running.size < maxParallel) {
      const next = waiting.find(isReady);
      if (!next) break;
      waiting = waiting.filter((task) => task !== next);
      start(next);
    }
    if (running.size === 0) return waiting;
    await Promise.race(running.values());
  }
}

/** Maps with at most `maxParallel` calls under way. */
export async function mapParallel<A, B>(items: readonly A[], maxParallel: number, map: (item: A) => Promise<B>): Promise<B[]> {
  const results: B[] = [];
  let next = 0;
  const worker = async () => {
    for (let index = next++; index < items.length; index = next++) results[index] = await map(items[index] as A);
  };
  await Promise.all(Array.from({ length: Math.min(maxParallel, items.length) }, worker));
  return results;
}
