// The path of a packet over the drawing: numbered arrows there and back, and how each way ends.

import { ViewportPortal } from "@xyflow/react";
import { Check, X, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { focusHop } from "../actions/path.ts";
import type { PathState } from "../state/state.ts";
import type { Outcome } from "../engine/outcome.ts";
import { useStoreApi } from "../state/store.ts";
import { KIND_ICONS } from "../widgets/icons.ts";
import type { Rect } from "./geometry.ts";
import type { Arrow, Trail } from "./trail.ts";
import type { TrailNote } from "./trailNotes.ts";
import "./trail.css";

const ENDS: Readonly<Record<Outcome, { icon: LucideIcon | null; tone: string; words: string }>> = {
  delivered: { icon: Check, tone: "good", words: "arrives" },
  dropped: { icon: X, tone: "bad", words: "ends" },
  unknown: { icon: null, tone: "unknown", words: "perhaps ends" },
};

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
      {trail.ends.map(({ way, box, outcome }) => {
        const rect = rectangles.get(box);
        if (rect === undefined) return null;
        const { icon: Icon, tone, words } = ENDS[outcome];
        const x = rect.x + rect.width - (way === "forward" ? 12 : 36);
        return (
          <span
            key={way}
            className={`trail-end trail-end-${way} trail-end-${tone}`}
            style={{ transform: `translate(-50%, -50%) translate(${x}px, ${rect.y}px)` }}
            title={`${way === "forward" ? "The packet" : "The reply"} ${words} here`}
          >
            {Icon === null ? "?" : <Icon size={12} strokeWidth={3} aria-hidden />}
          </span>
        );
      })}
      {trail.notes.map((note, index) => (
        <Note key={index} note={note} rect={rectangles.get(note.box)} above={trail.notes.slice(0, index)} />
      ))}
    </ViewportPortal>
  );
}

const NOTE_HEIGHT = 24;

/** Below its box, and below the notes that are there already. */
function Note({
  note: { way, box, kind, tone, text, title },
  rect,
  above,
}: {
  note: TrailNote;
  rect: Rect | undefined;
  above: readonly TrailNote[];
}): ReactNode {
  if (rect === undefined) return null;
  const Icon = KIND_ICONS[kind === "rule" ? "networkSecurityGroup" : "publicIpAddress"];
  const y = rect.y + rect.height + NOTE_HEIGHT / 2 + above.filter((other) => other.box === box).length * NOTE_HEIGHT;
  return (
    <span
      className={`trail-note trail-note-${tone}`}
      style={{ transform: `translate(-50%, -50%) translate(${rect.x + rect.width / 2}px, ${y}px)` }}
      title={`${way === "forward" ? "There" : "Back"}: ${title}`}
    >
      <Icon size={12} aria-hidden />
      {text}
    </span>
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
