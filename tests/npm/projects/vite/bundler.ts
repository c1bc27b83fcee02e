// The entry for bundlers: the engine is loaded by the time it is imported.

import { compile } from "routewright/bundler";
import { show } from "./answer.js";

show(compile);
