// The line at the bottom: what the engine found, how long it took, and that nothing was sent.

import { CircleAlert, CircleCheck, LoaderCircle, Lock, Tags } from "lucide-react";
import type { ReactNode } from "react";
import { useDesigner, useModel } from "../state/store.ts";
import { text } from "../objects/kind.ts";

export function StatusBar(): ReactNode {
  const engine = useDesigner((state) => state.engine);
  const summary = useDesigner((state) => state.answer?.summary);
  const elapsed = useDesigner((state) => state.answer?.elapsed);
  const serviceTags = useDesigner((state) => state.serviceTags?.fileName);
  const model = useModel();
  const place = [text(model.root, "location"), text(model.root, "resourceGroup")].filter(Boolean).join(" · ");
  return (
    <footer className="statusbar">
      <span role="status" className={engine.phase === "failed" ? "statusbar-failed cut" : ""}>
        {engine.phase === "starting" && (
          <>
            <LoaderCircle size={12} aria-hidden /> Starting the engine
          </>
        )}
        {engine.phase === "working" && (
          <>
            <LoaderCircle size={12} aria-hidden /> Checking
          </>
        )}
        {engine.phase === "failed" && (
          <>
            <CircleAlert size={12} aria-hidden /> The engine stopped: {engine.message}
          </>
        )}
        {engine.phase === "ready" && summary !== undefined && elapsed !== undefined && (
          <>
            {summary.errors === 0 ? (
              <CircleCheck size={12} aria-hidden className="tone-ok" />
            ) : (
              <CircleAlert size={12} aria-hidden className="tone-error" />
            )}
            {count(summary.errors, "error")}, {count(summary.warnings, "warning")}
            {summary.suppressed > 0 && ` (${summary.suppressed} suppressed)`}, {summary.holds} of{" "}
            {summary.holds + summary.violated + summary.undecided} expectations hold
          </>
        )}
      </span>
      {engine.phase === "ready" && elapsed !== undefined && <span>checked in {milliseconds(elapsed)}</span>}
      <span className="statusbar-space" />
      {serviceTags !== undefined && (
        <span className="cut" title={`Service tags have the addresses of ${serviceTags}`}>
          <Tags size={12} aria-hidden /> {serviceTags}
        </span>
      )}
      {place !== "" && <span className="cut">{place}</span>}
      <span>
        <Lock size={12} aria-hidden /> Nothing leaves this page
      </span>
    </footer>
  );
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

function milliseconds(elapsed: number): string {
  return elapsed < 1 ? "less than 1 ms" : `${Math.round(elapsed)} ms`;
}
