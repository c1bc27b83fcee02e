// The engine: the only file that knows that it is WebAssembly.

import { UsageError } from "./errors.js";
import type { Diagnostic, Emission, SubnetRoutes, Summary, Trace, TraceQuery, Verdict } from "./types.js";
import initWasm, { compile, initSync } from "./wasm/routewright.js";

/** One compiled design, inside the engine. */
export interface Engine {
  summary(): Summary;
  diagnostics(): Diagnostic[];
  suppressed(): Diagnostic[];
  verdicts(): Verdict[];
  routes(subnet: string): SubnetRoutes;
  trace(query: TraceQuery): Trace;
  emission(): Emission;
  template(): unknown;
  free(): void;
}

/** Where the module may come from: its address, a response, its bytes, or the compiled module itself. */
export type WasmSource = string | URL | Request | Response | BufferSource | WebAssembly.Module;

let ready = false;
let loading: Promise<unknown> | undefined;

/** Loads the engine from bytes that are at hand. */
export function loadSync(bytes: Uint8Array<ArrayBuffer>): void {
  if (ready) return;
  initSync({ module: bytes });
  ready = true;
}

/** Loads the engine once, however often it is called; after a failure it can be tried again. */
export async function load(source: WasmSource | Promise<WasmSource>): Promise<void> {
  loading ??= initWasm({ module_or_path: source });
  try {
    await loading;
    ready = true;
  } catch (error) {
    loading = undefined;
    throw error;
  }
}

/** Compiles a document, with what is known of service tags. */
export function open(document: Uint8Array, serviceTags?: string): Engine {
  if (!ready) {
    throw new UsageError('the engine is not loaded yet: call `await init()` from "routewright/web" first');
  }
  return compile(document, serviceTags);
}
