// Every expectation of every intent with its verdict; a violated one shows the packet that breaks it.

import { CircleCheck, CircleHelp, CircleX, Route, Target, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { showWitness } from "../../actions/path.ts";
import { selectPlace } from "../../actions/select.ts";
import { verdictKey } from "../../document/problems.ts";
import type { Verdict, VerdictResult } from "../../engine/answers.ts";
import { useDesigner, useStoreApi } from "../../state/store.ts";
import { Prose } from "../../widgets/Prose.tsx";
import { Empty } from "../../widgets/Empty.tsx";
import { Waiting } from "./Waiting.tsx";
import { useListKeys } from "../../widgets/useListKeys.ts";

const LOOKS: Readonly<Record<VerdictResult, { icon: LucideIcon; tone: string }>> = {
  holds: { icon: CircleCheck, tone: "ok" },
  violated: { icon: CircleX, tone: "error" },
  undecided: { icon: CircleHelp, tone: "warning" },
};

export function Intents(): ReactNode {
  const verdicts = useDesigner((state) => state.answer?.verdicts);
  const shown = useDesigner((state) => state.path?.witnessOf);
  const onKeyDown = useListKeys();
  if (verdicts === undefined) return <Waiting title="The intents are being proven" />;
  if (verdicts.length === 0) {
    return (
      <Empty icon={Target} title="No intents">
        An intent says what traffic must do. Follow a packet, then keep its path as an intent: it is proven for every
        packet from then on.
      </Empty>
    );
  }
  return (
    <ul className="rows" onKeyDown={onKeyDown}>
      {verdicts.map((verdict, index) => (
        <VerdictRow
          key={`${verdictKey(verdict)} ${index}`}
          verdict={verdict}
          first={index === 0}
          selected={shown != null && verdictKey(shown) === verdictKey(verdict)}
        />
      ))}
    </ul>
  );
}

function VerdictRow({ verdict, first, selected }: { verdict: Verdict; first: boolean; selected: boolean }): ReactNode {
  const store = useStoreApi();
  const { icon: Icon, tone } = LOOKS[verdict.result];
  return (
    <li className={`row ${selected ? "row-selected" : ""}`}>
      <button
        type="button"
        className="row-main verdict"
        data-list-item
        {...(first ? { "data-focus-first": true } : {})}
        onClick={() => {
          selectPlace(store, verdict.path, "panel");
          showWitness(store, verdict);
        }}
      >
        <Icon size={16} className={`tone-${tone}`} aria-hidden />
        <span className={`verdict-result tone-${tone}`}>{verdict.result}</span>
        <span className="verdict-name">
          <span className="cut">{verdict.intent}</span>
          <span className="row-detail mono cut">{verdict.expectation}</span>
        </span>
        <span className="verdict-because">
          <Prose text={verdict.because} />
        </span>
        {verdict.witness !== undefined && (
          <Route size={16} className="verdict-witness" aria-label="Shows the packet that breaks it" />
        )}
      </button>
    </li>
  );
}
