// Runs a tool quietly: its output is shown only when it fails, and then only the end.

import { spawn, spawnSync } from "node:child_process";
import { root } from "./root.mjs";
import { progress } from "./say.mjs";

const TAIL_LINES = 40;

/** A step of set-up did not work; the message is all that a person needs to see. */
export class SetupError extends Error {}

/**
 * Runs a tool to its end and gives what it wrote to standard output.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<string>}
 */
export async function run(command, args, options = {}) {
  const child = spawn(command, args, {
    cwd: root,
    env: { ...process.env, ...options.env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  let answer = "";
  child.stdout.on("data", (chunk) => {
    output += chunk;
    answer += chunk;
  });
  child.stderr.on("data", (chunk) => (output += chunk));
  const lines = () => output.trimEnd().split(/[\r\n]+/);
  const ticker = progress(() => lines().at(-1) ?? "");
  try {
    const status = await new Promise((resolve, reject) => child.on("error", reject).on("close", resolve));
    if (status === 0) return answer;
  } catch (error) {
    throw new SetupError(`\`${command}\` cannot be started: ${/** @type {Error} */ (error).message}`);
  } finally {
    ticker.stop();
  }
  const tail = lines().slice(-TAIL_LINES).map((line) => `  | ${line}`);
  throw new SetupError([`\`${[command, ...args].join(" ")}\` failed:`, ...tail].join("\n"));
}

/**
 * What a quick command prints, or undefined where it is absent or fails.
 *
 * @param {string} command
 * @param {...string} args
 */
export function ask(command, ...args) {
  const { status, stdout } = spawnSync(command, args, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  return status === 0 ? stdout.trim() : undefined;
}

/**
 * Runs a tool in full view, and keeps what it wrote to standard output.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<{ status: number | null, output: string }>}
 */
export function watch(command, args, env = {}) {
  const child = spawn(command, args, { cwd: root, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "inherit"] });
  let output = "";
  child.stdout.on("data", (chunk) => {
    output += chunk;
    process.stdout.write(chunk);
  });
  return new Promise((resolve, reject) => child.on("error", reject).on("close", (status) => resolve({ status, output })));
}
