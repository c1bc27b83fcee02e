import { compile } from "routewright/bundler";
import { show } from "./answer.js";

show(compile);
