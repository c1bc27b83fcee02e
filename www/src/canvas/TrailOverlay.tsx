// The path of a packet over the drawing: numbered arrows there and back, and how each way ends.

import { ViewportPortal } from "@xyflow/react";
import { Check, X } from "lucide-react";
import type { ReactNode } from "react";
import { focusHop } from "../actions/path.ts";
import type { PathState } from "../state/state.ts";
import { useStoreApi } from "../state/store.ts";
import type { Rect } from "./geometry.ts";
import type { Arrow, Trail } from "./trail.ts";
import "./trail.css";

export function TrailOverlay({
  trail,
  rectangles,
  hop,
}: {
  trail: Trail;
  rectangles: ReadonlyMap<string, Rect>;
  hop: PathState["hop"];
}): ReactNode {
  const focused = (arrow: Arrow): boolean => hop?.way === arrow.way && hop.index === arrow.index;
  return (
    <ViewportPortal>
      <svg className="trail" aria-hidden>
        <defs>
          {(["forward", "reply"] as const).map((way) => (
            <marker
              key={way}
              id={`tip-${way}`}
              viewBox="0 0 8 8"
              refX="6"
              refY="4"
              markerWidth="6"
              markerHeight="6"
              orient="auto-start-reverse"
            >
              <path d="M0,0 L8,4 L0,8 z" className={`trail-tip trail-tip-${way}`} />
            </marker>
          ))}
        </defs>
        {trail.arrows.map((arrow) => (
          <g
            key={`${arrow.way}-${arrow.index}`}
            className={`trail-${arrow.way} ${focused(arrow) ? "trail-focused" : ""}`}
          >
            <path className="trail-halo" d={arrow.stroke.path} />
            <path className="trail-line" d={arrow.stroke.path} markerEnd={`url(#tip-${arrow.way})`} />
          </g>
        ))}
      </svg>
      {trail.arrows.map((arrow) => (
        <HopBadge key={`${arrow.way}-${arrow.index}`} arrow={arrow} focused={focused(arrow)} />
      ))}
      {trail.ends.map(({ way, box, delivered }) => {
        const rect = rectangles.get(box);
        if (rect === undefined) return null;
        const Icon = delivered ? Check : X;
        const x = rect.x + rect.width - (way === "forward" ? 12 : 36);
        return (
          <span
            key={way}
            className={`trail-end trail-end-${way} ${delivered ? "trail-end-good" : "trail-end-bad"}`}
            style={{ transform: `translate(-50%, -50%) translate(${x}px, ${rect.y}px)` }}
            title={`${way === "forward" ? "The packet" : "The reply"} ${delivered ? "arrives" : "ends"} here`}
          >
            <Icon size={12} strokeWidth={3} aria-hidden />
          </span>
        );
      })}
    </ViewportPortal>
  );
}

function HopBadge({ arrow, focused }: { arrow: Arrow; focused: boolean }): ReactNode {
  const store = useStoreApi();
  const { way, index, label, stroke } = arrow;
  return (
    <button
      type="button"
      tabIndex={-1}
      className={`hop-badge hop-badge-${way} ${focused ? "hop-badge-focused" : ""}`}
      style={{ transform: `translate(-50%, -50%) translate(${stroke.label.x}px, ${stroke.label.y}px)` }}
      title={`${way === "forward" ? "There" : "Back"}, hop ${label}`}
      onClick={() => focusHop(store, { way, index })}
    >
      {label}
    </button>
  );
}
