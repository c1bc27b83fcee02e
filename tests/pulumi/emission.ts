// Emissions written by hand, for what the example designs do not contain.
import type { CompiledDesign } from "../../pkg/pulumi/index.js";
import type { Diagnostic, ExistingResource, NotEmitted, ResourceDefinition, Verdict } from "../../pkg/types.js";

/** A definition whose type and name follow from its key: `virtualNetworks/hub/subnets/app`. */
export function definition(key: string, body: Record<string, unknown>, more: Partial<ResourceDefinition> = {}): ResourceDefinition {
  const { type, name } = partsOf(key);
  return {
    key, type, name, body,
    apiVersion: "2025-07-01",
    scope: { resourceGroup: "rg" },
    dependsOn: [],
    locks: [key],
    path: "",
    ...more,
  };
}

export function existing(key: string, more: Partial<ExistingResource> = {}): ExistingResource {
  return { key, ...partsOf(key), scope: { resourceGroup: "rg-shared" }, path: "", ...more };
}

/** What `compile` would answer. */
export function compiled(parts: {
  resources?: ResourceDefinition[];
  existing?: ExistingResource[];
  diagnostics?: Diagnostic[];
  verdicts?: Verdict[];
  notEmitted?: NotEmitted[];
}): CompiledDesign {
  const { resources = [], existing = [], diagnostics = [], verdicts = [], notEmitted = [] } = parts;
  return { diagnostics, verdicts, emission: { resources, existing, notEmitted } };
}

function partsOf(key: string): { type: string; name: string[] } {
  const segments = key.split("/");
  const collections = segments.filter((_, index) => index % 2 === 0);
  return { type: `Microsoft.Network/${collections.join("/")}`, name: segments.filter((_, index) => index % 2 === 1) };
}
