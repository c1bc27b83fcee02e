// The path of a packet: where from and where to, what became of it, and each hop with the route
// that decided.

import { CircleAlert, LoaderCircle, Route, Target, X } from "lucide-react";
import type { ReactNode } from "react";
import { perform } from "../../actions/edit.ts";
import { clearPath } from "../../actions/path.ts";
import { saveIntent } from "../../actions/saveIntent.ts";
import type { Trace, TypedQuery } from "../../engine/answers.ts";
import { outcomeOf, type Outcome } from "../../engine/outcome.ts";
import type { PathState } from "../../state/state.ts";
import { useDesigner, useStoreApi } from "../../state/store.ts";
import { Button } from "../../widgets/Button.tsx";
import { Prose } from "../../widgets/Prose.tsx";
import { Empty } from "../../widgets/Empty.tsx";
import { PathForm } from "./PathForm.tsx";
import { WalkView } from "./WalkView.tsx";
import "./path.css";

export function PathPanel(): ReactNode {
  const store = useStoreApi();
  const path = useDesigner((state) => state.path);
  return (
    <div className="path">
      <PathForm />
      {path === null ? (
        <Empty icon={Route} title="Follow a packet">
          Pick two things in the drawing, or name them above. The path there and back is drawn, with the route that
          decides at each hop.
        </Empty>
      ) : (
        <>
          {path.witnessOf !== null && (
            <p className="path-witness">
              This packet breaks <strong>{path.witnessOf.intent}</strong>
              <span className="mono"> {path.witnessOf.expectation}</span>
            </p>
          )}
          <PathAnswer path={path} />
          <footer className="path-footer">
            {path.trace.status === "answered" && path.witnessOf === null && (
              <KeepButton query={path.query} trace={path.trace.value} />
            )}
            <Button look="quiet" icon={X} onClick={() => void clearPath.run(store)}>
              Clear the path
            </Button>
          </footer>
        </>
      )}
    </div>
  );
}

function KeepButton({ query, trace }: { query: TypedQuery; trace: Trace }): ReactNode {
  const store = useStoreApi();
  return (
    <Button
      icon={Target}
      title="Adds an intent that says what this packet does, to be proven for all packets"
      onClick={() => perform(store, saveIntent, { query, trace })}
    >
      Keep as intent
    </Button>
  );
}

function PathAnswer({ path }: { path: PathState }): ReactNode {
  switch (path.trace.status) {
    case "answered":
      return <TraceView trace={path.trace.value} hop={path.hop} />;
    case "refused":
      return <Empty icon={CircleAlert} title={<Prose text={path.trace.message} />} />;
    default:
      return <Empty icon={LoaderCircle} title="Following the packet" />;
  }
}

function TraceView({ trace, hop }: { trace: Trace; hop: PathState["hop"] }): ReactNode {
  const { forward, reply, answered, symmetric } = trace;
  return (
    <>
      <div className="path-facts">
        <Fact {...OUTCOMES[outcomeOf(forward)]} />
        {forward.delivered && <Fact tone={answered ? "ok" : "error"} words={answered ? "Answered" : "Not answered"} />}
        {reply !== null && <Fact tone={symmetric ? "ok" : "error"} words={symmetric ? "Same way back" : "Another way back"} />}
      </div>
      <WalkView way="forward" title="There" walk={forward} focused={hop?.way === "forward" ? hop.index : null} />
      {reply !== null && (
        <WalkView way="reply" title="Back" walk={reply} focused={hop?.way === "reply" ? hop.index : null} />
      )}
    </>
  );
}

interface FactProps {
  readonly tone: "ok" | "error" | "warning";
  readonly words: string;
}

const OUTCOMES: Readonly<Record<Outcome, FactProps>> = {
  delivered: { tone: "ok", words: "Delivered" },
  dropped: { tone: "error", words: "Not delivered" },
  unknown: { tone: "warning", words: "Not known" },
};

function Fact({ tone, words }: FactProps): ReactNode {
  return <span className={`count count-${tone}`}>{words}</span>;
}
