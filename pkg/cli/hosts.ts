// placeholder
import type { CompiledDesign } from "./engine.js";
export interface Hosts { x?: CompiledDesign }
export const hosts: Hosts = {};
