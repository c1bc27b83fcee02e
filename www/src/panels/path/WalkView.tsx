// One direction of a path: its hops in order, each with the deciding route, and how it ends.

import { Check, CircleHelp, X, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { focusHop } from "../../actions/path.ts";
import { selectPlace } from "../../actions/select.ts";
import { userRoutePointer } from "../../document/userRoutes.ts";
import type { Hop, Walk } from "../../engine/answers.ts";
import { outcomeOf, type Outcome } from "../../engine/outcome.ts";
import type { Way } from "../../state/state.ts";
import { useModel, useStoreApi } from "../../state/store.ts";
import { Prose } from "../../widgets/Prose.tsx";
import { DecisionLine } from "./DecisionLine.tsx";
import { DISPOSITIONS } from "./dispositions.ts";

const ENDS: Readonly<Record<Outcome, { icon: LucideIcon; tone: string }>> = {
  delivered: { icon: Check, tone: "ok" },
  dropped: { icon: X, tone: "error" },
  unknown: { icon: CircleHelp, tone: "warning" },
};

export function WalkView({
  way,
  title,
  walk,
  focused,
}: {
  way: Way;
  title: string;
  walk: Walk;
  focused: number | null;
}): ReactNode {
  const { icon: Icon, tone } = ENDS[outcomeOf(walk)];
  const { source, destination, protocol, destinationPort } = walk.packet;
  return (
    <section className={`walk walk-${way}`} aria-label={title}>
      <header className="walk-header">
        <h3>{title}</h3>
        <span className="mono muted cut">
          {source} → {destination}
          {protocol !== "Any" && ` ${protocol}${destinationPort === undefined ? "" : ` ${destinationPort}`}`}
        </span>
      </header>
      <ol>
        {walk.hops.map((hop, index) => (
          <HopRow key={index} way={way} hop={hop} index={index} focused={index === focused} />
        ))}
      </ol>
      <p className={`walk-end tone-${tone}`}>
        <Icon size={16} aria-hidden />
        <span>
          {DISPOSITIONS[walk.disposition]}
          {walk.egressAs !== undefined && <span className="muted">, seen as {walk.egressAs}</span>}
        </span>
      </p>
    </section>
  );
}

function HopRow({ way, hop, index, focused }: { way: Way; hop: Hop; index: number; focused: boolean }): ReactNode {
  const store = useStoreApi();
  const model = useModel();
  const { route } = hop;
  const pointer = route === undefined ? null : userRoutePointer(model, route);
  return (
    <li className={`hop ${focused ? "hop-focused" : ""}`}>
      <button
        type="button"
        className="hop-number"
        aria-label={`Hop ${index + 1}`}
        onClick={() => focusHop(store, { way, index })}
      >
        {index + 1}
      </button>
      <div className="hop-text">
        <p className="hop-at">{hop.at}</p>
        <p>
          <Prose text={hop.because} />
        </p>
        {route !== undefined && (
          <p className="hop-route">
            <span className="mono">{route.addressPrefix}</span> → {route.nextHopName ?? route.nextHopType}
            {pointer !== null && (
              <>
                {" · "}
                <button type="button" className="link" onClick={() => selectPlace(store, pointer, "panel")}>
                  {route.routeTable} / {route.name}
                </button>
              </>
            )}
          </p>
        )}
        {hop.securityRules?.map((decision, index) => (
          <DecisionLine key={index} decision={decision} />
        ))}
      </div>
    </li>
  );
}
