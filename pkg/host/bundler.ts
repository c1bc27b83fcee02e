// Build tools that know top-level await and `new URL` (Vite, webpack 5): ready when the import is.

import { load } from "../engine.js";

await load(new URL("../wasm/routewright_bg.wasm", import.meta.url));

export * from "../index.js";
