// The command line run inside the test: its streams are strings, its engine is given.

import { createColors } from "picocolors";
import type { Context, Terminal } from "../../pkg/cli/context.js";
import type { Compile } from "../../pkg/cli/engine.js";
import { run } from "../../pkg/cli/program.js";

export interface Run {
  status: number;
  out: string;
  err: string;
}

export interface World extends Partial<Omit<Context, "stdin" | "out" | "err">> {
  stdin?: string | Uint8Array;
  color?: boolean;
  columns?: number;
}

/** Runs a command line; what is not given about the world is there and does nothing. */
export async function routewright(args: readonly string[], { stdin = "", color = false, columns = 100, ...given }: World = {}): Promise<Run> {
  const out = recorder(color, columns);
  const err = recorder(color, columns);
  const status = await run(args, {
    compile: noEngine,
    hosts: noHosts,
    version: "1.2.3",
    assets: new URL("assets/", import.meta.url),
    interrupted: () => new Promise(() => {}),
    ...given,
    stdin: (async function* () {
      yield Buffer.from(stdin);
    })(),
    out: out.terminal,
    err: err.terminal,
  });
  return { status, out: out.text(), err: err.text() };
}

function recorder(color: boolean, columns: number): { terminal: Terminal; text(): string } {
  let text = "";
  return {
    terminal: { write: (more) => void (text += more), columns, style: createColors(color) },
    text: () => text,
  };
}

const noEngine: Compile = () => {
  throw new Error("this test gives no engine");
};

const noHosts: Context["hosts"] = {
  startRehearsal: async () => Promise.reject(new Error("this test gives no rehearsal")),
  reachAzure: async () => Promise.reject(new Error("this test gives no subscription")),
  deploy: async () => Promise.reject(new Error("this test gives no deployer")),
};
