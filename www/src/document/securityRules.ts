// Where the document declares a security rule that the engine names; Azure's default rules stand nowhere.

import type { SecurityDecision } from "../engine/answers.ts";
import { objects, text } from "../objects/kind.ts";
import { find, type Model } from "./model.ts";

/** How the engine calls what security admin rules stand in. */
const NETWORK_MANAGER = "networkManager";

/** The rule's own place; of a default rule, that of its group. Null where the design has no such group. */
export function securityRulePointer(
  model: Model,
  { group, rule }: Pick<SecurityDecision, "group" | "rule">,
): string | null {
  if (group === NETWORK_MANAGER) return find(model, "securityAdminRule", rule)?.pointer ?? null;
  const item = find(model, "networkSecurityGroup", group);
  if (item === undefined) return null;
  const index = objects(item.value, "securityRules").findIndex(
    (each) => text(each, "name").toLowerCase() === rule.toLowerCase(),
  );
  return index < 0 ? item.pointer : `${item.pointer}/securityRules/${index}`;
}
