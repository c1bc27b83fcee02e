import { compile } from "routewright/inline";
import { show } from "./answer.js";

show(compile);
