// The module inside the script: for workers and one-file pages, where nothing can be fetched. A third larger.

import { loadSync } from "../engine.js";
import bytes from "../wasm/routewright_bg.wasm";

loadSync(bytes);

export * from "../index.js";
