// Browsers: `await init()` once, then the same API. Build tools find the module by the `new URL` below.

import { load, type WasmSource } from "../engine.js";

export * from "../index.js";

/** Loads the engine: from beside this file, or from an address, a response, bytes or a compiled module. */
export async function init(source?: WasmSource | Promise<WasmSource>): Promise<void> {
  await load(source ?? new URL("../wasm/routewright_bg.wasm", import.meta.url));
}
