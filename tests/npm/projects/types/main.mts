// What a TypeScript program may rely on, under `moduleResolution: node16`, in an ECMAScript module.

import { compile, type Compiled, type Design, type Diagnostic, DesignError, type ResourceDefinition } from "routewright";

const design: Design = { name: "typed", virtualNetworks: [{ name: "vnet", addressSpace: ["10.0.0.0/16"] }] };

// @ts-expect-error a key that is not in the language
export const misspelt: Design = { name: "typed", virtualNetwork: [] };

export function deployable(): ResourceDefinition[] {
  using compiled: Compiled = compile(design);
  try {
    return compiled.resources;
  } catch (error) {
    if (!(error instanceof DesignError)) throw error;
    const diagnostics: Diagnostic[] = error.diagnostics;
    throw new Error(diagnostics.map((diagnostic) => diagnostic.message).join("\n"));
  }
}

// @ts-expect-error there is no such output format
compile(design).emit("cobol");
