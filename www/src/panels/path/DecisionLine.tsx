// What a network security group says of the packet at a hop: the rule that decides, and how.

import { ShieldBan, ShieldCheck, ShieldQuestionMark, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { selectPlace } from "../../actions/select.ts";
import { securityRulePointer } from "../../document/securityRules.ts";
import type { SecurityDecision } from "../../engine/answers.ts";
import { useModel, useStoreApi } from "../../state/store.ts";

type Look = "Allow" | "Deny" | "Unknown";

const LOOKS: Readonly<Record<Look, { icon: LucideIcon; tone: string; words: string }>> = {
  Allow: { icon: ShieldCheck, tone: "ok", words: "allowed by" },
  Deny: { icon: ShieldBan, tone: "error", words: "denied by" },
  Unknown: { icon: ShieldQuestionMark, tone: "warning", words: "perhaps decided by" },
};

export function DecisionLine({ decision }: { decision: SecurityDecision }): ReactNode {
  const store = useStoreApi();
  const model = useModel();
  const { group, rule, direction, access } = decision;
  const { icon: Icon, tone, words } = LOOKS[access === "Deny" || access === "Unknown" ? access : "Allow"];
  const pointer = securityRulePointer(model, decision);
  return (
    <p className="hop-decision">
      <Icon size={14} className={`tone-${tone}`} aria-label={words} />
      <span>
        {pointer === null ? (
          `${group} / ${rule}`
        ) : (
          <button type="button" className="link" onClick={() => selectPlace(store, pointer, "panel")}>
            {group} / {rule}
          </button>
        )}
        {` · ${direction.toLowerCase()}`}
      </span>
    </p>
  );
}
