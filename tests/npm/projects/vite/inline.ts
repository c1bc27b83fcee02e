// The entry that holds the engine itself: nothing else is fetched.

import { compile } from "routewright/inline";
import { show } from "./answer.js";

show(compile);
