// What every entry of the package exports, however it loads the engine.

export { compile, Compiled, type CompileOptions } from "./compile.js";
export type { Design } from "./design.js";
export { DesignError, UsageError } from "./errors.js";
export type { ServiceTags } from "./service-tags.js";
export type * from "./types.js";

import { version as packageVersion } from "../package.json";

/** The version of this package. */
export const version: string = packageVersion;
