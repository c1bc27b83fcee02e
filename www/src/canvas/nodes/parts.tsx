// What the boxes share: their look, their mark of problems, their handle.

import { Handle, Position } from "@xyflow/react";
import { Lock, UserLock, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { selectObject } from "../../actions/select.ts";
import type { Marks } from "../../document/problems.ts";
import { useStoreApi } from "../../state/store.ts";
import { KIND_ICONS } from "../../widgets/icons.ts";
import type { BoxData } from "../flowNodes.ts";
import type { Hint } from "../hints.ts";
import type { Box } from "../scene.ts";

export function boxClass(kind: string, { dimmed, picking, chosen }: BoxData, selected: boolean | undefined): string {
  return [
    "box",
    `box-${kind}`,
    dimmed ? "box-dimmed" : "",
    picking ? "box-picking" : "",
    chosen !== null ? "box-chosen" : "",
    selected === true ? "box-selected" : "",
  ]
    .filter(Boolean)
    .join(" ");
}

/** Lines have their own geometry; React Flow only asks that both ends have handles. */
export function Anchors(): ReactNode {
  return (
    <>
      <Handle type="source" position={Position.Right} isConnectable={false} className="anchor" />
      <Handle type="target" position={Position.Left} isConnectable={false} className="anchor" />
    </>
  );
}

/** What hints say that no kind of object says. */
const SIGNS: Readonly<Record<"private" | "existing", LucideIcon>> = { private: Lock, existing: UserLock };

function signOf(sign: Hint["sign"]): LucideIcon {
  return sign === "private" || sign === "existing" ? SIGNS[sign] : KIND_ICONS[sign];
}

/** One that stands for an object selects it, unless the next click picks an end of a path. */
function Hints({ hints, picking }: { hints: readonly Hint[]; picking: boolean }): ReactNode {
  const store = useStoreApi();
  return hints.map(({ sign, title, id }) => {
    const Icon = signOf(sign);
    if (id === null) {
      return (
        <span key={sign} className="box-hint" title={title}>
          <Icon size={14} aria-hidden />
        </span>
      );
    }
    return (
      <button
        key={sign}
        type="button"
        tabIndex={-1}
        className="box-hint nodrag"
        title={title}
        aria-label={title}
        onClick={(event) => {
          if (picking) return;
          event.stopPropagation();
          selectObject(store, id, "canvas");
        }}
      >
        <Icon size={14} aria-hidden />
      </button>
    );
  });
}

/** The title of a box and the line below it; `mono` where that is a prefix. */
function Names({ box: { title, subtitle }, mono, children }: { box: Box; mono: boolean; children?: ReactNode }): ReactNode {
  return (
    <div className="cut">
      <div className="box-line">
        <div className="box-title cut" title={title}>
          {title}
        </div>
        {children}
      </div>
      <div className={`box-subtitle cut ${mono ? "mono" : ""}`} title={subtitle}>
        {subtitle}
      </div>
    </div>
  );
}

/** The head of a box that holds others. */
export function Header({ icon: Icon, size, data }: { icon: LucideIcon; size: number; data: BoxData }): ReactNode {
  const { box, marks, picking } = data;
  return (
    <header className="box-header">
      <Icon size={size} aria-hidden className="box-icon" />
      <Names box={box} mono />
      <Hints hints={box.hints} picking={picking} />
      <Mark marks={marks} />
    </header>
  );
}

/** All of a box that holds none: its signs stand beside its title, so that the line below has the whole width. */
export function Leaf({ icon: Icon, size, mono, data }: { icon: LucideIcon; size: number; mono: boolean; data: BoxData }): ReactNode {
  const { box, marks, picking } = data;
  return (
    <>
      <Anchors />
      <Icon size={size} aria-hidden className="box-icon" />
      <Names box={box} mono={mono}>
        <Hints hints={box.hints} picking={picking} />
      </Names>
      <Mark marks={marks} />
    </>
  );
}

export function Mark({ marks }: { marks: Marks | undefined }): ReactNode {
  if (marks === undefined || marks.worst === "info") return null;
  const title = `${marks.count} ${marks.count === 1 ? "problem" : "problems"}`;
  return (
    <span className={`mark mark-${marks.worst}`} role="img" aria-label={title} title={title}>
      {marks.count}
    </span>
  );
}
