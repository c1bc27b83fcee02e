// The built command, run as users run it: a process of its own.

import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Run } from "./world.js";

export const ROOT = fileURLToPath(new URL("../../", import.meta.url));
export const PROGRAM = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));

/** Longest that any command may take here, in milliseconds: many times what it takes on a machine that does nothing else. */
export const LIMIT = 60_000;

export interface Process {
  stdin?: string | Uint8Array;
  env?: NodeJS.ProcessEnv;
}

/** Runs `routewright ARGS` in the root of the repository, without a terminal. */
export function built(args: readonly string[], { stdin = "", env = {} }: Process = {}): Promise<Run> {
  const { NO_COLOR: _, FORCE_COLOR: __, ...inherited } = process.env;
  const child = spawn(process.execPath, [PROGRAM, ...args], { cwd: ROOT, env: { ...inherited, ...env }, timeout: LIMIT });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => err.push(chunk));
  // A command that does not read its input closes it.
  child.stdin.on("error", () => {});
  child.stdin.end(stdin);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => {
      if (code === null) reject(new Error(`routewright ${args.join(" ")} was ended by ${signal}`));
      else resolve({ status: code, out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString() });
    });
  });
}
