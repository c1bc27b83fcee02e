// Where the document declares a rule of a security group, firewall or network manager that the engine names; Azure's
// default rules stand nowhere.

import type { SecurityDecision } from "../engine/answers.ts";
import { objects, text } from "../objects/kind.ts";
import { find, type Model } from "./model.ts";

/** How the engine calls what security admin rules stand in. */
const NETWORK_MANAGER = "networkManager";

/** The rule's own place; of a default rule, or of none that matches, that of its group. Null where the design has no such group. */
export function securityRulePointer(
  model: Model,
  { group, rule }: Pick<SecurityDecision, "group" | "rule">,
): string | null {
  if (group === NETWORK_MANAGER) return find(model, "securityAdminRule", rule)?.pointer ?? null;
  const item = find(model, "networkSecurityGroup", group) ?? find(model, "firewall", group);
  if (item === undefined) return null;
  for (const key of ["securityRules", "networkRules", "applicationRules"]) {
    const index = objects(item.value, key).findIndex(
      (each) => text(each, "name").toLowerCase() === rule.toLowerCase(),
    );
    if (index >= 0) return `${item.pointer}/${key}/${index}`;
  }
  return item.pointer;
}
