// Node: the engine is ready when the import is.

import { readFileSync } from "node:fs";
import { loadSync } from "../engine.js";

loadSync(readFileSync(new URL("../wasm/routewright_bg.wasm", import.meta.url)));

export * from "../index.js";

/** Nothing is left to do in Node: here so that one program runs in Node and in a browser. */
export async function init(): Promise<void> {}
