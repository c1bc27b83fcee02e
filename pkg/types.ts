// The shapes of the answers: one contract, kept beside the engine that fulfils it.

export type * from "../src/wasm/types.js";
