// The browser's entries, under `moduleResolution: bundler`.

import { compile, init } from "routewright";
import * as bundler from "routewright/bundler";
import * as web from "routewright/web";

await init();
await web.init(fetch("/routewright.wasm"));
export const ok: boolean[] = [compile({}).ok, web.compile({}).ok, bundler.compile({}).ok];

// One class, however it is imported.
export const compiled: web.Compiled = compile({});
