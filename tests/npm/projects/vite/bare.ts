// A browser gets the browser's entry by the package's plain name, and one engine for both.

import { compile } from "routewright";
import { init } from "routewright/web";
import { show } from "./answer.js";

await init();
show(compile);
