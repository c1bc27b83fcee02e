// Misuse first: the engine is not loaded yet.

import { compile, init, UsageError } from "routewright/web";
import { show } from "./answer.js";

try {
  compile({});
} catch (error) {
  if (error instanceof UsageError) document.title = error.message;
}
await Promise.all([init(), init()]);
show(compile);
