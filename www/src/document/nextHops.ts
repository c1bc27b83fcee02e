// The next hops that a route of the design can have.

import { TYPES } from "../objects/nextHop.ts";
import { ofKind, type Model } from "./model.ts";

const WORDS = { firewall: "firewall", appliance: "appliance", loadBalancer: "load balancer" } as const;

export function nextHopOptions(model: Model): { choice: string; label: string }[] {
  const named = (["firewall", "appliance", "loadBalancer"] as const).flatMap((kind) =>
    ofKind(model, kind).map(({ name }) => ({ choice: `${kind}:${name}`, label: `${name} (${WORDS[kind]})` })),
  );
  return [...named, ...TYPES.map(([type, label]) => ({ choice: `type:${type}`, label }))];
}
