#!/usr/bin/env node
// The command `routewright`: the program with the process as its world.

import { once } from "node:events";
import { compile, version } from "../index.js";
import { terminalOf } from "./context.js";
import { hosts } from "./hosts.js";
import { run } from "./program.js";

// A reader that has seen enough (`routewright routes ... | head`) is no failure.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}

process.exitCode = await run(process.argv.slice(2), {
  compile,
  hosts,
  version,
  out: terminalOf(process.stdout, process.env),
  err: terminalOf(process.stderr, process.env),
  stdin: process.stdin,
  assets: new URL("../", import.meta.url),
  interrupted: () => Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]).then(() => undefined),
});
