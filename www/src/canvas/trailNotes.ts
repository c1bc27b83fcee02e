// What is said beside a path on the drawing: which security rule decides, and whose address the receiver sees. Pure.

import type { SecurityDecision, Walk } from "../engine/answers.ts";
import type { Way } from "../state/state.ts";

export interface TrailNote {
  readonly way: Way;
  /** Id of the box that it stands at. */
  readonly box: string;
  readonly kind: "rule" | "identity";
  readonly tone: "plain" | "ok" | "warning" | "error";
  readonly text: string;
  readonly title: string;
}

/** The notes of one way, whose hops happen at the boxes `stops`. */
export function notesOf(way: Way, { hops, egressAs }: Walk, stops: readonly (string | null)[]): TrailNote[] {
  const rules = hops.flatMap(({ securityRules = [] }, index) => {
    const box = stops[index] ?? null;
    return box === null ? [] : securityRules.filter(isNoted).map((rule) => noteOfRule(way, box, rule));
  });
  const last = stops.at(-1) ?? null;
  if (egressAs === undefined || last === null) return rules;
  const title = `What the receiver sees instead of the sender: ${egressAs}`;
  return [...rules, { way, box: last, kind: "identity", tone: "plain", text: `as ${egressAs}`, title }];
}

/** Azure's default rules, all of which have such names: that these let a packet pass is no news. */
const BY_DEFAULT = /^Allow(VnetIn|VnetOut|AzureLoadBalancerIn|InternetOut)Bound$/i;

function isNoted({ access, rule }: SecurityDecision): boolean {
  return access === "Deny" || access === "Unknown" || !BY_DEFAULT.test(rule);
}

const SAYS: Readonly<Record<SecurityDecision["access"], { tone: TrailNote["tone"]; does: string }>> = {
  Allow: { tone: "ok", does: "allows it" },
  AlwaysAllow: { tone: "ok", does: "always allows it" },
  Deny: { tone: "error", does: "denies it" },
  Unknown: { tone: "warning", does: "perhaps decides" },
};

function noteOfRule(way: Way, box: string, { group, rule, direction, access }: SecurityDecision): TrailNote {
  const { tone, does } = SAYS[access];
  return {
    way,
    box,
    kind: "rule",
    tone,
    text: `${group} / ${rule}`,
    title: `${direction} security rule ${rule} of ${group} ${does}`,
  };
}
