// The world as a command sees it: the engine, the streams, the files of the package.
// Tests pass their own; `main.ts` passes the process.

import { createColors } from "picocolors";
import type { Compile } from "./engine.js";
import type { ExitStatus } from "./exit.js";
import type { Hosts } from "./hosts.js";

/** A stream for people: what to write, and how wide and how colourful it may be. */
export interface Terminal {
  write(text: string): void;
  readonly columns: number;
  readonly style: Style;
}

export type Style = ReturnType<typeof createColors>;

export interface Context {
  compile: Compile;
  hosts: Hosts;
  out: Terminal;
  err: Terminal;
  stdin: AsyncIterable<Uint8Array>;
  /** Folder of the package that holds `rules.json` and `design.schema.json`. */
  assets: URL;
  version: string;
  /** Settles when the user asks a serving command to stop. */
  interrupted(): Promise<void>;
  /** Records how a command ended. */
  finish(status: ExitStatus): void;
}

/** Lines longer than this are hard to read; a narrower terminal gives less. */
const WIDEST = 140;

/**
 * Colour only where someone looks at it. `NO_COLOR` (https://no-color.org) turns it off
 * everywhere, `FORCE_COLOR` (as Node has it: 0 or false is off) on.
 */
export function wantsColor(isTerminal: boolean, env: NodeJS.ProcessEnv): boolean {
  if (env["NO_COLOR"]) return false;
  const forced = env["FORCE_COLOR"];
  if (forced !== undefined) return forced !== "0" && forced !== "false";
  return isTerminal && env["TERM"] !== "dumb";
}

/** A stream of the process as a `Terminal`. */
export function terminalOf(stream: NodeJS.WriteStream, env: NodeJS.ProcessEnv): Terminal {
  return {
    write: (text) => void stream.write(text),
    columns: Math.min(stream.columns ?? WIDEST, WIDEST),
    style: createColors(wantsColor(stream.isTTY === true, env)),
  };
}
