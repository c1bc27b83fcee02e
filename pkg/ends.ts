// The ends of intents and traces as people type them: a name or an address as it is, `firewall: fw-hub`, and lists as JSON.

import type { NamedEnd, TracedEnd } from "./types.js";

/** What an object names: `{ "networkInterface": "vm1" }`. */
export const NAMED_ENDS = ["networkInterface", "privateEndpoint", "firewall", "appliance", "loadBalancer"] as const satisfies readonly (keyof NamedEnd)[];

export function isNamedEnd(kind: string): kind is (typeof NAMED_ENDS)[number] {
  return (NAMED_ENDS as readonly string[]).includes(kind);
}

/** What was typed; JSON that is not whole stays a string, which the engine refuses in words. */
export function readEnd(typed: string): TracedEnd {
  const text = typed.trim();
  const [, kind = "", name = ""] = /^(\w+):\s*(\S.*)$/.exec(text) ?? [];
  if (isNamedEnd(kind)) return { [kind]: name };
  if (!/^[[{]/.test(text)) return text;
  try {
    return JSON.parse(text) as TracedEnd;
  } catch {
    return text;
  }
}
